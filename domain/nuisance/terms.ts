import { COLOURS, colourOf } from "./haitaton.ts";
import type { ModeIndex, Term, TermValue } from "./nuisance.ts";
import { exactly, greatest, type Range } from "./range.ts";

/** No class is higher. */
export const WORST = 5;
/** Whatever it may be. */
export const ANYTHING: Range = { least: 0, most: WORST };

export const UNKNOWN: TermValue = { is: "unknown" };

export const word = (
  said: Extract<TermValue, { is: "word" }>["word"],
  names: readonly string[] = [],
): TermValue => ({
  is: "word",
  word: said,
  names: [...names],
});

export function quantity(
  number: number,
  unit: Extract<TermValue, { is: "number" }>["unit"],
  more: { readonly atLeast?: boolean; readonly names?: readonly string[] } = {},
): TermValue {
  return { is: "number", number, unit, atLeast: more.atLeast ?? false, names: [...(more.names ?? [])] };
}

/** A term that counts whole, in a mode that is the greatest of its terms. */
export function whole(
  id: Term["id"],
  source: Term["source"],
  value: TermValue,
  classes: number | Range,
): Term {
  const range = typeof classes === "number" ? exactly(classes) : classes;
  return { id, source, value, class: range, weight: 1, product: range };
}

export function coloursOf({ least, most }: Range): (typeof COLOURS)[number][] {
  const ends = [colourOf(least), colourOf(most)];
  return COLOURS.filter((colour) => ends.includes(colour));
}

export function modeOf(
  mode: ModeIndex["mode"],
  terms: readonly Term[],
  reckoned: ModeIndex["reckoned"],
  index: Range,
): Omit<ModeIndex, "phase"> {
  const known = index.least === index.most;
  const nothingKnown = index.least === ANYTHING.least && index.most === ANYTHING.most;
  return {
    mode,
    status: known ? "known" : nothingKnown ? "unknown" : "range",
    ...index,
    colours: coloursOf(index),
    reckoned,
    terms: [...terms],
  };
}

export function greatestOf(mode: ModeIndex["mode"], terms: readonly Term[]): Omit<ModeIndex, "phase"> {
  return modeOf(mode, terms, "greatest", greatest(terms.map(({ product }) => product)));
}
