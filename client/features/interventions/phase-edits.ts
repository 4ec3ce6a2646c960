/** What is done to phases as wholes, each as one edit: added, copied, split along a street, shifted, moved. */
import { addDays, type LocalDate } from "../../../domain/geo/calendar.ts";
import type { DrawnLine } from "../../../domain/geo/geometry-schema.ts";
import { lengthOf, partOf } from "../../../domain/geo/line-parts.ts";
import { MAX_PHASES } from "../../../domain/interventions/intervention.ts";
import { planeAt } from "../../scene/plane.ts";
import {
  addWorkingDays,
  countWorkingDays,
  lastWorkingDay,
  type WorkingDayTest,
} from "../clock/working-days.ts";
import { type Draft, lastDay, type PhaseDraft, shiftWorkingDays } from "./draft.ts";
import type { Edit } from "./edits.ts";
import { newId } from "./new-id.ts";

/** Fewer than two parts split nothing; more than this no street is opened in. */
export const MAX_PARTS = 20;

export function mayAddPhases(draft: Draft, count = 1): boolean {
  return draft.phases.length + count <= MAX_PHASES;
}

/** At least one: a phase of a Sunday alone lasts a day like any other. */
export function workingDaysOf(phase: PhaseDraft, isWorkingDay: WorkingDayTest): number {
  const last = lastDay(phase);
  return phase.startDate <= last ? Math.max(1, countWorkingDays(phase.startDate, last, isWorkingDay)) : 1;
}

/** The phase from a day on, for so many working days, at its own hours. */
function placedAt(
  phase: PhaseDraft,
  startDate: LocalDate,
  workingDays: number,
  isWorkingDay: WorkingDayTest,
): PhaseDraft {
  const last = lastWorkingDay(startDate, workingDays, isWorkingDay);
  return { ...phase, startDate, endDate: phase.endClockMs === 0 ? addDays(last, 1) : last };
}

function dayAfter(phase: PhaseDraft, isWorkingDay: WorkingDayTest): LocalDate {
  return addWorkingDays(lastDay(phase), 1, isWorkingDay);
}

/** Another phase like the shown one right after it in time, on ground still to be drawn. */
export function addPhase(draft: Draft, isWorkingDay: WorkingDayTest): Edit {
  const shown = draft.phases[draft.position]!;
  const days = workingDaysOf(shown, isWorkingDay);
  const added = placedAt(shown, dayAfter(shown, isWorkingDay), days, isWorkingDay);
  return {
    target: "insert",
    position: draft.position + 1,
    phases: [{ ...added, id: newId(), footprint: null, detour: null, detourAgreements: [] }],
  };
}

/** The same on the same ground, so many working days later; null: right after it. */
export function copyPhase(
  draft: Draft,
  position: number,
  laterDays: number | null,
  isWorkingDay: WorkingDayTest,
): Edit {
  const phase = draft.phases[position]!;
  const days = laterDays ?? workingDaysOf(phase, isWorkingDay);
  const copy = { ...phase, ...shiftWorkingDays(phase, days, isWorkingDay), id: newId() };
  return { target: "insert", position: position + 1, phases: [copy] };
}

export function shiftPhases(
  draft: Draft,
  positions: readonly number[],
  days: number,
  isWorkingDay: WorkingDayTest,
): Edit {
  return {
    target: "several",
    edits: positions.map((position) => ({
      target: "phase",
      position,
      change: shiftWorkingDays(draft.phases[position]!, days, isWorkingDay),
    })),
  };
}

/**
 * One phase of a line becomes `parts` of equal length, one after the other in time.
 * @param daysEach working days of each part; null: the phase's own are shared out, at least one to each.
 * @returns null when the phase has no line to split.
 */
export function splitPhase(
  draft: Draft,
  position: number,
  parts: number,
  daysEach: number | null,
  isWorkingDay: WorkingDayTest,
): Edit | null {
  const phase = draft.phases[position]!;
  if (phase.footprint?.kind !== "line" || parts < 2) return null;
  const { footprint } = phase;
  const total = workingDaysOf(phase, isWorkingDay);
  const pieces: PhaseDraft[] = [];
  let startDate = phase.startDate;
  splitLine(footprint.line, parts).forEach((line, index) => {
    const shared = Math.floor(((index + 1) * total) / parts) - Math.floor((index * total) / parts);
    const days = daysEach ?? Math.max(1, shared);
    const piece = placedAt(phase, startDate, days, isWorkingDay);
    pieces.push({ ...piece, id: index === 0 ? phase.id : newId(), footprint: { ...footprint, line } });
    startDate = dayAfter(piece, isWorkingDay);
  });
  const [first, ...rest] = pieces;
  return {
    target: "several",
    edits: [
      { target: "phase", position, change: first! },
      { target: "insert", position: position + 1, phases: rest },
    ],
  };
}

/** Parts of equal length, each beginning where the one before ends. */
export function splitLine({ coordinates }: DrawnLine, parts: number): DrawnLine[] {
  const { toMetres, toDegrees } = planeAt(coordinates[0]!);
  const metres: DrawnLine = {
    type: "LineString",
    coordinates: coordinates.map((at) => toMetres(at)),
  };
  const length = lengthOf(metres);
  const ends = coordinates.at(-1)!;
  return Array.from({ length: parts }, (_, index) => {
    const part = partOf(metres, (index * length) / parts, ((index + 1) * length) / parts);
    const degrees = part.coordinates.map((at) => {
      const [longitude, latitude] = toDegrees(at);
      // A hundredth of a millimetre: two parts meet in one point.
      return [Number(longitude!.toFixed(10)), Number(latitude!.toFixed(10))] as [number, number];
    });
    if (index === 0) degrees[0] = [...coordinates[0]!];
    if (index === parts - 1) degrees[degrees.length - 1] = [...ends];
    return { type: "LineString", coordinates: degrees };
  });
}
