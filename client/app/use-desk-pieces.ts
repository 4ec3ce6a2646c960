import { useMemo } from "react";
import type { DrawnLine } from "../../domain/geo/geometry-schema.ts";
import type { Span } from "../../domain/geo/interval.ts";
import type { Footprint } from "../../domain/interventions/intervention.ts";
import { draftSpan, type PhaseDraft } from "../features/interventions/draft.ts";
import { type Desk, type DeskState, useDeskPiece } from "../features/interventions/use-draft.ts";

/** What scene and clock show of the draft: each piece stays the same object until it is another shape or day. */
export function useDeskPieces(desk: Desk, timeZone: string) {
  const pieces = useMemo(() => {
    const others = keepSame<Footprint>();
    const detours = keepSame<DrawnLine>();
    const all = keepSame<Footprint>();
    return {
      others: (state: DeskState) =>
        others(
          phasesOf(state)
            .filter((_, i) => i !== state.draft?.position)
            .flatMap((phase) => ground(phase) ?? []),
        ),
      detours: (state: DeskState) => detours(phasesOf(state).flatMap(({ detour }) => detour ?? [])),
      grounds: (state: DeskState) => all(phasesOf(state).flatMap((phase) => ground(phase) ?? [])),
    };
  }, []);
  const startMs = useDeskPiece(desk, (state) => spanOfDesk(state, timeZone)?.startMs ?? null);
  const endMs = useDeskPiece(desk, (state) => spanOfDesk(state, timeZone)?.endMs ?? null);
  const footprint = useDeskPiece(desk, (state) => {
    const shown = phasesOf(state)[state.draft?.position ?? 0];
    return shown === undefined ? null : ground(shown);
  });
  const span = useMemo<Span | null>(
    () => (startMs === null || endMs === null ? null : { startMs, endMs }),
    [startMs, endMs],
  );
  return {
    span,
    footprint,
    widthMetres: useDeskPiece(
      desk,
      (state) => phasesOf(state)[state.draft?.position ?? 0]?.widthMetres ?? null,
    ),
    kind: useDeskPiece(desk, (state) => state.draft?.kind ?? null),
    others: useDeskPiece(desk, pieces.others),
    detours: useDeskPiece(desk, pieces.detours),
    grounds: useDeskPiece(desk, pieces.grounds),
  };
}

const NONE: readonly PhaseDraft[] = [];

function phasesOf({ draft }: DeskState): readonly PhaseDraft[] {
  return draft?.phases ?? NONE;
}

function spanOfDesk({ draft }: DeskState, timeZone: string): Span | null {
  return draft && draftSpan(draft, timeZone);
}

const grounds = new WeakMap<Footprint, Map<number, Footprint>>();

/** The footprint at the form's width: the same object while both are the same. */
function ground({ footprint, widthMetres }: PhaseDraft): Footprint | null {
  if (footprint?.kind !== "line" || footprint.widthMetres === widthMetres) return footprint;
  const known = grounds.get(footprint) ?? new Map<number, Footprint>();
  grounds.set(footprint, known);
  const made = known.get(widthMetres) ?? { ...footprint, widthMetres };
  known.set(widthMetres, made);
  return made;
}

/** A list that says the same as the last one is the last one; what is said twice is said once. */
function keepSame<T>(): (list: readonly T[]) => readonly T[] {
  let last: readonly T[] = [];
  return (list) => {
    const unique = [...new Set(list)];
    if (unique.length !== last.length || unique.some((one, i) => one !== last[i])) last = unique;
    return last;
  };
}
