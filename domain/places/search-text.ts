/** What somebody who looks for a place may mean by a line of text. */

export interface SearchReading {
  /** One name, or the two that cross. */
  readonly names: readonly [string] | readonly [string, string];
  /** "12", "12bis", "12a": in small letters, without strokes and spaces. */
  readonly houseNumber: string | null;
}

const CROSSING_WORD =
  /\s+(?:(?:all')?angolo(?:\s+con)?|ang\.?|incrocio(?:\s+con)?|corner(?:\s+of)?|and|ed|e|&|x|\+)\s+/giu;
/** A stroke between names; the one of "12/bis" and "12/A" is not. */
const CROSSING_STROKE = /(?<!\d\s?)\s*\/\s*(?=\p{L}{3,}|\p{L}\.?\s?\p{L})/giu;
const CROSSING_START =
  /^(?:(?:all')?angolo|incrocio|tra|fra|corner of|crossing)\s+(?:di\s+|tra\s+|fra\s+)?/iu;
const HOUSE_NUMBER =
  /^(?<name>.*?\p{L}.*?)[\s,]+(?:(?:n|nr|num|no|n°|nº|numero|civico|civ|number)\.?\s*)?(?<digits>\d{1,4})\s*(?<suffix>(?:\/?\s*(?:bis|ter|quater)|\/?\s*\p{L}|\/\s*\d{1,2})?(?:\/?\s*[\p{L}\d])?)$/iu;

/** In the order in which they are to be believed where several of them lead somewhere. */
export function readSearch(text: string): SearchReading[] {
  const line = text.replace(/\s+/g, " ").trim();
  const readings: SearchReading[] = [];
  const started = line.replace(CROSSING_START, "");
  for (const pattern of [CROSSING_WORD, CROSSING_STROKE]) {
    for (const match of started.matchAll(pattern)) {
      const [a, b] = [started.slice(0, match.index), started.slice(match.index + match[0].length)];
      if (/\p{L}/u.test(a) && /\p{L}/u.test(b))
        readings.push({ names: [a.trim(), b.trim()], houseNumber: null });
    }
  }
  const numbered = HOUSE_NUMBER.exec(line);
  if (numbered?.groups) {
    const { name, digits, suffix } = numbered.groups as { name: string; digits: string; suffix: string };
    readings.push({ names: [name.trim()], houseNumber: plainHouseNumber(digits + suffix) });
  }
  readings.push({ names: [line], houseNumber: null });
  return readings;
}

/** "12 / BIS" and "12bis" are one number. */
export function plainHouseNumber(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
