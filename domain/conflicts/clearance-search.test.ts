/** The search held to trying everything: every day that suits, every tenth of a metre, with and without the footway. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS } from "../geo/interval.ts";
import type { Change } from "./change.ts";
import { costOf } from "./clearance-cost.ts";
import { applyAll, type KnownPhase, searchClearings, searchCommonShifts } from "./clearance-search.ts";
import { find } from "./evaluate.ts";
import {
  exampleCircumstances as circumstances,
  exampleLime,
  exampleTrench,
  exampleWaterMain,
} from "./example-parts.ts";
import { type NearbyPhase, NO_FACTS } from "./facts.ts";
import { excavationTree } from "./rules/excavation-tree.ts";
import { pedestrianCorridor } from "./rules/pedestrian-corridor.ts";
import { roadworkRoadwork } from "./rules/roadwork-roadwork.ts";
import { MOST_SHIFT_DAYS, openCalendar } from "./shift.ts";

const RULES = [roadworkRoadwork, excavationTree, pedestrianCorridor];

const isFree = ({ subject, facts }: KnownPhase) =>
  find(RULES, subject, facts, circumstances).every(({ match }) => match.severity !== "blocking");

/** The least that any combination of these changes costs; infinite where none clears. */
function tryEverything(phase: KnownPhase): number {
  const { subject } = phase;
  const calendar = openCalendar(subject, circumstances);
  const shifts: Change[] = [];
  for (let days = -MOST_SHIFT_DAYS; days <= MOST_SHIFT_DAYS; days++) {
    if (days === 0 || !calendar.suits(days)) continue;
    const span = calendar.spanAfter(days);
    if (days > 0 || span.startMs >= circumstances.nowMs) shifts.push({ kind: "shift", days, span });
  }
  const widths: Change[] = [];
  for (let tenths = 6; tenths < subject.widthMetres! * 10; tenths++) {
    widths.push({ kind: "narrow", widthMetres: tenths / 10 });
  }
  const footway: Change = { kind: "free-footway", widthMetres: circumstances.parameters.footwayMetres };
  let least = Number.POSITIVE_INFINITY;
  for (const narrow of [null, ...widths]) {
    for (const free of [null, footway]) {
      for (const shift of [null, ...shifts]) {
        const changes = [narrow, free, shift].filter((change) => change !== null);
        const { points } = costOf(changes, subject);
        if (changes.length > 0 && points < least && isFree(applyAll(changes, phase))) least = points;
      }
    }
  }
  return least;
}

const rival: fc.Arbitrary<NearbyPhase> = fc
  .record({
    from: fc.integer({ min: -40, max: 60 }),
    days: fc.integer({ min: 1, max: 60 }),
    tenths: fc.integer({ min: 0, max: 30 }),
    id: fc.uuid({ version: 4 }),
  })
  .map(({ from, days, tenths, id }) => {
    const startMs = exampleTrench.span.startMs + from * DAY_MS;
    const lineDistanceMetres = tenths / 10;
    const under = exampleTrench.widthMetres! / 2 - lineDistanceMetres;
    return {
      ...exampleWaterMain,
      phaseId: id,
      span: { startMs, endMs: startMs + days * DAY_MS },
      lineDistanceMetres,
      distanceMetres: Math.max(0, -under),
      sharedSquareMetres: Math.max(0, under * 10),
    };
  });

const phase: fc.Arbitrary<KnownPhase> = fc
  .record({
    rivals: fc.array(rival, { maxLength: 6 }),
    treeTenths: fc.option(fc.integer({ min: 10, max: 90 })),
    footway: fc.constantFrom(null, 0.5, 1.5),
  })
  .map(({ rivals, treeTenths, footway }) => ({
    subject: { ...exampleTrench, footwayWidthMetres: footway },
    facts: {
      ...NO_FACTS,
      nearbyPhases: rivals,
      nearbyTrees:
        treeTenths === null
          ? []
          : [
              {
                ...exampleLime,
                monumental: true,
                lineDistanceMetres: treeTenths / 10,
                distanceMetres: Math.max(0, treeTenths / 10 - exampleTrench.widthMetres! / 2),
              },
            ],
      pavementSquareMetres: 10,
    },
  }));

test("nothing that could be tried clears for less", () => {
  let cleared = 0;
  fc.assert(
    fc.property(phase, (given) => {
      const found = searchClearings(RULES, given, circumstances);
      if (isFree(given)) {
        expect(found).toEqual([]);
        return;
      }
      for (const { changes, cost } of found) {
        expect(isFree(applyAll(changes, given))).toBe(true);
        expect(cost).toEqual(costOf(changes, given.subject));
      }
      const least = Math.min(Number.POSITIVE_INFINITY, ...found.map(({ cost }) => cost.points));
      expect(least).toBe(tryEverything(given));
      if (found.length > 0) cleared += 1;
    }),
    { numRuns: 90, seed: 3 },
  );
  expect(cleared).toBeGreaterThan(20);
});

test("phases moved together keep their distance and are all free, and on no nearer day", () => {
  const known: KnownPhase[] = [0, 14].map((days) => ({
    subject: {
      ...exampleTrench,
      span: {
        startMs: exampleTrench.span.startMs + days * DAY_MS,
        endMs: exampleTrench.span.endMs + days * DAY_MS,
      },
    },
    facts: { ...NO_FACTS, nearbyPhases: [exampleWaterMain] },
  }));
  // The water main is there from 4 to 20 March: the first of the two begins on the Monday after, or the last ends before.
  expect(searchCommonShifts(RULES, known, circumstances).map(({ days }) => days)).toEqual([21, -21]);
});
