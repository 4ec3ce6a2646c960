/**
 * Edits as data: an edit names the parts of a draft that change and what they become; applying it gives the
 * edit that takes it back. Undo and redo are then the same thing in two directions.
 */
import type { Draft, PhaseDraft } from "./draft.ts";

export type Edit =
  | { readonly target: "draft"; readonly change: Partial<Draft> }
  | { readonly target: "phase"; readonly position: number; readonly change: Partial<PhaseDraft> };

export interface Applied {
  readonly draft: Draft;
  readonly inverse: Edit;
}

export function applyEdit(draft: Draft, edit: Edit): Applied {
  if (edit.target === "draft") {
    return {
      draft: { ...draft, ...edit.change },
      inverse: { target: "draft", change: pickKeys(draft, edit.change) },
    };
  }
  const phase = draft.phases[edit.position];
  if (phase === undefined) {
    throw new Error(`expected a phase 0 to ${draft.phases.length - 1}, got ${edit.position}`);
  }
  return {
    draft: {
      ...draft,
      phases: draft.phases.map((kept, i) => (i === edit.position ? { ...kept, ...edit.change } : kept)),
    },
    inverse: { target: "phase", position: edit.position, change: pickKeys(phase, edit.change) },
  };
}

function pickKeys<T extends object>(from: T, like: Partial<T>): Partial<T> {
  return Object.fromEntries(Object.keys(like).map((key) => [key, from[key as keyof T]])) as Partial<T>;
}

interface Step {
  readonly edit: Edit;
  /** Edits of one group, one after the other (letters typed in a field), are undone together. */
  readonly group: string | null;
}

export interface DraftHistory {
  readonly draft: Draft;
  /** What takes the last edits back, newest last. */
  readonly past: readonly Step[];
  /** What brings back the edits taken back, newest last. */
  readonly future: readonly Step[];
}

const MAX_STEPS = 200;

export function beginHistory(draft: Draft): DraftHistory {
  return { draft, past: [], future: [] };
}

export function recordEdit(history: DraftHistory, edit: Edit, group: string | null = null): DraftHistory {
  const { draft, inverse } = applyEdit(history.draft, edit);
  const last = history.past.at(-1);
  const joins = group !== null && last?.group === group && sameKeys(last.edit, inverse);
  const past = joins ? history.past : [...history.past, { edit: inverse, group }].slice(-MAX_STEPS);
  return { draft, past, future: [] };
}

/** The older inverse of a group holds the values to go back to only if it covers the same parts. */
function sameKeys(a: Edit, b: Edit): boolean {
  if (a.target !== b.target) return false;
  if (a.target === "phase" && b.target === "phase" && a.position !== b.position) return false;
  return Object.keys(a.change).sort().join() === Object.keys(b.change).sort().join();
}

/** Ends the running group: what follows is undone by itself. */
export function closeGroup(history: DraftHistory): DraftHistory {
  const last = history.past.at(-1);
  if (last === undefined || last.group === null) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, group: null }] };
}

export function undo(history: DraftHistory): DraftHistory {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  const { draft, inverse } = applyEdit(history.draft, step.edit);
  return {
    draft,
    past: history.past.slice(0, -1),
    future: [...history.future, { edit: inverse, group: null }],
  };
}

export function redo(history: DraftHistory): DraftHistory {
  const step = history.future.at(-1);
  if (step === undefined) return history;
  const { draft, inverse } = applyEdit(history.draft, step.edit);
  return {
    draft,
    past: [...history.past, { edit: inverse, group: null }],
    future: history.future.slice(0, -1),
  };
}
