import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { checkDraft } from "../../domain/conflicts/contract.ts";
import type { Clearance, Finding } from "../../domain/conflicts/finding.ts";
import { localDate } from "../../domain/geo/calendar.ts";
import type { Footprint } from "../../domain/interventions/intervention.ts";
import type { City } from "../features/city/use-city.ts";
import { daysOf } from "../features/clock/clock-window.ts";
import { useWorkingCalendar } from "../features/clock/use-clock-days.ts";
import { findBestRemedy } from "../features/conflicts/finding-order.ts";
import { useDraftCheck } from "../features/conflicts/use-draft-check.ts";
import {
  type AutomaticTexts,
  type Draft,
  draftOf,
  draftSpan,
  footprintOf,
  newDraft,
  shiftWorkingDays,
  toInput,
  whenOf,
} from "../features/interventions/draft.ts";
import { newId } from "../features/interventions/new-id.ts";
import { useDraft } from "../features/interventions/use-draft.ts";
import { useIntervention } from "../features/interventions/use-phases.ts";
import { usePlaceName } from "../features/places/use-places.ts";
import type { DrawingState, DrawingTool } from "../scene/city-view.ts";
import type { LinkState } from "./link.ts";
import type { PatchLink } from "./use-link.ts";
import type { TimeDesk } from "./use-time.ts";
import { writeWallClock } from "./wall-clock.ts";

interface EditingInput {
  readonly city: City;
  readonly link: LinkState;
  readonly patch: PatchLink;
  readonly time: TimeDesk;
}

const NO_TEXTS: AutomaticTexts = { title: "", place: "" };

/** The editor's desk: which draft lies on it, what it conflicts with, and which tool is in the hand. */
export function useEditing({ city, link, patch, time }: EditingInput) {
  const { t } = useTranslation();
  const { timeZone } = city;
  const desk = useDraft(city.id);
  const calendar = useWorkingCalendar(localDate(time.nowMs, timeZone));
  const [tool, setTool] = useState<DrawingTool>("none");

  const target = link.draft ?? null;
  const fits = target !== null && desk.draft !== null && targetOf(desk.draft) === target;
  const saved = useIntervention(target !== null && target !== "new" && !fits ? target : null);
  const { begin, discard } = desk;
  const lies = desk.draft !== null;
  useEffect(() => {
    if (fits || desk.dirty) return;
    if (target === null) {
      // Nothing was written: it must not come back with yesterday's dates or an old version.
      if (lies) discard();
    } else if (target !== "new") {
      if (saved.data) begin(draftOf(saved.data, timeZone));
    } else if (!calendar.pending) {
      begin(newDraft(newId(), "roadwork", localDate(Date.now(), timeZone), calendar.isWorkingDay));
    }
  }, [target, fits, lies, desk.dirty, saved.data, calendar, begin, discard, timeZone]);

  const draft = fits ? desk.draft : null;
  const span = useMemo(() => (draft ? draftSpan(draft, timeZone) : null), [draft, timeZone]);
  const keepClock = useClockOnDraft(span?.startMs ?? null, span?.endMs ?? null, timeZone, time, link);

  const footprint = draft?.phases[draft.position]?.footprint ?? null;
  const [settled, setSettled] = useState(footprint);
  // While the hand moves the shape nobody is asked where it is.
  if (!desk.drawing && settled !== footprint) setSettled(footprint);
  const place = usePlaceName(settled);
  const kind = draft?.kind;
  const automatic = useMemo<AutomaticTexts>(() => {
    if (kind === undefined) return NO_TEXTS;
    const street = place.split(" (")[0]!;
    const title = t(`kinds.${kind}.one`);
    return { title: street === "" ? title : `${title}, ${street}`, place };
  }, [kind, place, t]);

  const checkBody = useMemo(() => {
    if (draft === null) return null;
    const { kind, state, phases } = toInput(draft, NO_TEXTS, timeZone);
    const interventionId = draft.savedVersion === null ? null : draft.id;
    const body = checkDraft.body.safeParse({ draft: { kind, state, phases }, interventionId });
    return body.success ? body.data : null;
  }, [draft, timeZone]);
  const check = useDraftCheck(checkBody, desk.drawing ? "drawing" : "writing");

  const phase = draft?.phases[draft.position] ?? null;
  const drawing = useMemo<DrawingState>(
    () => ({
      tool: draft ? tool : "none",
      footprint: phase ? footprintOf(phase) : null,
      kind: draft?.kind ?? "roadwork",
    }),
    [draft, tool, phase],
  );

  const { preview, editPhase } = desk;
  const widthMetres = phase?.widthMetres;
  const onDraw = useCallback(
    (drawn: Footprint, finished: boolean) => {
      const footprint =
        drawn.kind === "line" && widthMetres !== undefined ? { ...drawn, widthMetres } : drawn;
      if (finished) editPhase({ footprint });
      else preview(footprint);
    },
    [preview, editPhase, widthMetres],
  );
  const onDrawEnd = useCallback(() => {
    preview(null);
    setTool("none");
  }, [preview]);

  const open = (what: "new" | string) =>
    patch({ draft: what, ...(what === "new" ? { selection: undefined } : {}) }, "push");
  const apply = (finding: Finding, clearance: Clearance) => {
    const change =
      clearance.kind === "shift" ? whenOf(clearance, timeZone) : { widthMetres: clearance.widthMetres };
    desk.editPhase(change, undefined, finding.phasePosition);
  };
  const close = () => {
    setTool("none");
    patch({ draft: undefined }, "push");
  };

  return {
    desk,
    draft,
    calendar,
    automatic,
    check,
    span,
    drawing,
    tool: drawing.tool,
    onDraw,
    onDrawEnd,
    /** Asked for, but another draft with work in it lies on the desk. */
    isBlocked: target !== null && !fits && desk.dirty,
    /** The saved intervention to change cannot be had. */
    isMissing: target !== null && !fits && saved.isError,
    isOpening: target !== null && !fits && !desk.dirty && !saved.isError,
    open,
    close,
    chooseTool: (next: DrawingTool) => {
      if (draft === null && next === "vertices") return;
      if (draft === null) open("new");
      setTool(next);
    },
    resume: () => desk.draft && open(targetOf(desk.draft)),
    /** The draft is saved: off the desk, and the clock stays where it is. */
    finish: () => {
      keepClock();
      desk.discard();
      setTool("none");
    },
    discard: () => {
      desk.discard();
      setTool("none");
      patch({ draft: undefined }, "push");
    },
    shift: (days: number) => {
      if (phase) desk.editPhase(shiftWorkingDays(phase, days, calendar.isWorkingDay));
    },
    apply,
    applyBest: () => {
      const best = check.result && draft ? findBestRemedy(check.result.findings) : null;
      if (best) apply(best.finding, best.clearance);
    },
  };
}

export type Editing = ReturnType<typeof useEditing>;

function targetOf(draft: Draft): string {
  return draft.savedVersion === null ? "new" : draft.id;
}

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
