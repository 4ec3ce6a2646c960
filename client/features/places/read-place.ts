/** Reads "via Nizza da via Berthollet a via Marconi", as planners write a place. */
import type { Crossing } from "./crossings.ts";
import type { StreetAxis } from "./street-axis.ts";

/** Lower case, without accents and punctuation, single spaces. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}

/** The one thing a name means: written in full, else the end of a name, else a part of one; null if unclear. */
export function findByName<T extends { readonly name: string }>(
  text: string,
  things: readonly T[],
): T | null {
  const sought = plain(text);
  if (sought === "") return null;
  const named = things.map((thing) => ({ thing, name: plain(thing.name) }));
  const tests = [
    (name: string) => name === sought,
    (name: string) => name.endsWith(` ${sought}`),
    (name: string) => ` ${name}`.includes(` ${sought}`),
  ];
  for (const test of tests) {
    const found = named.filter(({ name }) => test(name));
    const names = new Set(found.map(({ name }) => name));
    if (names.size === 1) return found[0]!.thing;
    if (names.size > 1) return null;
  }
  return null;
}

/** One end of a stretch of street. A house number has to be asked of the server. */
export type StreetEnd =
  | { readonly kind: "along"; readonly alongMetres: number }
  | { readonly kind: "house-number"; readonly number: string };

const METRES = /^(\d+(?:[.,]\d+)?)\s*(?:m|mt|metri|metres|meters)$/i;
const HOUSE_NUMBER = /^(?:n\.?|nr\.?|civico|no\.?|number)?\s*(\d+(?:\s*\/?\s*[a-z])?)$/i;
const START = /^(?:inizio|start)\b/;
const END = /^(?:fine|end)\b/;

export function readStreetEnd(
  text: string,
  axis: StreetAxis,
  crossings: readonly Crossing[],
): StreetEnd | null {
  const trimmed = text.trim();
  if (START.test(plain(trimmed))) return { kind: "along", alongMetres: 0 };
  if (END.test(plain(trimmed))) return { kind: "along", alongMetres: axis.lengthMetres };
  const metres = METRES.exec(trimmed);
  if (metres) {
    const alongMetres = Number(metres[1]!.replace(",", "."));
    return alongMetres <= axis.lengthMetres ? { kind: "along", alongMetres } : null;
  }
  const house = HOUSE_NUMBER.exec(trimmed);
  if (house) return { kind: "house-number", number: house[1]!.replace(/\s+/g, "") };
  const crossing = findByName(trimmed, crossings);
  return crossing ? { kind: "along", alongMetres: crossing.alongMetres } : null;
}

export interface PlaceSentence {
  readonly street: string;
  readonly from: string;
  readonly to: string;
}

const FROM = /\s(?:da|dal|dalla|dall|tra|fra|from|between)[\s']+/gi;
const TO = /\s(?:fino a|a|al|alla|all|e|to|and)[\s']+/gi;

/**
 * Every way to read the text as a street and its two ends. Names hold the same small words ("Via Da Verrazzano"),
 * so the caller takes the first reading whose parts exist.
 */
export function readSentence(text: string): PlaceSentence[] {
  const readings: PlaceSentence[] = [];
  for (const from of text.matchAll(FROM)) {
    const street = text.slice(0, from.index).replace(/,\s*$/, "").trim();
    const rest = text.slice(from.index + from[0].length);
    for (const to of rest.matchAll(TO)) {
      readings.push({
        street,
        from: rest.slice(0, to.index).trim(),
        to: rest.slice(to.index + to[0].length).trim(),
      });
    }
  }
  return readings.filter(({ street, from, to }) => street !== "" && from !== "" && to !== "");
}
