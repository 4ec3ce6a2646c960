import type { Place } from "../../../domain/places/contract.ts";
import { indexWords, type NameWord, type PlaceName, readName } from "../../../domain/places/name.ts";
import { fitName } from "../../../domain/places/ranking.ts";
import { plainHouseNumber, readSearch, type SearchReading } from "../../../domain/places/search-text.ts";
import type { Db } from "../../platform/db.ts";
import { groupBy } from "./clusters.ts";
import { gather } from "./gather.ts";
import * as store from "./search-store.ts";

export interface RankedPlace {
  readonly row: store.PlaceRow;
  readonly score: number;
  readonly literal: boolean;
  readonly exact: boolean;
}

const CANDIDATES = 100;
/** So many names that begin as what was typed, and it is being typed still: no typo is looked for. */
const ENOUGH = 5;
/** Words up to this long share too few trigrams with their misspellings: those are written out instead. */
const SHORT_WORD = 7;
/** Streets tried for a house number or a crossing. */
const STREETS_TRIED = 6;
/** Two names that do cross are worth more than one that fits. */
const CROSSES_SCORE = 1;
const COMES_NEAR_SCORE = 0.8;
/** Of streets where nobody drives the axes are known, not the nodes: lines this near to each other meet. */
const MEETS_METRES = 12;
/** Via Roma ends at Piazza Carlo Felice, 170 m from Corso Vittorio Emanuele II: people call that their corner. */
const APART_METRES = 250;
/** Beside the street asked for, its neighbours in the ranking are worth showing only when they fit about as well. */
const NEAR_SCORE = 0.35;

/** Places whose name fits, the best first. */
export async function rankPlaces(
  db: Db,
  text: string,
  kinds: readonly store.PlaceRow["kind"][] | null = null,
  forgivesTypos = true,
): Promise<RankedPlace[]> {
  const asked = readName(text);
  const words = wordsToFind(asked);
  if (words.length === 0) return [];
  const rank = (rows: readonly store.PlaceRow[]) =>
    rows
      .filter(({ kind }) => kinds === null || kinds.includes(kind))
      .flatMap((row) => {
        const fit = fitName(asked, readName(row.title));
        return fit === null ? [] : [{ row, ...fit, score: fit.score + prior(row) }];
      })
      .sort((a, b) => b.score - a.score || a.row.id - b.row.id);
  const found = rank(await store.findCandidates(db, words, [], false, CANDIDATES));
  const isEnough =
    found.some(({ exact }) => exact) || found.filter(({ literal }) => literal).length >= ENOUGH;
  if (!forgivesTypos || isEnough) return found;
  const similar = words.flatMap((word, index) =>
    word.length <= SHORT_WORD
      ? misspellings(word).map((other) => ({ position: index + 1, word: other }))
      : [],
  );
  return rank(await store.findCandidates(db, words, similar, true, CANDIDATES));
}

/** What is likelier to be meant where names say nothing: streets before stops, the longer before the shorter. */
function prior({ kind, sizeMetres }: store.PlaceRow): number {
  const kinds = { street: 0.06, square: 0.06, zone: 0.04, facility: 0, stop: -0.06 };
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

/** Streets, addresses, crossings, squares, stops, facilities and zones for what somebody has written. */
export async function searchPlaces(db: Db, text: string, limit: number): Promise<Place[]> {
  const answers: { place: Place; score: number }[] = [];
  const readings = readSearch(text);
  for (const reading of readings) answers.push(...(await answer(db, reading, limit, readings.length > 1)));
  answers.sort((a, b) => b.score - a.score);
  const seen = new Set<string>();
  return answers.flatMap(({ place }) => {
    const key = `${place.kind} ${place.id}`;
    if (seen.has(key) || seen.size >= limit) return [];
    seen.add(key);
    return [place];
  });
}

type Answer = { place: Place; score: number };
const STREETS = ["street", "square"] as const;

async function answer(
  db: Db,
  { names, houseNumber }: SearchReading,
  limit: number,
  others: boolean,
): Promise<Answer[]> {
  if (names.length === 2) return findCrossings(db, names[0], names[1]);
  const [name] = names;
  if (houseNumber !== null) return findHouses(db, name, houseNumber, limit);
  // "Via Nizza 12" is hardly a name, unless letter by letter: "Corso Casale 450" is one.
  const ranked = await rankPlaces(db, name, null, !others);
  return ranked.slice(0, limit).map(({ row, score }) => ({ place: placeOf(row), score }));
}

function placeOf(row: store.PlaceRow): Place {
  return {
    kind: row.kind,
    id: row.externalId,
    title: row.title,
    detail: row.detail,
    position: [row.longitude, row.latitude],
    extent: [row.west, row.south, row.east, row.north],
    unknownHouseNumber: null,
    apartMetres: null,
  };
}

/** Only what fits about as well as the best: a number asked for is not asked for in every street alike. */
function best(ranked: readonly RankedPlace[]): RankedPlace[] {
  const top = ranked[0]?.score ?? 0;
  return ranked.filter(({ score }) => top - score < NEAR_SCORE).slice(0, STREETS_TRIED);
}

/** The number where it is known; the street, which says so, where it is not: never a point that is made up. */
async function findHouses(db: Db, name: string, houseNumber: string, limit: number): Promise<Answer[]> {
  const streets = best(await rankPlaces(db, name, STREETS));
  const ids = streets.flatMap(({ row }) => [...row.streetIds]);
  const addresses =
    ids.length > 0 ? await store.findAddresses(db, ids, houseNumber, limit * STREETS_TRIED) : [];
  return streets.flatMap(({ row, score }): Answer[] => {
    const own = addresses.filter(({ streetId }) => row.streetIds.includes(streetId));
    if (!own.some((address) => plainHouseNumber(address.houseNumber) === houseNumber)) {
      const place = { ...placeOf(row), unknownHouseNumber: houseNumber };
      return [{ place, score: score - 0.2 }, ...own.map((address) => houseOf(row, address, score - 0.3))];
    }
    return own.map((address) =>
      houseOf(
        row,
        address,
        plainHouseNumber(address.houseNumber) === houseNumber ? score + 0.1 : score - 0.3,
      ),
    );
  });
}

function houseOf(row: store.PlaceRow, address: store.AddressRow, score: number): Answer {
  const { longitude, latitude } = address;
  const place: Place = {
    kind: "address",
    id: address.externalId,
    title: `${row.title} ${address.houseNumber}`,
    detail: row.detail,
    position: [longitude, latitude],
    extent: [longitude, latitude, longitude, latitude],
    unknownHouseNumber: null,
    apartMetres: null,
  };
  return { place, score };
}

async function findCrossings(db: Db, first: string, second: string): Promise<Answer[]> {
  const [streets, others] = [
    best(await rankPlaces(db, first, STREETS)),
    best(await rankPlaces(db, second, STREETS)),
  ];
  const [street, other] = [streets[0], others[0]];
  if (street === undefined || other === undefined) return [];
  const idsOf = (ranked: readonly RankedPlace[]) => ranked.map(({ row }) => row.id);
  const junctions = await store.findJunctions(db, idsOf(streets), idsOf(others));
  const pairs = groupBy(junctions, ({ placeId, otherId }) => `${placeId} ${otherId}`);
  const crossings = [...pairs.values()].flatMap((nodes) => {
    const one = streets.find(({ row }) => row.id === nodes[0]!.placeId)!;
    const two = others.find(({ row }) => row.id === nodes[0]!.otherId)!;
    return gather(nodes).map((junction) => ({
      place: crossingOf(one.row, two.row, junction, null),
      score: (one.score + two.score) / 2 + CROSSES_SCORE,
    }));
  });
  if (crossings.length > 0) return crossings;
  const near = await store.findNearest(db, street.row.id, other.row.id, APART_METRES);
  if (near !== null && near.apartMetres <= MEETS_METRES) {
    return [
      {
        place: crossingOf(street.row, other.row, [near], null),
        score: (street.score + other.score) / 2 + 0.4,
      },
    ];
  }
  // Both streets too, since what was asked for is not there.
  const both = [street, other].map(({ row, score }) => ({ place: placeOf(row), score: score - 0.1 }));
  if (near === null) return both;
  const score = (street.score + other.score) / 2 + COMES_NEAR_SCORE;
  return [{ place: crossingOf(street.row, other.row, [near], near.apartMetres), score }, ...both];
}

function crossingOf(
  street: store.PlaceRow,
  other: store.PlaceRow,
  nodes: readonly { readonly longitude: number; readonly latitude: number }[],
  apartMetres: number | null,
): Place {
  const longitudes = nodes.map(({ longitude }) => longitude);
  const latitudes = nodes.map(({ latitude }) => latitude);
  const extent: Place["extent"] = [
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  ];
  const position: Place["position"] = [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2];
  return {
    kind: "crossing",
    id: `${street.externalId} ${other.externalId} ${position.map((degrees) => degrees.toFixed(5)).join(" ")}`,
    title: `${street.title} / ${other.title}`,
    detail: street.detail,
    position,
    extent,
    unknownHouseNumber: null,
    apartMetres,
  };
}
