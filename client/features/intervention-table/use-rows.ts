import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listInterventionFilters, listInterventions } from "../../../domain/interventions/list-contract.ts";
import { call } from "../../api/call.ts";
import { type TableState, toQuery } from "./table-state.ts";

const PAGE = 100;

/** Rows in their order, page after page; those of before stay on the screen until the new ones come. */
export function useRows(state: TableState, timeZone: string) {
  const query = toQuery(state, timeZone);
  const pages = useInfiniteQuery({
    queryKey: ["interventions", query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(listInterventions, { query: { ...query, limit: PAGE, after: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  });
  // A row that moved on while pages were read may come twice: the later place is the true one.
  const rows = useMemo(() => {
    const all = pages.data?.pages.flatMap(({ interventions }) => interventions) ?? [];
    const last = new Map(all.map(({ id }, index) => [id, index]));
    return last.size === all.length ? all : all.filter(({ id }, index) => last.get(id) === index);
  }, [pages.data]);
  return { ...pages, rows, total: pages.data?.pages[0]?.total ?? null };
}

export function useFilterChoices() {
  return useQuery({
    queryKey: ["intervention filters"],
    queryFn: ({ signal }) => call(listInterventionFilters, { signal }),
    staleTime: 5 * 60_000,
  });
}
