import type { LocalizedText } from "../../localized.ts";

export const PARAMETER_UNITS = [
  "metres",
  "days",
  "months",
  "hours",
  "minuteOfDay",
  "monthDay",
  "decibels",
  "persons",
  "personsPerSquareMetre",
  "share",
  "times",
  "count",
] as const;
export type ParameterUnit = (typeof PARAMETER_UNITS)[number];

/**
 * Where a default comes from: a text that was published and read, general knowledge of the trade, or a choice made
 * here. None is the office's word: that is `confirmed`, which the city gives with a version of its own.
 */
export const PARAMETER_BASES = ["published", "common", "chosen"] as const;
export type ParameterBasis = (typeof PARAMETER_BASES)[number];

/** A number that a rule reads and a city may set. */
export interface Parameter {
  readonly title: LocalizedText;
  readonly unit: ParameterUnit;
  /** What holds where the city has set nothing. */
  readonly value: number;
  /** Bounds of what a city may set: what the gathered facts reach to, or what makes sense. */
  readonly least: number;
  readonly most: number;
  readonly source: LocalizedText;
  readonly basis: ParameterBasis;
}
