/**
 * The classes and weights of Haitaton, Helsinki's index of what works do to traffic (City of Helsinki,
 * haitaton-backend): what it calls cars, bicycles, trams and buses. The numbers are its own and nobody else's; the
 * tests hold them to the examples that its authors published.
 */
import type { StreetClass } from "../city/city-data.ts";

/** [from here on, this class], the highest first; below the last, 0. */
type Scale = readonly (readonly [number, number])[];

export function classOf(value: number, scale: Scale): number {
  return scale.find(([from]) => value >= from)?.[1] ?? 0;
}

/** Hundredths, so that the sum of products is exact. */
export const CAR_WEIGHTS = { duration: 10, streetClass: 20, traffic: 25, lanes: 25, length: 20 } as const;
export type CarTerm = keyof typeof CAR_WEIGHTS;

/** Days that it lasts. */
export const DURATION: Scale = [
  [91, 5],
  [14, 3],
  [0, 1],
];

/** Vehicles a day. */
export const TRAFFIC: Scale = [
  [10_000, 5],
  [5_000, 4],
  [1_500, 3],
  [500, 2],
  [1, 1],
];

/** Metres of lanes that are led otherwise; 0 where none is. */
export const LENGTH: Scale = [
  [500, 5],
  [100, 4],
  [10, 3],
  [Number.MIN_VALUE, 2],
];

/** A motorway counts as a main street; cars do not drive through a pedestrian one. */
export const STREET_CLASS_VALUES: Readonly<Record<StreetClass | "motorway", number>> = {
  motorway: 5,
  main: 5,
  area_collector: 4,
  local_collector: 3,
  residential: 2,
  lot: 1,
  pedestrian: 0,
};

export const LANES = {
  none: 0,
  /** One lane of one direction. */
  one: 1,
  oneEachWay: 2,
  several: 3,
  oneDirectionClosed: 4,
  directionsClosed: 5,
} as const;

export const CYCLING = { none: 0, parkPath: 1, otherLink: 2, otherRoute: 3, mainRoute: 5 } as const;

export const TRAM = { none: 0, railsWithoutLine: 3, line: 5 } as const;

export const BUS = { none: 0, otherLine: 2, trunkLine: 4, criticalStreet: 5 } as const;

/** Buses in the busiest hour, all lines together. */
export const PEAK_BUSES: Scale = [
  [21, 5],
  [11, 4],
  [1, 3],
];

/** To one decimal, halves up. */
export function carIndex(classes: Readonly<Record<CarTerm, number>>): number {
  if (classes.streetClass === 0 && classes.traffic === 0) return 0;
  const hundredths = (Object.keys(CAR_WEIGHTS) as CarTerm[]).reduce(
    (sum, term) => sum + CAR_WEIGHTS[term] * classes[term],
    0,
  );
  return Math.round(hundredths / 10) / 10;
}

/** @param peakBuses in the busiest hour; the line's sort goes before it where it weighs more */
export function busIndex(trunk: boolean, peakBuses: number): number {
  return Math.max(trunk ? BUS.trunkLine : BUS.otherLine, classOf(peakBuses, PEAK_BUSES));
}

export const COLOURS = ["green", "yellow", "red"] as const;
export type Colour = (typeof COLOURS)[number];

export function colourOf(index: number): Colour {
  if (index >= 4) return "red";
  return index >= 3 ? "yellow" : "green";
}
