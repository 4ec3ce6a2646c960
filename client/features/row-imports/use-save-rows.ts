import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ROWS_A_REQUEST, type RowOutcome, saveRows } from "../../../domain/row-imports/contract.ts";
import { call } from "../../api/call.ts";
import type { DerivedRow } from "./derived-row.ts";

export interface Saving {
  readonly state: "idle" | "saving" | "stopped" | "unreachable" | "done";
  readonly done: number;
  readonly total: number;
}

const IDLE: Saving = { state: "idle", done: 0, total: 0 };

/**
 * Saves rows a few at a time. Every outcome is told as it comes, so that what was acknowledged is known whatever happens
 * next; a batch without an answer may be sent again, for each row has its own id.
 */
export function useSaveRows(
  onOutcomes: (rows: readonly DerivedRow[], outcomes: readonly RowOutcome[]) => void,
) {
  const client = useQueryClient();
  const [saving, setSaving] = useState<Saving>(IDLE);
  const stop = useRef<AbortController | null>(null);

  const save = async (rows: readonly DerivedRow[]) => {
    const stopping = new AbortController();
    stop.current = stopping;
    setSaving({ state: "saving", done: 0, total: rows.length });
    let done = 0;
    try {
      while (done < rows.length && !stopping.signal.aborted) {
        const batch = rows.slice(done, done + ROWS_A_REQUEST);
        // Not aborted in flight: its outcome is worth waiting for.
        const { outcomes } = await call(saveRows, {
          body: { dryRun: false, rows: batch.map(({ ready }) => ready!) },
        });
        onOutcomes(batch, outcomes);
        done += batch.length;
        setSaving({ state: "saving", done, total: rows.length });
      }
      setSaving({ state: done < rows.length ? "stopped" : "done", done, total: rows.length });
    } catch {
      setSaving({ state: "unreachable", done, total: rows.length });
    }
    for (const name of ["phases", "clock", "intervention", "interventions", "current rows"]) {
      void client.invalidateQueries({ queryKey: [name] });
    }
  };
  return { saving, save, cancel: () => stop.current?.abort() };
}
