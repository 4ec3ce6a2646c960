/** The index of places by name, worked out from the layers; it must be made anew when one of them was replaced. */

import type { CityLayer } from "../../../domain/city/city-data.ts";
import { indexWords, plain, readName, splitNames } from "../../../domain/places/name.ts";
import type { Database, Db } from "../../platform/db.ts";
import { boxOf, clusterParts, groupBy, type Part } from "./clusters.ts";
import * as store from "./place-index-store.ts";

/** Layers that places are named in: when one was replaced, `rebuildPlaceIndex` has to run. */
export const PLACE_INDEX_INPUTS: readonly CityLayer[] = [
  "street",
  "street_segment",
  "ground",
  "transit_stop",
  "facility",
  "zone",
];

/** Of the way names are read: an index made in another way is made anew at the next start. */
const INDEX_VERSION = "1";
const SETTING = "place index";
/** Rows a statement: the embedded database answers others in between. */
const BATCH_ROWS = 2_000;
/** Below every integer id. */
const BEFORE_ALL = -(2 ** 31);
/** A line that goes on for less ends in a crossing or a courtyard. */
const UNDRIVEN_METRES = 60;
const SQUARE_TYPES = new Set(["piazza", "piazzale", "piazzetta", "largo"]);

/** Runs work on the database: each in a transaction of its own, or all in one. */
type Run = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** Fills the empty index of a city that is being loaded, in the caller's transaction. */
export async function fillPlaceIndex(db: Db): Promise<void> {
  await build((work) => work(db), "");
  await store.analyseIndex(db);
  await store.recordSetting(db, SETTING, INDEX_VERSION);
}

/**
 * Makes the index anew beside the one in use, in small transactions, and then puts it in its place in one.
 * @throws AbortError's reason when `signal` is aborted; the index in use stays as it was
 */
export async function rebuildPlaceIndex(
  database: Database,
  city: string,
  signal?: AbortSignal,
): Promise<void> {
  const run: Run = (work) => {
    signal?.throwIfAborted();
    return database.transaction(city, work);
  };
  await run(store.openNextIndex);
  await build(run, "_next");
  await run(async (db) => {
    await store.swapInNextIndex(db);
    await store.analyseIndex(db);
    await store.recordSetting(db, SETTING, INDEX_VERSION);
  });
}

/** Makes the index of a loaded city that has none, or one of an older program. */
export async function ensurePlaceIndex(database: Database, city: string): Promise<void> {
  const made = await database.transaction(city, (db) => store.findSetting(db, SETTING), { readOnly: true });
  if (made !== INDEX_VERSION) await rebuildPlaceIndex(database, city);
}

async function build(run: Run, suffix: store.IndexSuffix): Promise<void> {
  const places = [
    ...(await listStreetPlaces(run)),
    ...(await listOthers(run, store.listStops, "stop")),
    ...(await listOthers(run, store.listFacilities, "facility")),
    ...(await listOthers(run, store.listZones, "zone")),
  ];
  const words = new Map<string, number[]>();
  places.forEach(({ title }, index) => {
    for (const word of indexWords(readName(title))) {
      const ids = words.get(word);
      if (ids) ids.push(index + 1);
      else words.set(word, [index + 1]);
    }
  });
  const rows = places.map((place, index) => ({ ...place, id: index + 1 }));
  const segments = rows.flatMap(({ id, parts }) =>
    parts.flatMap(({ segment }) => (segment === null ? [] : [{ placeId: id, ...segment }])),
  );
  await inBatches(run, rows, (db, batch) => store.insertPlaces(db, suffix, batch));
  await inBatches(run, segments, (db, batch) => store.insertPlaceSegments(db, suffix, batch));
  await inBatches(run, [...words], (db, batch) => store.insertPlaceWords(db, suffix, batch));
}

async function inBatches<T>(
  run: Run,
  rows: readonly T[],
  insert: (db: Db, batch: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    const batch = rows.slice(start, start + BATCH_ROWS);
    await run((db) => insert(db, batch));
  }
}

async function inPages<T extends { id: number }>(
  run: Run,
  list: (db: Db, after: number, limit: number) => Promise<readonly T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await run((db) => list(db, all.at(-1)?.id ?? BEFORE_ALL, BATCH_ROWS));
    all.push(...page);
    if (page.length < BATCH_ROWS) return all;
  }
}

type NewPlace = Omit<store.PlaceToIndex, "id"> & { readonly parts: readonly Part[] };

async function listStreetPlaces(run: Run): Promise<NewPlace[]> {
  const streets = await inPages(run, store.listStreetNames);
  const nameOf = new Map(streets.map(({ id, name }) => [id, name]));
  const named = new Map<string, { title: string; parts: Part[]; streets: Set<number> }>();
  const entryOf = (title: string) => {
    const key = plain(title);
    const entry = named.get(key) ?? { title, parts: [], streets: new Set<number>() };
    named.set(key, entry);
    return entry;
  };
  for (const { streetId, name, ...part } of await inPages(run, store.listSegmentParts)) {
    const own = streetId === null ? undefined : nameOf.get(streetId);
    for (const title of splitNames([name, own].filter((text) => text != null).join("; "))) {
      entryOf(title).parts.push(part);
    }
  }
  for (const { id, name } of streets) for (const title of splitNames(name)) entryOf(title).streets.add(id);
  const streetIdOf = new Map(streets.map((street) => [street.id, street.externalId]));

  const lines = new Map((await inPages(run, store.listStreetLines)).map(({ id, pieces }) => [id, pieces]));
  const undriven = new Set<object>();
  for (const entry of named.values()) {
    // A line that several names share tells where none of them is.
    const own = [...entry.streets].filter((id) => splitNames(nameOf.get(id)!).length === 1);
    const pieces = own.flatMap((id) => lines.get(id) ?? []);
    if (!goesOn(entry.parts, pieces)) continue;
    undriven.add(entry);
    entry.parts.push(...pieces);
  }
  const squares = await run(store.listSquares);
  for (const square of squares) {
    const entry = entryOf(square.name);
    if (entry.parts.length === 0) entry.parts.push(square);
  }
  const squareIdOf = new Map(squares.map(({ name, externalId }) => [plain(name), externalId]));
  return [...named].flatMap(([key, entry]) => {
    const { title, parts, streets: ids } = entry;
    const own = [...ids].map((id) => streetIdOf.get(id)!).sort();
    const externalId = own[0] ?? squareIdOf.get(key) ?? `name:${key.replaceAll(" ", "-")}`;
    const kind = SQUARE_TYPES.has(readName(title).type ?? "") ? "square" : "street";
    return clusterParts(parts).map((cluster, index) => ({
      ...cluster,
      kind,
      title,
      externalId: index === 0 ? externalId : `${externalId}~${index + 1}`,
      detail: null,
      streetIds: [...ids],
      undriven: undriven.has(entry),
    }));
  });
}

/** Whether a street's own line goes on where the graph of traffic has ended: nobody drives there. */
function goesOn(graph: readonly Part[], line: readonly Part[]): boolean {
  if (line.length === 0) return false;
  if (graph.length === 0) return true;
  const [driven, whole] = [boxOf(graph), boxOf(line)];
  return [0, 1].some(
    (axis) =>
      driven[axis]! - whole[axis]! > UNDRIVEN_METRES ||
      whole[axis + 2]! - driven[axis + 2]! > UNDRIVEN_METRES,
  );
}

/** One place for each part of the city in which the name stands. */
async function listOthers(
  run: Run,
  list: (db: Db, after: number, limit: number) => Promise<readonly store.NamedPart[]>,
  kind: "stop" | "facility" | "zone",
): Promise<NewPlace[]> {
  const byName = groupBy(await inPages(run, list), ({ name }) => plain(name));
  return [...byName.values()].flatMap((named) =>
    clusterParts(named).map((cluster) => {
      const { name: title, externalId, detail } = cluster.parts[0]!;
      return { ...cluster, kind, title, externalId, detail, streetIds: [], undriven: false };
    }),
  );
}
