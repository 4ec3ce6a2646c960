import type { OwnedNetwork } from "../../../domain/city/city-data.ts";
import type { DigHits } from "../../../domain/urgent/dig.ts";
import type { Db } from "../../platform/db.ts";

/** Records from a desk may be wrong by metres: a pipe this near is told, with how sure its place is. */
const UTILITY_METRES = 3;
/** A track or a lane beside the axis that a line is drawn on. */
const TRANSIT_METRES = 5;
/** Whoever waits at a stop this near cannot pass the site. */
const STOP_METRES = 20;
const NEIGHBOUR_METRES = 5;
/** Where nobody has told how wide a carriageway is. */
const ASSUMED_CARRIAGEWAY_METRES = 6;
const MOST_OF_EACH = 50;

/** Layers of which the city has something, and which of them are generated. */
export async function listLayersKnown(db: Db): Promise<Map<string, { readonly synthetic: boolean }>> {
  const { rows } = await db.query<{ layer: string; synthetic: boolean }>(
    "SELECT layer, bool_or(synthetic) AS synthetic FROM dataset WHERE feature_count > 0 GROUP BY layer",
  );
  return new Map(rows.map(({ layer, synthetic }) => [layer, { synthetic }]));
}

type Utility = DigHits["utilities"]["lines"][number];

/** @param polygon extended WKB in EPSG:32632, here and below */
export async function listUtilities(db: Db, polygon: Buffer): Promise<Utility[]> {
  const { rows } = await db.query<Utility>(
    `SELECT external_id AS id, network, diameter_millimetres AS "diameterMillimetres", depth_metres AS "depthMetres",
       material, accuracy_class AS "accuracyClass", ST_Distance(geom, $1::bytea::geometry) AS "distanceMetres"
     FROM utility WHERE ST_DWithin(geom, $1::bytea::geometry, $2)
     ORDER BY "distanceMetres", depth_metres, id LIMIT $3`,
    [polygon, UTILITY_METRES, MOST_OF_EACH],
  );
  return rows;
}

type Transit = DigHits["transit"];

export async function listTransit(db: Db, polygon: Buffer): Promise<Pick<Transit, "lines" | "stops">> {
  const lines = await db.query<Transit["lines"][number]>(
    `SELECT DISTINCT code, mode, title FROM transit_line
     WHERE ST_DWithin(geom, $1::bytea::geometry, $2) ORDER BY code, title LIMIT $3`,
    [polygon, TRANSIT_METRES, MOST_OF_EACH],
  );
  const stops = await db.query<Transit["stops"][number]>(
    `SELECT name, line_codes AS "lineCodes", ST_Distance(geom, $1::bytea::geometry) AS "distanceMetres"
     FROM transit_stop WHERE ST_DWithin(geom, $1::bytea::geometry, $2)
     ORDER BY "distanceMetres", id LIMIT $3`,
    [polygon, STOP_METRES, MOST_OF_EACH],
  );
  return { lines: lines.rows, stops: stops.rows };
}

type Segment = DigHits["streets"]["segments"][number];

/** Stretches whose carriageway it takes a part of; bridges and tunnels are at another height, and count. */
export async function listSegments(db: Db, polygon: Buffer): Promise<Segment[]> {
  const { rows } = await db.query<Segment>(
    `SELECT coalesce(segment.name, street.name) AS name, lanes, one_way AS "oneWay",
       segment.carriageway_width_metres AS "carriagewayWidthMetres"
     FROM street_segment AS segment LEFT JOIN street ON street.id = street_id
     WHERE ST_DWithin(segment.geom, $1::bytea::geometry, 30)
       AND ST_DWithin(segment.geom, $1::bytea::geometry, coalesce(segment.carriageway_width_metres, $2) / 2)
     ORDER BY ST_Distance(segment.geom, $1::bytea::geometry), segment.id LIMIT $3`,
    [polygon, ASSUMED_CARRIAGEWAY_METRES, MOST_OF_EACH],
  );
  return rows;
}

export interface Neighbour {
  readonly id: string;
  readonly title: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly endsAt: Date;
  readonly distanceMetres: number;
}

/** Other live interventions on this ground, or beside it, in a span of time. */
export async function listNeighbours(
  db: Db,
  polygon: Buffer,
  span: { readonly startMs: number; readonly endMs: number },
  exceptId: string | null,
): Promise<Neighbour[]> {
  const { rows } = await db.query<Neighbour>(
    `SELECT intervention.id, title, office.id AS "officeId", office.name AS "officeName",
       max(upper(during)) AS "endsAt", min(ST_Distance(geom, $1::bytea::geometry)) AS "distanceMetres"
     FROM phase JOIN intervention ON intervention.id = intervention_id JOIN office ON office.id = office_id
     WHERE live AND during && tstzrange($2, $3) AND ST_DWithin(geom, $1::bytea::geometry, $4)
       AND ($5::uuid IS NULL OR intervention.id <> $5::uuid)
     GROUP BY intervention.id, office.id ORDER BY "distanceMetres", intervention.id LIMIT $6`,
    [polygon, new Date(span.startMs), new Date(span.endMs), NEIGHBOUR_METRES, exceptId, MOST_OF_EACH],
  );
  return rows;
}

export interface OwnerRow {
  readonly id: string;
  readonly name: string;
  readonly networks: OwnedNetwork[];
}

/** Offices that answer for one of these networks or are among these. */
export async function listOwners(
  db: Db,
  networks: readonly OwnedNetwork[],
  officeIds: readonly string[],
): Promise<OwnerRow[]> {
  const { rows } = await db.query<OwnerRow>(
    `SELECT id, name, networks FROM office
     WHERE networks && $1::text[] OR id = ANY($2::text[]) ORDER BY name, id`,
    [networks, officeIds],
  );
  return rows;
}
