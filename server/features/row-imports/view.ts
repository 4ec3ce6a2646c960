import type { RowImport } from "../../../domain/row-imports/contract.ts";
import { ROW_STATES, type RowState } from "../../../domain/row-imports/row-import.ts";
import type { RowImportRow } from "./run-store.ts";

/** Of work that has gone on for so short a time nothing can be said of its speed. */
const LEAST_SECONDS = 2;

export function toRowImport(
  run: RowImportRow,
  known: Partial<Record<RowState, number>>,
  nowMs: number,
): RowImport {
  const counts = Object.fromEntries(
    ROW_STATES.map((state) => [state, known[state] ?? 0]),
  ) as RowImport["counts"];
  const open = counts.read + counts.placed;
  const all = ROW_STATES.reduce((sum, state) => sum + counts[state], 0);
  const seconds =
    run.state === "running" && run.runningSince !== null ? (nowMs - run.runningSince.getTime()) / 1000 : 0;
  const done = all - open - run.doneBefore;
  const rate = seconds >= LEAST_SECONDS && done > 0 && run.rowsTotal !== null ? done / seconds : null;
  const { id, name, format, state, bytes, received, rowsTotal, reason, createdAt, endedAt } = run;
  return {
    id,
    name,
    format,
    state,
    bytes,
    received,
    rowsTotal,
    counts,
    rowsPerSecond: rate,
    secondsLeft: rate === null ? null : open / rate,
    reason,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
