import fc from "fast-check";
import { expect, test } from "vitest";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import {
  interventionInputSchema,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
} from "../../../domain/interventions/intervention.ts";
import { isWeekend } from "../clock/working-days.ts";
import { draftOf, draftSchema, draftSpan, newDraft, shiftWorkingDays, toInput, whenOf } from "./draft.ts";
import { applyEdit } from "./edits.ts";
import { fieldErrors, fieldOfName } from "./field-errors.ts";
import { applyRoadEffect, findRoadEffect, ROAD_EFFECT_PREFILLS, ROAD_EFFECTS } from "./road-effect.ts";

const ROME = "Europe/Rome";
const ID = "7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11";
const works = (date: string) => !isWeekend(date);
const blank = newDraft(ID, "roadwork", "2026-11-22", works);
const automatic = { title: "Lavori stradali, Via Nizza", place: "Via Nizza" };
const line = {
  kind: "line" as const,
  line: {
    type: "LineString" as const,
    coordinates: [
      [7.68, 45.07],
      [7.681, 45.07],
    ] as [number, number][],
  },
  widthMetres: 1,
};

test("a new draft has the office's defaults", () => {
  expect(blank.phases[0]).toMatchObject({
    startDate: "2026-12-28",
    endDate: "2027-01-01",
    startClockMs: 8 * 3_600_000,
    endClockMs: 18 * 3_600_000,
    widthMetres: 2.5,
    depthMetres: 1.2,
  });
  expect(newDraft(ID, "event", "2026-11-22", works).phases[0]!.depthMetres).toBeNull();
  expect(draftSchema.parse(JSON.parse(JSON.stringify(blank)))).toEqual(blank);
});

test("with a footprint it is what the server takes, at the form's width and the city's hours", () => {
  const drawn = applyEdit(blank, { target: "phase", position: 0, change: { footprint: line } }).draft;
  const input = interventionInputSchema.parse(toInput(drawn, automatic, ROME));
  expect(input.title).toBe("Lavori stradali, Via Nizza");
  expect(input.phases[0]).toMatchObject({
    startsAt: "2026-12-28T07:00:00.000Z",
    endsAt: "2027-01-01T17:00:00.000Z",
    footprint: { widthMetres: 2.5 },
  });
});

test("what is missing or wrong is told beside its field, by the browser and by the server alike", () => {
  const wrong = applyEdit(blank, {
    target: "phase",
    position: 0,
    change: { endDate: "2026-12-01", depthMetres: -1 },
  }).draft;
  const checked = interventionInputSchema.safeParse(toInput({ ...wrong, title: " " }, automatic, ROME));
  expect(fieldErrors(checked.error!)).toEqual(
    expect.arrayContaining([
      { field: "title", position: null },
      { field: "footprint", position: 0 },
      { field: "depth", position: 0 },
    ]),
  );
  expect(fieldOfName("intervention.phases.2.endsAt")).toEqual({ field: "end", position: 2 });
  expect(fieldOfName("body.phases[0].footprint.polygon.coordinates.0.3")).toEqual({
    field: "outline",
    position: 0,
  });
  expect(fieldOfName("phases.0.footprint.widthMetres")).toEqual({ field: "width", position: 0 });
  expect(fieldOfName("unheard-of")).toEqual({ field: "other", position: null });
});

test("a saved intervention opened and saved again says the same", () => {
  const instant = fc.date({ min: new Date("2025-01-01"), max: new Date("2029-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 90 * 24 * 60 }), (start, minutes) => {
      const startsAt = new Date(Math.floor(start.getTime() / 60_000) * 60_000);
      const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
      // The hour that comes twice in autumn is written once by a wall clock.
      fc.pre(![startsAt, endsAt].some((d) => d.getUTCMonth() === 9 && d.getUTCDate() >= 25));
      const saved = {
        id: ID,
        version: 3,
        kind: "roadwork",
        state: "approved",
        title: "T",
        place: "P",
        description: "",
        ...NO_INTERVENTION_DETAILS,
        phases: [
          {
            ...NO_PHASE_DETAILS,
            id: ID,
            footprint: line,
            polygon: { type: "Polygon", coordinates: [] },
            startsAt: startsAt.toISOString(),
            endsAt: endsAt.toISOString(),
            vehicleImpact: "flagging",
            hindrance: "minor",
            depthMetres: null,
          },
        ],
      } as unknown as Intervention;
      const back = toInput(draftOf(saved, ROME), automatic, ROME);
      const { polygon: _, ...phase } = saved.phases[0]!;
      expect(back.phases).toEqual([phase]);
      expect(back).toMatchObject({ kind: "roadwork", state: "approved", title: "T", place: "P" });
    }),
  );
});

test("a clearance's instants become exactly the draft's", () => {
  const interval = { startsAt: "2027-01-08T07:00:00.000Z", endsAt: "2027-01-16T17:00:00.000Z" };
  const moved = applyEdit(blank, { target: "phase", position: 0, change: whenOf(interval, ROME) }).draft;
  expect(draftSpan(moved, ROME)).toEqual({
    startMs: Date.parse(interval.startsAt),
    endMs: Date.parse(interval.endsAt),
  });
});

test("a working day on and back is where it was; an end at midnight stays at midnight", () => {
  const phase = blank.phases[0]!;
  const there = shiftWorkingDays(phase, 1, works);
  expect(there).toMatchObject({ startDate: "2026-12-29", endDate: "2027-01-04" });
  expect(shiftWorkingDays(there, -1, works)).toMatchObject({
    startDate: phase.startDate,
    endDate: phase.endDate,
  });
  const midnight = { ...phase, endDate: "2027-01-02", endClockMs: 0 };
  expect(shiftWorkingDays(midnight, 1, works)).toMatchObject({ endDate: "2027-01-05", endClockMs: 0 });
});

test("each pictogram is found again by the values it set, and a width set by hand stays", () => {
  for (const effect of ROAD_EFFECTS) {
    expect(findRoadEffect(ROAD_EFFECT_PREFILLS[effect])).toBe(effect);
    const set = applyRoadEffect(
      {
        vehicleImpact: "all-lanes-open",
        hindrance: "none",
        widthMetres: 2.5,
        footwayWidthMetres: null,
        carriagewayWidthMetres: null,
      },
      effect,
    );
    expect(set).toEqual(ROAD_EFFECT_PREFILLS[effect]);
    expect(applyRoadEffect({ ...set, widthMetres: 9.75 }, "closed").widthMetres).toBe(9.75);
    expect(applyRoadEffect({ ...set, footwayWidthMetres: 1.75 }, "parking").footwayWidthMetres).toBe(1.75);
  }
});
