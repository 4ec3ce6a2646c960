/**
 * The draft on the desk, outside React: a letter typed in a field is news to that field and to whoever keeps the
 * draft, not to the page and the scene. Each part of the page reads the piece of it that it shows.
 */
import { useMemo, useSyncExternalStore } from "react";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { Draft, PhaseDraft } from "./draft.ts";
import {
  beginHistory,
  closeGroup,
  type DraftHistory,
  type Edit,
  recordEdit,
  redo,
  showPhase,
  undo,
} from "./edits.ts";

export interface DeskState {
  /** With the shape under the hand put in. */
  readonly draft: Draft | null;
  /** Without it: what there is to keep. */
  readonly held: Draft | null;
  /** The saved intervention it was begun from; null for a new one. */
  readonly base: Draft | null;
  /** A hand is moving the shape: nothing of it is an edit yet. */
  readonly drawing: boolean;
  /** There is something in it that would be lost. */
  readonly dirty: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

export interface DeskActions {
  /** @param dirty it holds work already, as one taken from the shelf does. */
  begin(draft: Draft, base: Draft | null, dirty?: boolean): void;
  edit(change: Partial<Omit<Draft, "position">>, group?: string): void;
  /** Of the phase the form shows, unless another is named. */
  editPhase(change: Partial<PhaseDraft>, group?: string, position?: number): void;
  /** Made from the draft as it is by then. */
  make(edit: (draft: Draft) => Edit | null): void;
  endGroup(): void;
  showPhase(position: number): void;
  /** The shape while the hand moves; null when the hand lets it go unfinished. */
  preview(footprint: Footprint | null): void;
  undo(): void;
  redo(): void;
  /** All of it becomes this, which undo takes back; what it is a change of stays changed. */
  replace(draft: Draft, base: Draft | null): void;
  clear(): void;
}

export interface Desk extends DeskActions {
  get(): DeskState;
  subscribe(listener: () => void): () => void;
}

/** The state of the desk and what can be done to it, for those who show all of it. */
export type DraftDesk = DeskState & DeskActions & Pick<Desk, "get">;

interface Held {
  readonly history: DraftHistory;
  readonly base: Draft | null;
  readonly dirty: boolean;
}

const EMPTY: DeskState = {
  draft: null,
  held: null,
  base: null,
  drawing: false,
  dirty: false,
  canUndo: false,
  canRedo: false,
};

/** @param onEdit told of every edit, at once: what is typed is kept whatever the page does next. */
export function createDesk(onEdit: (held: Draft, base: Draft | null) => void): Desk {
  let held: Held | null = null;
  let preview: Footprint | null = null;
  let state = EMPTY;
  const listeners = new Set<() => void>();

  function show(): void {
    state = held === null ? EMPTY : stateOf(held, preview);
    for (const listener of listeners) listener();
  }
  function change(make: (history: DraftHistory) => DraftHistory): void {
    if (held === null) return;
    const before = held.history;
    const history = make(before);
    const hadPreview = preview !== null;
    preview = null;
    if (history === before && !hadPreview) return;
    // Which phase is shown, and where a group of letters ends, is nothing that would be lost.
    const edited = history.past !== before.past || history.future !== before.future;
    const content = edited && history.draft !== before.draft;
    held = { ...held, history, dirty: held.dirty || content };
    show();
    if (content) onEdit(history.draft, held.base);
  }
  const record = (made: (draft: Draft) => Edit | null, group: string | null = null) =>
    change((history) => {
      const edit = made(history.draft);
      return edit === null ? history : recordEdit(history, edit, group);
    });

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(draft, base, dirty = false) {
      preview = null;
      held = { history: beginHistory(draft), base, dirty };
      show();
    },
    edit: (changed, group) => record(() => ({ target: "draft", change: changed }), group),
    editPhase: (changed, group, position) =>
      record(
        (draft) => ({ target: "phase", position: position ?? draft.position, change: changed }),
        group ?? null,
      ),
    make: (edit) => record(edit),
    endGroup: () => change(closeGroup),
    showPhase: (position) => change((history) => showPhase(history, position)),
    preview(footprint) {
      if (held === null || preview === footprint) return;
      preview = footprint;
      show();
    },
    undo: () => change(undo),
    redo: () => change(redo),
    replace(draft, base) {
      if (held === null) return;
      const { position, id, savedVersion, ...content } = draft;
      const history = recordEdit(held.history, { target: "draft", change: content });
      held = {
        history: { ...history, draft: { ...history.draft, id, savedVersion, position } },
        base,
        dirty: true,
      };
      preview = null;
      show();
      onEdit(held.history.draft, base);
    },
    clear() {
      held = null;
      preview = null;
      show();
    },
  };
}

function stateOf({ history, base, dirty }: Held, preview: Footprint | null): DeskState {
  const { draft: own, past, future } = history;
  const phase = own.phases[own.position];
  const draft =
    preview === null || phase === undefined
      ? own
      : { ...own, phases: own.phases.with(own.position, { ...phase, footprint: preview }) };
  return {
    draft,
    held: own,
    base,
    drawing: preview !== null,
    dirty,
    canUndo: past.length > 0,
    canRedo: future.length > 0,
  };
}

/** One piece of the desk; whoever reads it is drawn anew only when that piece is another. */
export function useDeskPiece<T>(desk: Desk, piece: (state: DeskState) => T): T {
  return useSyncExternalStore(desk.subscribe, () => piece(desk.get()));
}

/** All of the desk, for the form. */
export function useWholeDesk(desk: Desk): DraftDesk {
  const state = useDeskPiece(desk, (all) => all);
  return useMemo(() => ({ ...desk, ...state }), [desk, state]);
}
