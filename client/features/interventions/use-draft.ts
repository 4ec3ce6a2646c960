import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { Draft, PhaseDraft } from "./draft.ts";
import { beginHistory, closeGroup, type DraftHistory, type Edit, recordEdit, redo, undo } from "./edits.ts";
import { findStoredDraft, storeDraft } from "./stored-draft.ts";

/** The draft on the desk: edited, undone, kept on this device until it is saved or thrown away. */
export interface DraftDesk {
  /** With the shape under the hand put in. */
  readonly draft: Draft | null;
  /** A hand is moving the shape: nothing of it is an edit yet. */
  readonly drawing: boolean;
  /** There is something in it that would be lost. */
  readonly dirty: boolean;
  /** False when this device refuses to keep it. */
  readonly kept: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  begin(draft: Draft): void;
  edit(change: Partial<Draft>, group?: string): void;
  /** Of the phase the form shows, unless another is named. */
  editPhase(change: Partial<PhaseDraft>, group?: string, position?: number): void;
  endGroup(): void;
  /** The shape while the hand moves; null when the hand lets it go unfinished. */
  preview(footprint: Footprint | null): void;
  undo(): void;
  redo(): void;
  /** The draft now changes this saved version, or is new under another id; undo does not take that back. */
  rebase(id: string, savedVersion: number | null): void;
  discard(): void;
}

interface Desk {
  readonly history: DraftHistory;
  readonly dirty: boolean;
}

export function useDraft(cityId: string): DraftDesk {
  const [desk, setDesk] = useState<Desk | null>(() => {
    const stored = findStoredDraft(cityId);
    return stored === null ? null : { history: beginHistory(stored), dirty: true };
  });
  const [preview, setPreview] = useState<Footprint | null>(null);
  const [kept, setKept] = useState(true);

  const held = desk?.history.draft ?? null;
  const dirty = desk?.dirty ?? false;
  const stored = useRef<Draft | null>(held);
  useEffect(() => {
    const toKeep = dirty ? held : null;
    if (stored.current === toKeep) return;
    stored.current = toKeep;
    setKept(storeDraft(cityId, toKeep));
  }, [cityId, held, dirty]);

  const change = useCallback((make: (history: DraftHistory) => DraftHistory) => {
    setPreview(null);
    setDesk((current) => {
      if (current === null) return null;
      const history = make(current.history);
      return history === current.history ? current : { history, dirty: true };
    });
  }, []);
  const edit = useCallback(
    (made: (draft: Draft) => Edit, group?: string) =>
      change((history) => recordEdit(history, made(history.draft), group ?? null)),
    [change],
  );

  const draft = useMemo(() => {
    if (held === null || preview === null) return held;
    const phases = held.phases.map((phase, i) =>
      i === held.position ? { ...phase, footprint: preview } : phase,
    );
    return { ...held, phases };
  }, [held, preview]);

  return useMemo(
    () => ({
      draft,
      drawing: preview !== null,
      dirty,
      kept,
      canUndo: (desk?.history.past.length ?? 0) > 0,
      canRedo: (desk?.history.future.length ?? 0) > 0,
      begin: (begun) => {
        setPreview(null);
        setDesk({ history: beginHistory(begun), dirty: false });
      },
      edit: (changed, group) => edit(() => ({ target: "draft", change: changed }), group),
      editPhase: (changed, group, position) =>
        edit(
          (current) => ({ target: "phase", position: position ?? current.position, change: changed }),
          group,
        ),
      endGroup: () => change(closeGroup),
      preview: setPreview,
      undo: () => change(undo),
      redo: () => change(redo),
      rebase: (id, savedVersion) =>
        change((history) => ({ ...history, draft: { ...history.draft, id, savedVersion } })),
      discard: () => {
        setPreview(null);
        setDesk(null);
      },
    }),
    [draft, preview, dirty, kept, desk, edit, change],
  );
}
