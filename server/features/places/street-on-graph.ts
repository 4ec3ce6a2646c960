/** A street with its graph and the names that meet it, as far as the database knows them. */
import { splitNames } from "../../../domain/places/name.ts";
import type { Metres } from "../../../domain/places/path.ts";
import { type GraphSegment, nodePlaces, splitAt } from "../../../domain/places/street-graph.ts";
import type { Db } from "../../platform/db.ts";
import { groupBy } from "./clusters.ts";
import * as store from "./graph-store.ts";
import type { DrivenStreet, PlaceDb, StreetOnGraph } from "./place-memory.ts";
import type { PlaceRow } from "./search-store.ts";

/** Axes, not kerbs, are known of a street without cars: what ends this near to it meets it. */
const MEETS_METRES = 12;

export async function getStreetOnGraph(db: PlaceDb, place: PlaceRow): Promise<StreetOnGraph> {
  const known = db.memory?.streets.get(place.id);
  if (known !== undefined) return known;
  const street = await readStreet(db, place);
  db.memory?.streets.set(place.id, street, street.segments.length + 1);
  return street;
}

/** Streets whose parts of the graph are read with that of the one asked for, where they will be remembered. */
const BLOCK = 200;

async function readStreet(db: PlaceDb, place: PlaceRow): Promise<StreetOnGraph> {
  const { segments: driven, crossings, shared } = await getDriven(db, place.id);
  if (!place.undriven) return { place, segments: driven, crossings, shared, nodes: nodePlaces(driven) };
  const whole = await withUndriven(db, place, driven);
  return {
    place,
    segments: whole.segments,
    crossings: [...crossings, ...whole.crossings],
    shared,
    nodes: nodePlaces(whole.segments),
  };
}

async function getDriven(db: PlaceDb, placeId: number): Promise<DrivenStreet> {
  const known = db.memory?.driven.get(placeId);
  if (known !== undefined) return known;
  // One street alone is read sooner than its neighbours with it: those come with a memory that asks for names by now.
  const isMany = db.memory !== undefined && (await db.memory.names(db)) !== null;
  const first = placeId - (placeId % BLOCK);
  const ids = isMany ? Array.from({ length: BLOCK }, (_, index) => first + index) : [placeId];
  const read = await readDriven(db, ids);
  for (const [id, street] of read) db.memory?.driven.set(id, street, street.segments.length + 1);
  return read.get(placeId)!;
}

async function readDriven(db: PlaceDb, placeIds: readonly number[]): Promise<Map<number, DrivenStreet>> {
  const [segments, crossings, shared] = [
    groupBy(await store.listSegmentsOf(db, placeIds), ({ placeId }) => placeId),
    groupBy(await store.listCrossingNames(db, placeIds), ({ placeId }) => placeId),
    groupBy(await store.listSharedSegments(db, placeIds), ({ placeId }) => placeId),
  ];
  return new Map(
    placeIds.map((id) => [
      id,
      {
        segments: (segments.get(id) ?? []).map(({ placeId: _, ...row }) => ({ ...row, own: true })),
        crossings: crossings.get(id) ?? [],
        shared: shared.get(id) ?? [],
      },
    ]),
  );
}

/** With the street's own lines where nobody drives, cut where other streets meet them. */
async function withUndriven(
  db: Db,
  place: PlaceRow,
  driven: readonly GraphSegment[],
): Promise<Pick<StreetOnGraph, "segments" | "crossings">> {
  const known = nodePlaces(driven);
  let free = Math.max(0, ...known.keys());
  const nodeAt = (point: Metres): number => {
    for (const [node, [x, y]] of known) {
      if (Math.hypot(x - point[0], y - point[1]) <= MEETS_METRES) return node;
    }
    free++;
    known.set(free, point);
    return free;
  };
  const lines = await store.listUndrivenLines(db, place.id, place.streetIds, MEETS_METRES);
  let segments: readonly GraphSegment[] = [
    ...driven,
    ...lines.map(({ path, widthMetres }) => ({
      fromNode: nodeAt(path[0]!),
      toNode: nodeAt(path.at(-1)!),
      oneWay: false,
      path,
      widthMetres,
      own: true,
    })),
  ];
  const crossings: { title: string; node: number }[] = [];
  for (const { title, x, y } of await store.listLineCrossings(db, place.streetIds, MEETS_METRES)) {
    const cut = splitAt(segments, [x, y]);
    if (cut === null) continue;
    segments = cut.segments;
    for (const name of splitNames(title)) {
      if (name !== place.title) crossings.push({ title: name, node: cut.node });
    }
  }
  return { segments, crossings };
}
