import { useEffect, useMemo, useState } from "react";
import { overlaps, toSpan } from "../../../domain/geo/interval.ts";
import { ROWS_A_REQUEST, type RowOutcome, saveRows } from "../../../domain/row-imports/contract.ts";
import { call } from "../../api/call.ts";
import type { DerivedRow } from "./derived-row.ts";
import { comeNear } from "./row-shape.ts";

interface Checked {
  readonly mark: string;
  readonly outcome: RowOutcome;
}

export interface RowChecks {
  /** By the row's id. */
  readonly outcomes: ReadonlyMap<string, RowOutcome>;
  readonly left: number;
}

const REST_MS = 300;

interface Candidate {
  readonly row: DerivedRow;
  readonly mark: string;
  readonly near: readonly DerivedRow[];
}

/** Rows so near in ground and time that they may be in conflict with each other. */
function neighbours(row: DerivedRow, rows: readonly DerivedRow[]): DerivedRow[] {
  const span = toSpan(row.ready!.intervention.phases[0]!);
  return rows.filter(
    (other) =>
      other !== row &&
      comeNear(other.extent!, row.extent!) &&
      overlaps(span, toSpan(other.ready!.intervention.phases[0]!)),
  );
}

/** What saving the rows would meet, asked without saving them: those that may disturb each other in one request. */
export function useRowChecks(rows: readonly DerivedRow[], isPaused: boolean): RowChecks {
  const [checked, setChecked] = useState<ReadonlyMap<string, Checked>>(new Map());
  const [pending, setPending] = useState(0);

  const all = useMemo(() => {
    const ready = rows.filter(({ ready: one, extent, wanted }) => one !== null && extent !== null && wanted);
    const marks = new Map(ready.map((row) => [row, JSON.stringify(row.ready)]));
    return ready.map((row): Candidate => {
      const near = neighbours(row, ready);
      return { row, near, mark: [row, ...near].map((one) => marks.get(one)!).join() };
    });
  }, [rows]);

  useEffect(() => {
    if (isPaused) return;
    const stop = new AbortController();
    const run = async () => {
      const left = all.filter(({ row, mark }) => checked.get(row.row.id)?.mark !== mark);
      setPending(left.length);
      const [first] = left;
      if (first === undefined) return;
      const chosen = new Set([first.row, ...first.near].slice(0, ROWS_A_REQUEST));
      for (const { row, near } of left) {
        if (chosen.size + near.length >= ROWS_A_REQUEST) break;
        for (const one of [row, ...near]) chosen.add(one);
      }
      const asked = [...chosen];
      const reply = await call(saveRows, {
        body: { dryRun: true, rows: asked.map(({ ready: one }) => one!) },
        signal: stop.signal,
      });
      setChecked((known) => {
        const grown = new Map(known);
        asked.forEach((row, index) => {
          const { near, mark } = all.find((one) => one.row === row)!;
          if (row !== first.row && !near.every((one) => chosen.has(one))) return;
          grown.set(row.row.id, { mark, outcome: reply.outcomes[index]! });
        });
        return grown;
      });
    };
    const timer = setTimeout(() => {
      run().catch((error: unknown) => {
        // What saving would meet is told again when it is saved; the table goes on without.
        if (!stop.signal.aborted) console.warn("rows not examined", error);
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [all, checked, isPaused]);

  return { outcomes: new Map([...checked].map(([id, { outcome }]) => [id, outcome])), left: pending };
}
