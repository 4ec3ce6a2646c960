import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { type Metres, projectOnPath, unit } from "../../../domain/places/path.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./graph-store.ts";
import type { StreetOnGraph } from "./place-memory.ts";
import { getPlace } from "./search-store.ts";
import { getStreetOnGraph } from "./street-on-graph.ts";

/** Lines farther from every street than this are in a park or a courtyard, not in a street. */
const MAX_STREET_DISTANCE_METRES = 60;
/** Drawn to a crossing, a line may end a little short of it or beyond. */
const SLACK_METRES = 5;
/** Names of crossings farther along the street tell nobody where this is. */
const MAX_CROSSING_METRES = 800;

/**
 * Where a footprint is, in words of the street plan and of no language: "Via Nizza (Via Berthollet – Corso
 * Marconi)", or null away from streets.
 */
export async function describeFootprint(db: Db, footprint: Footprint): Promise<string | null> {
  const drawn = footprint.kind === "line" ? footprint.line : footprint.polygon;
  const placeId = await store.findStreetAlong(db, drawn, MAX_STREET_DISTANCE_METRES);
  if (placeId === null) return null;
  const street = await getStreetOnGraph(db, await getPlace(db, placeId));
  const corners = (await store.listCorners(db, drawn)).map(({ x, y }): Metres => [x, y]);
  const names = crossingsAround(street, corners);
  const { title } = street.place;
  return names.length === 0 ? title : `${title} (${names.join(" – ")})`;
}

/** The crossings nearest to the shape on either side of it, along the street as it runs there. */
function crossingsAround(street: StreetOnGraph, corners: readonly Metres[]): string[] {
  const sum = corners.reduce<Metres>((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0]);
  const middle: Metres = [sum[0] / corners.length, sum[1] / corners.length];
  const nearest = street.segments
    .map(({ path }) => ({ path, ...projectOnPath(path, middle) }))
    .sort((a, b) => a.distanceMetres - b.distanceMetres)[0];
  if (nearest === undefined) return [];
  const [a, b] = [nearest.path[0]!, nearest.path.at(-1)!];
  const ahead = unit([b[0] - a[0], b[1] - a[1]]);
  const along = ([x, y]: Metres) => (x - middle[0]) * ahead[0] + (y - middle[1]) * ahead[1];
  const drawn = corners.map(along);
  const [first, last] = [Math.min(...drawn), Math.max(...drawn)];
  const crossings = street.crossings
    .map(({ title, node }) => ({ title, at: along(street.nodes.get(node)!) }))
    .filter(({ at }) => Math.abs(at) <= MAX_CROSSING_METRES)
    .sort((one, other) => one.at - other.at);
  const centre = (first + last) / 2;
  const before = crossings.filter(({ at }) => at <= Math.min(first + SLACK_METRES, centre)).at(-1);
  const after = crossings.find(({ at }) => at >= Math.max(last - SLACK_METRES, centre));
  return [...new Set([before?.title, after?.title].filter((name) => name !== undefined))];
}
