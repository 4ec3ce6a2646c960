/** A street with its graph and the names that meet it, as far as the database knows them. */
import { splitNames } from "../../../domain/places/name.ts";
import type { Metres } from "../../../domain/places/path.ts";
import { type GraphSegment, nodePlaces, splitAt } from "../../../domain/places/street-graph.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./graph-store.ts";
import type { PlaceRow } from "./search-store.ts";

export interface StreetOnGraph {
  readonly place: PlaceRow;
  /** The street's own. */
  readonly segments: readonly GraphSegment[];
  readonly crossings: readonly { readonly title: string; readonly node: number }[];
  /** Stretches that bear another name too. */
  readonly shared: readonly store.SharedRow[];
  readonly nodes: ReadonlyMap<number, Metres>;
}

/** Axes, not kerbs, are known of a street without cars: what ends this near to it meets it. */
const MEETS_METRES = 12;

export async function getStreetOnGraph(db: Db, place: PlaceRow): Promise<StreetOnGraph> {
  const driven = (await store.listSegmentsOf(db, place.id)).map((row) => ({ ...row, own: true }));
  const crossings = await store.listCrossingNames(db, place.id);
  const shared = await store.listSharedSegments(db, place.id);
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
