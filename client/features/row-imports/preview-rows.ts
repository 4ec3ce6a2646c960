/** The rows on the screen: what was done to each, as data, with every step to be taken back. */
import type { Problem } from "../../../domain/contract/problems.ts";
import type { Cell } from "../../../domain/row-imports/cells.ts";
import type { Table } from "./read-table.ts";

export interface PreviewRow {
  /** Of the intervention that it becomes: saving again cannot save twice. */
  readonly id: string;
  readonly number: number;
  readonly cells: readonly Cell[];
  /** What this row was saved as before, where the sheet itself does not say. */
  readonly known: { readonly id: string; readonly version: number } | null;
  /** Which of its places was picked by hand. */
  readonly picked: number | null;
  readonly skipped: boolean;
  /** Whether it is to be saved; null: as sure as it is. */
  readonly wanted: boolean | null;
  /** Changes of a returned sheet that are not to be applied. */
  readonly declined: readonly string[];
  readonly saved: number | null;
  readonly problem: Pick<Problem, "code" | "detail" | "errors"> | null;
}

export type RowChange = Partial<Omit<PreviewRow, "id" | "number">>;

interface Step {
  readonly id: string;
  readonly change: RowChange;
}

export interface PreviewState {
  readonly rows: readonly PreviewRow[];
  /** What takes the last steps back, newest last. */
  readonly past: readonly (readonly Step[])[];
}

const MOST_STEPS = 200;

export function openPreview(
  table: Table,
  newId: () => string,
  knownOf: (number: number, cells: readonly Cell[]) => PreviewRow["known"],
): PreviewState {
  return {
    past: [],
    rows: table.rows.map(({ number, cells }) => ({
      id: newId(),
      number,
      cells,
      known: knownOf(number, cells),
      picked: null,
      skipped: false,
      wanted: null,
      declined: [],
      saved: null,
      problem: null,
    })),
  };
}

/** Changes some rows; one step back undoes them all. */
export function changeRows(state: PreviewState, steps: readonly Step[]): PreviewState {
  const { rows, inverse } = apply(state.rows, steps);
  return { rows, past: [...state.past, inverse].slice(-MOST_STEPS) };
}

/** What the server said of rows: it stands, and is not taken back. */
export function noteRows(state: PreviewState, steps: readonly Step[]): PreviewState {
  return { ...state, rows: apply(state.rows, steps).rows };
}

export function undoRows(state: PreviewState): PreviewState {
  const last = state.past.at(-1);
  if (last === undefined) return state;
  return { rows: apply(state.rows, last).rows, past: state.past.slice(0, -1) };
}

function apply(rows: readonly PreviewRow[], steps: readonly Step[]): { rows: PreviewRow[]; inverse: Step[] } {
  const changes = new Map(steps.map(({ id, change }) => [id, change]));
  const inverse: Step[] = [];
  const next = rows.map((row) => {
    const change = changes.get(row.id);
    if (change === undefined) return row;
    const before = Object.fromEntries(Object.keys(change).map((key) => [key, row[key as keyof PreviewRow]]));
    inverse.push({ id: row.id, change: before as RowChange });
    return { ...row, ...change };
  });
  return { rows: next, inverse };
}
