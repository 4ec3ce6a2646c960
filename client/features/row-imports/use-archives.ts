import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { BodyOf } from "../../../domain/contract/endpoint.ts";
import {
  appendRowImport,
  createRowImport,
  getRowImport,
  listRowImports,
  listRowPlaces,
  PART_BYTES,
  type RowImport,
  resolveRowPlace,
  steerRowImport,
} from "../../../domain/row-imports/contract.ts";
import type { ColumnMapping, RowField } from "../../../domain/row-imports/row-fields.ts";
import { call, ProblemError } from "../../api/call.ts";
import { closeUpload, openUpload } from "./upload-id.ts";

const ARCHIVES = "row imports";
const RUNNING_MS = 1_000;
const IDLE_MS = 10_000;
const isOpen = ({ state }: RowImport) => state === "waiting" || state === "running";

export function useArchives() {
  return useQuery({
    queryKey: [ARCHIVES, "list"],
    queryFn: ({ signal }) => call(listRowImports, { signal }),
    refetchInterval: ({ state }) => (state.data?.rowImports.some(isOpen) ? RUNNING_MS : IDLE_MS),
  });
}

export function useArchive(importId: string) {
  return useQuery({
    queryKey: [ARCHIVES, importId],
    queryFn: ({ signal }) => call(getRowImport, { params: { importId }, signal }),
    refetchInterval: ({ state }) => (state.data && isOpen(state.data.rowImport) ? RUNNING_MS : false),
  });
}

export function useQueue(importId: string, state: "unclear" | "skipped", unclear: number) {
  return useQuery({
    queryKey: [ARCHIVES, importId, "queue", state, unclear],
    queryFn: ({ signal }) =>
      call(listRowPlaces, { params: { importId }, query: { state, limit: 50 }, signal }),
    placeholderData: (known) => known,
  });
}

export function useResolve(importId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof resolveRowPlace>) =>
      call(resolveRowPlace, { params: { importId }, body }),
    onSettled: () => client.invalidateQueries({ queryKey: [ARCHIVES] }),
  });
}

export function useSteer(importId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: "cancel" | "resume") =>
      call(steerRowImport, { params: { importId }, body: { action } }),
    onSettled: () => client.invalidateQueries({ queryKey: [ARCHIVES] }),
  });
}

/** Base64 in pieces: all at once would be too many arguments for one call. */
function toBase64(bytes: Uint8Array): string {
  const STEP = 32_766;
  let text = "";
  for (let at = 0; at < bytes.length; at += STEP)
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + STEP)));
  return text;
}

function formatOf(name: string): "csv" | "xlsx" | "geojson" {
  if (/\.xlsx$/i.test(name)) return "xlsx";
  return /\.(geo)?json$/i.test(name) ? "geojson" : "csv";
}

const ENDED: readonly string[] = ["id-taken", "import-ended", "not-found", "not-allowed", "bad-input"];

function isEnded(error: unknown): boolean {
  return error instanceof ProblemError && ENDED.includes(error.problem.code);
}

/** Sends an archive part by part; after a network that went away, or a reload, it goes on where the server's copy ends. */
export function useSendArchive(onSent: (importId: string) => void) {
  const client = useQueryClient();
  const [sending, setSending] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const last = useRef<[File, ColumnMapping | null] | null>(null);
  const stop = useRef(new AbortController());

  const run = useCallback(
    async (file: File, mapping: ColumnMapping | null) => {
      last.current = [file, mapping];
      stop.current = new AbortController();
      const { signal } = stop.current;
      setFailed(false);
      setSending(0);
      let id: string | null = null;
      try {
        id = await openUpload(file);
        const body = {
          id,
          name: file.name,
          format: formatOf(file.name),
          bytes: file.size,
          mapping:
            mapping &&
            Object.entries(mapping).map(([field, column]) => ({ field: field as RowField, column })),
          defaultKind: "roadwork" as const,
        };
        let { rowImport } = await call(createRowImport, { body, signal });
        setSending(rowImport.received / file.size);
        while (rowImport.received < file.size) {
          const offset = rowImport.received;
          const part = new Uint8Array(await file.slice(offset, offset + PART_BYTES).arrayBuffer());
          const reply = await call(appendRowImport, {
            params: { importId: id },
            body: { offset, base64: toBase64(part) },
            signal,
          });
          rowImport = reply.rowImport;
          setSending(rowImport.received / file.size);
        }
        closeUpload(id);
        void client.invalidateQueries({ queryKey: [ARCHIVES] });
        onSent(id);
      } catch (error) {
        // What was refused or ended meanwhile would be so again: the next try is another upload.
        if (id !== null && (signal.aborted || isEnded(error))) closeUpload(id);
        if (!signal.aborted) setFailed(true);
      } finally {
        setSending(null);
      }
    },
    [client, onSent],
  );
  return {
    sending,
    failed,
    send: run,
    again: async () => {
      if (last.current !== null) await run(...last.current);
    },
    cancel: () => stop.current.abort(),
  };
}
