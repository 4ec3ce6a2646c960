/**
 * Edits as data: an edit names the parts of a draft that change and what they become; applying it gives the
 * edit that takes it back. Undo and redo are then the same thing in two directions.
 */
import type { Draft, PhaseDraft } from "./draft.ts";

export type Edit =
  | { readonly target: "draft"; readonly change: Partial<Omit<Draft, "position">> }
  | { readonly target: "phase"; readonly position: number; readonly change: Partial<PhaseDraft> }
  | { readonly target: "insert"; readonly position: number; readonly phases: readonly PhaseDraft[] }
  | { readonly target: "remove"; readonly position: number; readonly count: number }
  | { readonly target: "move"; readonly from: number; readonly to: number }
  /** One step of the hand that changes several things, in this order. */
  | { readonly target: "several"; readonly edits: readonly Edit[] };

export interface Applied {
  readonly draft: Draft;
  readonly inverse: Edit;
}

/** The form then shows the phase that was touched, so that undoing is seen; what is shown is itself no edit. */
export function applyEdit(draft: Draft, edit: Edit): Applied {
  switch (edit.target) {
    case "draft": {
      const changed = { ...draft, ...edit.change };
      return {
        draft: { ...changed, position: Math.min(draft.position, changed.phases.length - 1) },
        inverse: { target: "draft", change: pickKeys(draft, edit.change) },
      };
    }
    case "phase": {
      const phase = phaseAt(draft, edit.position);
      const phases = draft.phases.with(edit.position, { ...phase, ...edit.change });
      return {
        draft: { ...draft, phases, position: edit.position },
        inverse: { target: "phase", position: edit.position, change: pickKeys(phase, edit.change) },
      };
    }
    case "insert":
      return {
        draft: {
          ...draft,
          phases: draft.phases.toSpliced(edit.position, 0, ...edit.phases),
          position: edit.position,
        },
        inverse: { target: "remove", position: edit.position, count: edit.phases.length },
      };
    case "remove": {
      const phases = draft.phases.toSpliced(edit.position, edit.count);
      if (phases.length === 0) throw new Error("expected a phase to remain, got none");
      const removed = draft.phases.slice(edit.position, edit.position + edit.count);
      return {
        draft: { ...draft, phases, position: Math.min(edit.position, phases.length - 1) },
        inverse: { target: "insert", position: edit.position, phases: removed },
      };
    }
    case "move": {
      const phase = phaseAt(draft, edit.from);
      const phases = draft.phases.toSpliced(edit.from, 1).toSpliced(edit.to, 0, phase);
      return {
        draft: { ...draft, phases, position: edit.to },
        inverse: { target: "move", from: edit.to, to: edit.from },
      };
    }
    case "several":
      return applySeveral(draft, edit.edits);
  }
}

/** The phase that was shown stays shown, if it is still there. */
function applySeveral(draft: Draft, edits: readonly Edit[]): Applied {
  const shown = draft.phases[draft.position]?.id;
  const inverses: Edit[] = [];
  let changed = draft;
  for (const edit of edits) {
    const applied = applyEdit(changed, edit);
    changed = applied.draft;
    inverses.unshift(applied.inverse);
  }
  const kept = changed.phases.findIndex(({ id }) => id === shown);
  return {
    draft: kept < 0 ? changed : { ...changed, position: kept },
    inverse: { target: "several", edits: inverses },
  };
}

function phaseAt(draft: Draft, position: number): PhaseDraft {
  const phase = draft.phases[position];
  if (phase === undefined) {
    throw new Error(`expected a phase 0 to ${draft.phases.length - 1}, got ${position}`);
  }
  return phase;
}

function pickKeys<T extends object, C extends Partial<T>>(from: T, like: C): C {
  return Object.fromEntries(Object.keys(like).map((key) => [key, from[key as keyof T]])) as C;
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
  if (a.target === "draft" && b.target === "draft") return keysOf(a) === keysOf(b);
  if (a.target === "phase" && b.target === "phase") {
    return a.position === b.position && keysOf(a) === keysOf(b);
  }
  return false;
}

function keysOf({ change }: { readonly change: object }): string {
  return Object.keys(change).sort().join();
}

/** Which phase the form shows: nothing that is undone. */
export function showPhase(history: DraftHistory, position: number): DraftHistory {
  if (position === history.draft.position || history.draft.phases[position] === undefined) return history;
  return { ...closeGroup(history), draft: { ...history.draft, position } };
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
