import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  cancelImport,
  getImport,
  listImportProblems,
  listImports,
  startImport,
} from "../../../domain/imports/contract.ts";
import { call } from "../../api/call.ts";

const IMPORTS = "imports";
const PAGE = 50;
/** While one runs it is asked again so often; while none does, for one that somebody else may have started. */
const RUNNING_MS = 1_000;
const IDLE_MS = 5_000;

export function useImports() {
  return useQuery({
    queryKey: [IMPORTS, "list"],
    queryFn: ({ signal }) => call(listImports, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.imports.some((run) => run.state === "running") ? RUNNING_MS : IDLE_MS,
  });
}

export function useImport(importId: number) {
  return useQuery({
    queryKey: [IMPORTS, importId],
    queryFn: ({ signal }) => call(getImport, { params: { importId }, signal }),
    refetchInterval: ({ state }) => (state.data?.import.state === "running" ? RUNNING_MS : false),
  });
}

/** Page by page. While the import runs there may be more later: asked anew with `count`. */
export function useProblems(importId: number, datasetId: string, count: number) {
  return useInfiniteQuery({
    queryKey: [IMPORTS, importId, datasetId, count],
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      call(listImportProblems, {
        params: { importId, datasetId },
        query: { limit: PAGE, after: pageParam },
        signal,
      }),
    getNextPageParam: ({ next }) => next,
    placeholderData: (known) => known,
  });
}

export function useStartImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (city: string) => call(startImport, { body: { city } }),
    onSettled: () => client.invalidateQueries({ queryKey: [IMPORTS] }),
  });
}

export function useCancelImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (importId: number) => call(cancelImport, { params: { importId } }),
    onSettled: () => client.invalidateQueries({ queryKey: [IMPORTS] }),
  });
}
