import type { Place } from "../../../domain/places/contract.ts";
import { plainHouseNumber, readSearch, type SearchReading } from "../../../domain/places/search-text.ts";
import type { Db } from "../../platform/db.ts";
import { type Answer, bestOf, inDegrees, placeOf, STREETS, STREETS_TRIED } from "./answer.ts";
import { findCrossings } from "./find-crossings.ts";
import { rankPlaces } from "./rank-places.ts";
import * as store from "./search-store.ts";

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

/** The number where it is known; the street, which says so, where it is not: never a point that is made up. */
async function findHouses(db: Db, name: string, houseNumber: string, limit: number): Promise<Answer[]> {
  const streets = bestOf(await rankPlaces(db, name, STREETS));
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
  const place: Place = {
    kind: "address",
    id: address.externalId,
    title: `${row.title} ${address.houseNumber}`,
    detail: row.detail,
    ...inDegrees([[address.x, address.y]]),
    unknownHouseNumber: null,
    apartMetres: null,
  };
  return { place, score };
}
