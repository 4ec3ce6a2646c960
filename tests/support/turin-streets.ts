/** The street layers of Turin alone, read from the files by a way of their own: independent of the importer. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { rebuildPlaceIndex } from "../../server/features/places/place-index.ts";
import type { Database } from "../../server/platform/db.ts";
import { DATA_FOLDER } from "./require.ts";

const TURIN = join(DATA_FOLDER, "turin");

/** One directed edge of the file, with all the names it bears. */
export interface TurinEdge {
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  readonly oneWay: boolean;
  readonly lengthMetres: number;
  readonly coordinates: readonly (readonly [number, number])[];
}

interface FeatureOf<P, G> {
  readonly properties: P;
  readonly geometry: { readonly type: string; readonly coordinates: G };
}

async function readFeatures<P, G>(path: string): Promise<FeatureOf<P, G>[]> {
  return JSON.parse(await readFile(join(TURIN, path), "utf8")).features;
}

export async function readTurinEdges(): Promise<TurinEdge[]> {
  const features = await readFeatures<
    { u: number; v: number; oneway: boolean; length: number; name?: string | null },
    [number, number][]
  >("roads_osm/roads_drive_simplified.geojson");
  return features.map(({ properties: { u, v, oneway, length, name }, geometry }) => ({
    from: u,
    to: v,
    names: name == null ? [] : namesOf(name),
    oneWay: oneway,
    lengthMetres: length,
    coordinates: geometry.coordinates,
  }));
}

/** "['Ponte Balbis', \"Corso d'Italia\"]" as Python prints a list. */
function namesOf(name: string): string[] {
  if (!name.startsWith("[")) return [name];
  return name
    .slice(1, -1)
    .split(/(?<=['"]), (?=['"])/)
    .map((item) => item.slice(1, -1));
}

export async function readTurinStreetNames(): Promise<string[]> {
  const features = await readFeatures<{ name: string }, unknown>("street_names/torino_vie_osm.geojson");
  return features.map(({ properties }) => properties.name);
}

const IN_METRES = "ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(geometry), 4326), 32632)";
const BATCH_ROWS = 2_000;

/** Fills street, street_segment, neighbourhoods and stops, and makes the index of places. */
export async function loadTurinStreets(database: Database, city: string): Promise<void> {
  const edges = await readTurinEdges();
  const nodes = await readFeatures<{ osmid: number }, [number, number]>(
    "roads_osm/roads_drive_simplified_nodes.geojson",
  );
  const streets = await readFeatures<{ name: string }, unknown>("street_names/torino_vie_osm.geojson");
  const zones = await readFeatures<{ ID_QUART: number; DENOM: string }, unknown>(
    "admin_zones/quartieri_23.geojson",
  );
  const stops = await readFeatures<{ stop_name: string }, unknown>("services/fermate_tpl_2017.geojson");
  const nodeIds = new Map(nodes.map(({ properties }, index) => [properties.osmid, index + 1]));
  const streetIds = new Map(streets.map(({ properties }, index) => [properties.name, index + 1]));

  const insert = async (
    into: string,
    select: string,
    types: string,
    columns: readonly (readonly unknown[])[],
  ) => {
    for (let start = 0; start < columns[0]!.length; start += BATCH_ROWS) {
      const batch = columns.map((column) => column.slice(start, start + BATCH_ROWS));
      await database.transaction(city, (db) =>
        db.query(`INSERT INTO ${into} SELECT ${select} FROM unnest(${types})`, batch),
      );
    }
  };
  await insert(
    "street (id, external_id, name, class, width_metres, carriageway_width_metres, width_source, geom)",
    `id, 'osm-name/' || name, name, 'residential', 12, 8, 'assumed', ST_Multi(${IN_METRES})`,
    "$1::integer[], $2::text[], $3::text[]) AS row (id, name, geometry",
    [
      streets.map((_, index) => index + 1),
      streets.map(({ properties }) => properties.name),
      streets.map(({ geometry }) => JSON.stringify(geometry)),
    ],
  );
  const segments = pairEdges(edges);
  await insert(
    "street_segment (id, external_id, street_id, from_node, to_node, one_way, name, class, geom)",
    `id, 'segment-' || id, street_id, from_node, to_node, one_way, name, 'residential', ${IN_METRES}`,
    "$1::integer[], $2::integer[], $3::integer[], $4::integer[], $5::boolean[], $6::text[], $7::text[]) AS row (id, street_id, from_node, to_node, one_way, name, geometry",
    [
      segments.map((_, index) => index + 1),
      segments.map(({ names }) => (names.length === 1 ? (streetIds.get(names[0]!) ?? null) : null)),
      segments.map(({ from }) => nodeIds.get(from)),
      segments.map(({ to }) => nodeIds.get(to)),
      segments.map(({ oneWay }) => oneWay),
      segments.map(({ names }) => (names.length === 0 ? null : names.join("; "))),
      segments.map(({ coordinates }) => JSON.stringify({ type: "LineString", coordinates })),
    ],
  );
  await insert(
    "zone (id, external_id, kind, name, geom)",
    `id, 'quartiere-' || id, 'neighbourhood', name, ST_Multi(${IN_METRES})`,
    "$1::integer[], $2::text[], $3::text[]) AS row (id, name, geometry",
    [
      zones.map(({ properties }) => properties.ID_QUART),
      zones.map(({ properties }) => properties.DENOM),
      zones.map(({ geometry }) => JSON.stringify(geometry)),
    ],
  );
  await insert(
    "transit_stop (id, external_id, name, line_codes, geom)",
    `id, 'stop-' || id, name, '{}', ${IN_METRES}`,
    "$1::integer[], $2::text[], $3::text[]) AS row (id, name, geometry",
    [
      stops.map((_, index) => index + 1),
      stops.map(({ properties }) => properties.stop_name),
      stops.map(({ geometry }) => JSON.stringify(geometry)),
    ],
  );
  await rebuildPlaceIndex(database, city);
}

/** The two edges of a stretch open both ways are one. */
function pairEdges(edges: readonly TurinEdge[]): TurinEdge[] {
  const keyOf = (line: TurinEdge["coordinates"]) => line.map((position) => position.join(" ")).join(",");
  const known = new Set<string>();
  return edges.filter(({ oneWay, coordinates }) => {
    if (oneWay) return true;
    if (known.has(keyOf([...coordinates].reverse()))) return false;
    known.add(keyOf(coordinates));
    return true;
  });
}
