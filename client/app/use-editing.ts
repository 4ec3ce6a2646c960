import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Clearance, Finding } from "../../domain/conflicts/finding.ts";
import { localDate } from "../../domain/geo/calendar.ts";
import type { DrawnLine } from "../../domain/geo/geometry-schema.ts";
import type { Span } from "../../domain/geo/interval.ts";
import { DEFAULT_WIDTH_METRES, type Footprint } from "../../domain/interventions/intervention.ts";
import type { City } from "../features/city/use-city.ts";
import { daysOf } from "../features/clock/clock-window.ts";
import { useWorkingCalendar } from "../features/clock/use-clock-days.ts";
import { findBestRemedy } from "../features/conflicts/finding-order.ts";
import type { DraftContent } from "../features/drafts/device-drafts.ts";
import type { DraftKeeper } from "../features/drafts/draft-keeper.ts";
import { useDraftKeeper } from "../features/drafts/use-draft-keeper.ts";
import { changeOf } from "../features/interventions/apply-clearance.ts";
import { draftOf, newDraft, shiftWorkingDays, whenOf } from "../features/interventions/draft.ts";
import { newId } from "../features/interventions/new-id.ts";
import { NEEDS_SHAPE } from "../features/interventions/tools.ts";
import { createDesk, useDeskPiece } from "../features/interventions/use-draft.ts";
import { useIntervention } from "../features/interventions/use-phases.ts";
import { useSession } from "../features/people/use-session.ts";
import type { DrawingState, DrawingTool } from "../scene/city-view.ts";
import type { LinkState } from "./link.ts";
import { useDeskPieces } from "./use-desk-pieces.ts";
import type { PatchLink } from "./use-link.ts";
import type { TimeDesk } from "./use-time.ts";
import { writeWallClock } from "./wall-clock.ts";

interface EditingInput {
  readonly city: City;
  readonly link: LinkState;
  readonly patch: PatchLink;
  readonly time: TimeDesk;
}

const NO_FINDINGS: readonly Finding[] = [];

/**
 * The editor's desk: which draft lies on it, where it stands, and which tool is in the hand. The page reads of the
 * draft only what scene and clock show; the form itself reads the desk (draft-panel.tsx).
 */
export function useEditing({ city, link, patch, time }: EditingInput) {
  const { timeZone } = city;
  const keeperNow = useRef<DraftKeeper | null>(null);
  const [desk] = useState(() => createDesk((draft, base) => keeperNow.current?.keep({ draft, base })));
  const keeper = useDraftKeeper(city.id, (draft) => {
    const { held, base } = desk.get();
    if (held?.id === draft.id) desk.replace(draft, base);
  });
  useEffect(() => {
    keeperNow.current = keeper;
  }, [keeper]);
  const calendar = useWorkingCalendar(localDate(time.nowMs, timeZone));
  const [tool, setTool] = useState<DrawingTool>("none");
  const [findings, setFindings] = useState(NO_FINDINGS);
  /** Days that the search proposes, before they are taken. */
  const [proposed, setProposed] = useState<Span | null>(null);
  const [thrown, setThrown] = useState<DraftContent | null>(null);

  const target = link.draft ?? null;
  const heldId = useDeskPiece(desk, ({ held }) => held?.id ?? null);
  const savedVersion = useDeskPiece(desk, ({ held }) => held?.savedVersion ?? null);
  const isOpen = target !== null && heldId === target;
  /** Asked for by the link, and no draft of one's own. */
  const [notOnShelf, setNotOnShelf] = useState<string | null>(null);
  const saved = useIntervention(target !== null && target === notOnShelf && !isOpen ? target : null);
  const { isPending: sessionPending } = useSession();

  /** The address takes a moment to hold the new draft's id. */
  const begun = useRef(false);
  /** And a moment to let go of one that is off the desk already. */
  const left = useRef<string | null>(null);
  useEffect(() => {
    if (target !== "new") begun.current = false;
    if (target !== left.current) left.current = null;
    if (isOpen || (target !== null && target === left.current)) return;
    if (target === null) {
      // Nothing was written: it must not come back with yesterday's dates or an old version.
      if (heldId !== null && !desk.get().dirty) desk.clear();
      return;
    }
    if (target === "new") {
      if (calendar.pending || begun.current) return;
      begun.current = true;
      const draft = newDraft(newId(), "roadwork", localDate(Date.now(), timeZone), calendar.isWorkingDay);
      desk.begin(draft, null);
      patch({ draft: draft.id });
      return;
    }
    // Only who one is tells which drafts the server has.
    if (sessionPending || notOnShelf === target) return;
    let given = true;
    void keeper.open(target).then((content) => {
      if (!given) return;
      if (content === null) setNotOnShelf(target);
      else desk.begin(content.draft, content.base, true);
    });
    return () => {
      given = false;
    };
  }, [isOpen, target, heldId, calendar, desk, keeper, notOnShelf, sessionPending, patch, timeZone]);
  useEffect(() => {
    if (isOpen || saved.data === undefined || saved.data.id !== target) return;
    const base = draftOf(saved.data, timeZone);
    desk.begin(base, base);
  }, [isOpen, saved.data, target, desk, timeZone]);

  // Once only: what is agreed goes from the address into the draft, where it is an edit like any other.
  const { dates } = link;
  useEffect(() => {
    if (!isOpen || dates === undefined) return;
    const position = desk.get().held!.phases.findIndex(({ id }) => id === dates.phaseId);
    if (position >= 0) desk.editPhase(whenOf(dates, timeZone), undefined, position);
    patch({ dates: undefined });
  }, [isOpen, dates, desk, patch, timeZone]);

  const pieces = useDeskPieces(desk, timeZone);
  const span = isOpen ? pieces.span : null;
  const shown = span && (proposed ?? span);
  const keepClock = useClockOnDraft(shown?.startMs ?? null, shown?.endMs ?? null, timeZone, time, link);

  const { footprint, widthMetres, kind, others } = pieces;
  const drawing = useMemo<DrawingState>(
    () =>
      isOpen
        ? {
            tool,
            footprint,
            kind: kind ?? "roadwork",
            widthMetres: widthMetres ?? DEFAULT_WIDTH_METRES,
            others,
          }
        : { tool: "none", footprint: null, kind: "roadwork", widthMetres: DEFAULT_WIDTH_METRES },
    [isOpen, tool, footprint, kind, widthMetres, others],
  );

  const onDraw = useCallback(
    (drawn: Footprint | null, finished: boolean) => {
      if (drawn === null || !finished) desk.preview(drawn);
      else desk.editPhase(withItsWidth(drawn));
    },
    [desk],
  );
  const onDetour = useCallback((detour: DrawnLine) => desk.editPhase({ detour }), [desk]);
  const onDrawEnd = useCallback(() => {
    desk.preview(null);
    setTool("none");
  }, [desk]);

  const open = useCallback(
    (what: "new" | string) => {
      setThrown(null);
      setNotOnShelf(null);
      patch({ draft: what, ...(what === "new" ? { selection: undefined } : {}) }, "push");
    },
    [patch],
  );
  const apply = useCallback(
    (finding: Finding, clearance: Clearance) => {
      desk.editPhase(changeOf(clearance, timeZone), undefined, finding.phasePosition);
    },
    [desk, timeZone],
  );
  const leave = (id: string | null) => {
    left.current = id === target ? id : null;
    if (id !== null) keeper.forget(id);
    if (id === null || desk.get().held?.id === id) {
      desk.clear();
      setTool("none");
    }
  };

  return {
    desk,
    keeper,
    /** The draft asked for lies on the desk. */
    isOpen,
    /** The saved intervention that the open draft changes. */
    changedId: isOpen && savedVersion !== null ? heldId : null,
    calendar,
    findings: isOpen ? findings : NO_FINDINGS,
    onFindings: setFindings,
    span,
    proposed: isOpen ? proposed : null,
    showWindow: setProposed,
    drawing,
    detours: isOpen ? pieces.detours : null,
    grounds: pieces.grounds,
    tool: drawing.tool,
    onDraw,
    onDetour,
    onDrawEnd,
    /** Neither a draft nor a saved intervention can be had under what was asked for. */
    isMissing: target !== null && !isOpen && saved.isError,
    isOpening: target !== null && !isOpen && !saved.isError,
    open,
    close: () => {
      setTool("none");
      patch({ draft: undefined }, "push");
    },
    chooseTool: (next: DrawingTool) => {
      if (NEEDS_SHAPE.includes(next) && (!isOpen || footprint === null)) return;
      if (!isOpen) open("new");
      setTool(next);
    },
    /** The draft is saved: off the desk and the shelf, and the clock stays where it is. */
    finish: () => {
      keepClock();
      leave(desk.get().held?.id ?? null);
    },
    /** Throws a draft away; the last one may be taken back. */
    discard: (id: string) => {
      const { held, base, dirty } = desk.get();
      const kept = held?.id === id && dirty ? { draft: held, base } : keeper.find(id);
      setThrown(kept && { draft: kept.draft, base: kept.base });
      leave(id);
      if (target === id) patch({ draft: undefined }, "push");
    },
    thrown,
    takeBack: () => {
      if (thrown !== null) keeper.keep(thrown);
      setThrown(null);
    },
    shift: (days: number) => {
      const { draft } = desk.get();
      const phase = isOpen ? draft?.phases[draft.position] : undefined;
      if (phase) desk.editPhase(shiftWorkingDays(phase, days, calendar.isWorkingDay));
    },
    apply,
    applyBest: () => {
      const best = isOpen ? findBestRemedy(findings) : null;
      if (best) apply(best.finding, best.clearance);
    },
  };
}

function withItsWidth(footprint: Footprint) {
  return footprint.kind === "line" ? { footprint, widthMetres: footprint.widthMetres } : { footprint };
}

export type Editing = ReturnType<typeof useEditing>;

/**
 * While a draft is open the clock shows its days: what stands there then is what matters. Afterwards it goes back.
 * @returns how to let it stay, as after saving.
 */
function useClockOnDraft(
  startMs: number | null,
  endMs: number | null,
  timeZone: string,
  time: TimeDesk,
  link: LinkState,
): () => void {
  const latest = useRef({ time, link });
  const before = useRef<Pick<LinkState, "instant" | "interval"> | null>(null);
  useEffect(() => {
    latest.current = { time, link };
  });
  useEffect(() => {
    const { time: clock, link: now } = latest.current;
    if (startMs === null || endMs === null) {
      if (before.current) clock.set(before.current);
      before.current = null;
      return;
    }
    before.current ??= { instant: now.instant, interval: now.interval };
    clock.set({
      interval: daysOf({ startMs, endMs }, timeZone),
      instant: writeWallClock(startMs, timeZone),
    });
  }, [startMs, endMs, timeZone]);
  return useCallback(() => {
    before.current = null;
  }, []);
}
