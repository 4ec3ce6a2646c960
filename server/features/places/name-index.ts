/**
 * The index of places by name held in memory, for whoever asks thousands of names: 3,000 places and 5,000 words of
 * Turin are read in 60 ms, and then a name costs 0.1 ms instead of the 10 ms that the database takes to compare it
 * with every word. It answers as `findCandidates` does, measured against it by test.
 */
import { groupBy } from "./clusters.ts";
import type { PlaceRow, WordRow } from "./search-store.ts";

export interface NameIndex {
  /** As `findCandidates` of the store. */
  candidates(
    words: readonly string[],
    similar: readonly { readonly position: number; readonly word: string }[],
    byTrigrams: boolean,
    limit: number,
  ): PlaceRow[];
}

/** pg_trgm.similarity_threshold, as it comes. */
const LEAST_SIMILARITY = 0.3;

interface Hit {
  quality: number;
  told: number;
}

export function buildNameIndex(places: readonly PlaceRow[], wordRows: readonly WordRow[]): NameIndex {
  const placeOf = new Map(places.map((place) => [place.id, place]));
  // By code units, so that words of one beginning stand together.
  const words = [...wordRows].sort((a, b) => (a.word < b.word ? -1 : a.word > b.word ? 1 : 0));
  const at = new Map(words.map(({ word }, index) => [word, index]));
  const trigrams = indexTrigrams(words);
  return {
    candidates(asked, similar, byTrigrams, limit) {
      const likeliest = new Map<number, Hit>();
      const variants = groupBy(similar, ({ position }) => position);
      asked.forEach((word, index) => {
        const hits = new Map<number, Hit>();
        const meet = (row: number, quality: number) => meetPlaces(hits, words[row]!, quality);
        for (let row = firstFrom(words, word); words[row]?.word.startsWith(word); row++) {
          meet(row, words[row]!.word === word ? 1 : 0.85);
        }
        for (const variant of variants.get(index + 1) ?? []) {
          const row = at.get(variant.word);
          if (row !== undefined) meet(row, 0.75);
        }
        if (byTrigrams) for (const [row, likeness] of trigrams(word)) meet(row, 0.8 * likeness);
        for (const [id, { quality, told }] of hits) {
          const all = likeliest.get(id);
          if (all === undefined) likeliest.set(id, { quality, told });
          else {
            all.quality += quality;
            all.told += told;
          }
        }
      });
      return [...likeliest]
        .flatMap(([id, { quality, told }]) => {
          const place = placeOf.get(id);
          return place === undefined ? [] : [{ place, value: Math.round((quality + told) * 1e9) }];
        })
        .sort(
          (a, b) => b.value - a.value || b.place.sizeMetres - a.place.sizeMetres || a.place.id - b.place.id,
        )
        .slice(0, limit)
        .map(({ place }) => place);
    },
  };
}

/** Of one word that was asked a place counts once, as well as it is met. What is rare tells more. */
function meetPlaces(hits: Map<number, Hit>, { placeIds }: WordRow, quality: number): void {
  const told = quality / (1 + Math.log(placeIds.length));
  for (const id of placeIds) {
    const hit = hits.get(id);
    if (hit === undefined) hits.set(id, { quality, told });
    else {
      hit.quality = Math.max(hit.quality, quality);
      hit.told = Math.max(hit.told, told);
    }
  }
}

function firstFrom(words: readonly WordRow[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.word < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Words that look alike, as pg_trgm reckons it: three letters at a time, two blanks before and one behind. */
function indexTrigrams(words: readonly WordRow[]): (word: string) => [row: number, similarity: number][] {
  const rowsOf = new Map<string, number[]>();
  const sizes = words.map(({ word }, row) => {
    const own = trigramsOf(word);
    for (const trigram of own) {
      const rows = rowsOf.get(trigram);
      if (rows) rows.push(row);
      else rowsOf.set(trigram, [row]);
    }
    return own.size;
  });
  return (word) => {
    const asked = trigramsOf(word);
    const counts = new Uint8Array(sizes.length);
    for (const trigram of asked) for (const row of rowsOf.get(trigram) ?? []) counts[row]!++;
    const alike: [number, number][] = [];
    for (let row = 0; row < counts.length; row++) {
      const count = counts[row]!;
      // PostgreSQL's is of single precision.
      const similarity = Math.fround(count / (asked.size + sizes[row]! - count));
      if (similarity >= LEAST_SIMILARITY) alike.push([row, similarity]);
    }
    return alike;
  };
}

function trigramsOf(word: string): Set<string> {
  const letters = [..."  ", ...word.toLowerCase(), " "];
  return new Set(letters.slice(2).map((_, index) => letters.slice(index, index + 3).join("")));
}
