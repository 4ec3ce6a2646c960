/** Fairs, concerts, markets on the squares; races and marches along the streets. */

import inputs from "../../../data/sample/programme.json" with { type: "json" };
import { addDays, daysBetween, type LocalDate } from "../../../domain/geo/calendar.ts";
import type { Hindrance } from "../../../domain/interventions/intervention.ts";
import { between, centroid, distance, type Point, signedArea } from "../plane.ts";
import { randomFor, uuidFor } from "../random.ts";
import { during, monthlyDays, nearestDay, stateFor } from "./dates.ts";
import { polygonAround, type SampleIntervention, SYNTHETIC_NOTE, stretch } from "./intervention.ts";
import type { Stretch } from "./places.ts";

type Squares = ReadonlyMap<string, readonly (readonly Point[])[]>;

/** The middle of a square, `share` of its extent each way. */
function middleOf(squares: Squares, name: string, share: number): Point[] {
  const rings = squares.get(name);
  if (!rings) throw new Error(`Expected a square in the city, got ${name}`);
  const largest = rings.reduce((a, b) => (signedArea(b) > signedArea(a) ? b : a));
  const centre = centroid(largest);
  return largest.map((corner) => between(centre, corner, share));
}

interface Occasion {
  readonly key: string;
  readonly title: string;
  readonly square: string;
  readonly share: number;
  readonly first: LocalDate;
  readonly days: number;
  readonly hours: readonly number[];
  readonly hindrance: Hindrance;
}

function onSquare(today: LocalDate, squares: Squares, occasion: Occasion): SampleIntervention {
  const { key, title, square, share, first, days, hours, hindrance } = occasion;
  const ring = middleOf(squares, square, share);
  const phase = {
    footprint: polygonAround(ring),
    vehicleImpact: hindrance === "major" ? "some-lanes-closed" : "all-lanes-open",
    hindrance,
    depthMetres: null,
  } as const;
  // A fair of several days is put up the day before and taken down the day after.
  const phases =
    days > 2
      ? [
          { ...phase, ...during(addDays(first, -1), 1, 7, 24), hindrance: "minor" as const },
          { ...phase, ...during(first, days, 0, 24) },
          { ...phase, ...during(addDays(first, days), 1, 0, 14), hindrance: "minor" as const },
        ]
      : [{ ...phase, ...during(first, days, hours[0]!, hours[1]!) }];
  return {
    id: uuidFor(key),
    kind: "event",
    state: stateFor(today, first, days, randomFor(`${key}:state`)),
    title: `${title}, ${square.replace(/^Piazza/, "piazza")}`,
    place: square,
    description: SYNTHETIC_NOTE,
    officeId: days > 2 ? "eventi" : "pro-loco",
    phases,
  };
}

function alongStreets(
  today: LocalDate,
  stretches: readonly Stretch[],
  march: (typeof inputs.marches)[number],
): SampleIntervention {
  const first = nearestDay(today, march.from);
  const phases = march.streets.flatMap((name) =>
    stretches
      .filter(({ street, lengthMetres }) => street.name === name && lengthMetres > 12)
      .slice(0, 8)
      .map((place) => {
        const a: Point = place.a;
        const b: Point = [
          a[0] + place.along[0] * place.lengthMetres,
          a[1] + place.along[1] * place.lengthMetres,
        ];
        const width = Math.max(6, Math.min(14, place.street.carriagewayWidthMetres));
        const trim = 2 / distance(a, b);
        return {
          ...stretch(between(a, b, trim), between(a, b, 1 - trim), width),
          ...during(first, 1, march.hours[0]!, march.hours[1]!),
          vehicleImpact: "all-lanes-closed" as const,
          hindrance: "major" as const,
          depthMetres: null,
        };
      }),
  );
  const key = `march:${march.title}`;
  return {
    id: uuidFor(key),
    kind: "event",
    state: stateFor(today, first, 1, randomFor(`${key}:state`)),
    title: march.title,
    place: march.streets.join(", "),
    description: SYNTHETIC_NOTE,
    officeId: "eventi",
    phases,
  };
}

export function planEvents(
  today: LocalDate,
  squares: Squares,
  stretches: readonly Stretch[],
): SampleIntervention[] {
  const annual = inputs.annual
    .map((event) => ({ ...event, first: nearestDay(today, event.from) }))
    .filter(({ first }) => Math.abs(daysBetween(today, first)) <= 183)
    .map((event) =>
      onSquare(today, squares, {
        ...event,
        key: `annual:${event.title}`,
        hindrance: event.hindrance as Hindrance,
      }),
    );
  const monthly = inputs.monthly.flatMap((market) =>
    monthlyDays(today, market.week, market.weekday).map((first, k) =>
      onSquare(today, squares, {
        ...market,
        key: `monthly:${market.title}:${k}`,
        first,
        days: 1,
        hindrance: "none",
      }),
    ),
  );
  return [...annual, ...monthly, ...inputs.marches.map((march) => alongStreets(today, stretches, march))];
}
