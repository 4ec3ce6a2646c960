import { indexWords, type NameWord, type PlaceName, readName } from "../../../domain/places/name.ts";
import { fitName } from "../../../domain/places/ranking.ts";
import type { PlaceDb, RankedPlace } from "./place-memory.ts";
import * as store from "./search-store.ts";

const CANDIDATES = 100;
/** So many names that begin as what was typed, and it is being typed still: no typo is looked for. */
const ENOUGH = 5;
/** Words up to this long share too few trigrams with their misspellings: those are written out instead. */
const SHORT_WORD = 7;

/** Places whose name fits, the best first. */
export async function rankPlaces(
  db: PlaceDb,
  text: string,
  kinds: readonly store.PlaceRow["kind"][] | null = null,
  forgivesTypos = true,
): Promise<RankedPlace[]> {
  const key = `${text}\0${kinds?.join() ?? ""}\0${forgivesTypos}`;
  const known = db.memory?.ranked.get(key);
  if (known !== undefined) return known;
  const ranked = await rank(db, text, kinds, forgivesTypos);
  db.memory?.ranked.set(key, ranked);
  return ranked;
}

async function rank(
  db: PlaceDb,
  text: string,
  kinds: readonly store.PlaceRow["kind"][] | null,
  forgivesTypos: boolean,
): Promise<RankedPlace[]> {
  const asked = readName(text);
  const words = wordsToFind(asked);
  if (words.length === 0) return [];
  const names = (await db.memory?.names(db)) ?? null;
  const find = (similar: readonly { position: number; word: string }[], byTrigrams: boolean) =>
    names === null
      ? store.findCandidates(db, words, similar, byTrigrams, CANDIDATES)
      : names.candidates(words, similar, byTrigrams, CANDIDATES);
  const toRanked = (rows: readonly store.PlaceRow[]) =>
    rows
      .filter(({ kind }) => kinds === null || kinds.includes(kind))
      .flatMap((row) => {
        const fit = fitName(asked, nameOf(row));
        return fit === null ? [] : [{ row, ...fit, score: fit.score + prior(row) }];
      })
      .sort((a, b) => b.score - a.score || a.row.id - b.row.id);
  const found = toRanked(await find([], false));
  const isEnough =
    found.some(({ exact }) => exact) || found.filter(({ literal }) => literal).length >= ENOUGH;
  if (!forgivesTypos || isEnough) return found;
  const similar = words.flatMap((word, index) =>
    word.length <= SHORT_WORD
      ? misspellings(word).map((other) => ({ position: index + 1, word: other }))
      : [],
  );
  return toRanked(await find(similar, true));
}

/** Read once for each row: those of a name index come again and again. */
const NAMES = new WeakMap<store.PlaceRow, PlaceName>();

function nameOf(row: store.PlaceRow): PlaceName {
  const known = NAMES.get(row);
  if (known !== undefined) return known;
  const name = readName(row.title);
  NAMES.set(row, name);
  return name;
}

/**
 * What is likelier to be meant where names say nothing: the longer before the shorter, and streets before stops and
 * pharmacies, which are named after them ("NIZZA", "MADAMA CRISTINA").
 */
function prior({ kind, sizeMetres }: store.PlaceRow): number {
  const kinds = { street: 0.06, square: 0.06, zone: 0.04, facility: -0.5, stop: -0.7 };
  return kinds[kind] + 0.02 * Math.log10(1 + sizeMetres);
}

/** The words that find the name in the index: not "di" and not a single letter where there are others. */
function wordsToFind(asked: PlaceName): string[] {
  const telling = asked.words.filter(
    ({ light, text, abbreviated }) => !light && !(abbreviated && text.length < 2),
  );
  const chosen = telling.length > 0 ? telling : asked.words;
  const words = chosen.map(({ text }: NameWord) => text);
  if (asked.type === "lungo" && chosen[0]) words.push(`lungo${chosen[0].written}`);
  // "de gasperi" for Degasperi.
  const joined = asked.words.map(({ written }) => written).join("");
  if (asked.words.length === 2 && joined.length >= 5) words.push(joined);
  return words.length > 0 ? [...new Set(words)] : indexWords(asked);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Every word one letter away: dropped, added, changed, or swapped with its neighbour. */
function misspellings(word: string): string[] {
  const words = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (word.length >= 4 && after !== "") words.add(before + after.slice(1));
    if (after.length > 1) words.add(before + after[1]! + after[0]! + after.slice(2));
    if (word.length < 4) continue;
    for (const letter of LETTERS) {
      words.add(before + letter + after);
      if (after !== "") words.add(before + letter + after.slice(1));
    }
  }
  words.delete(word);
  return [...words];
}
