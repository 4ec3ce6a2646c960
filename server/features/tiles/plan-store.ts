/** Reads the features of the 2D plan, a page of one part of the city at a time. */
import type { Geometry } from "geojson";
import type { Db } from "../../platform/db.ts";

export const PLAN_LAYERS = [
  "ground",
  "building",
  "street",
  "tree",
  "transit_line",
  "transit_stop",
  "foreign_event",
] as const;
export type PlanLayer = (typeof PLAN_LAYERS)[number];

export interface PlanRow {
  readonly id: number;
  readonly geometry: Geometry;
  readonly properties: Readonly<Record<string, string | number | null>>;
}

/** What a feature of each layer carries; `id` is the source's own, as in the 3D tiles. */
const PROPERTIES: Readonly<Record<PlanLayer, string>> = {
  ground: "'id', external_id, 'kind', kind, 'name', name",
  building: "'id', external_id, 'use', use, 'heightMetres', round(height_metres::numeric, 1)",
  street: "'id', external_id, 'name', name, 'class', class",
  tree: "'id', external_id, 'species', species, 'sizeClass', size_class, 'crownDiameterMetres', round(crown_diameter_metres::numeric, 1), 'condition', condition, 'failureClass', failure_class",
  transit_line: "'id', external_id, 'code', code, 'mode', mode, 'title', title",
  transit_stop: "'id', external_id, 'name', name, 'lineCodes', array_to_string(line_codes, ' ')",
  foreign_event:
    "'id', external_id, 'kind', kind, 'road', road, 'description', description, 'startsOn', starts_on, 'endsOn', coalesce(ends_on::text, ''), 'toldOn', (told_at AT TIME ZONE 'UTC')::date",
};

/** Features whose box meets the one given in degrees, in ascending id. */
export async function listPlanFeatures(
  db: Db,
  layer: PlanLayer,
  box: readonly [number, number, number, number],
  page: { readonly afterId: number; readonly limit: number },
): Promise<PlanRow[]> {
  const { rows } = await db.query<PlanRow>(
    `SELECT id, ST_AsGeoJSON(ST_Transform(geom, 4326), 8)::json AS geometry,
       json_build_object(${PROPERTIES[layer]}) AS properties
     FROM ${layer}
     WHERE geom && ST_Transform(ST_MakeEnvelope($1, $2, $3, $4, 4326), 32632)
       AND id > $5 AND NOT ST_IsEmpty(geom)
     ORDER BY id LIMIT $6`,
    [...box, page.afterId, page.limit],
  );
  return rows;
}

/** Changes with any column of any feature whose box meets the one given in degrees. */
export async function hashPlanFeatures(
  db: Db,
  layers: readonly PlanLayer[],
  box: readonly [number, number, number, number],
): Promise<string> {
  const ofLayer = (layer: PlanLayer) =>
    `(SELECT md5(coalesce(string_agg(md5(entry::text), '' ORDER BY id), '')) FROM ${layer} AS entry, box
      WHERE geom && box.ground AND NOT ST_IsEmpty(geom))`;
  const { rows } = await db.query<{ hash: string }>(
    `WITH box AS MATERIALIZED (
       SELECT ST_Transform(ST_MakeEnvelope($1::float8, $2::float8, $3::float8, $4::float8, 4326), 32632) AS ground
     )
     SELECT concat_ws(' ', ${layers.map(ofLayer).join(", ")}) AS hash`,
    [...box],
  );
  return rows[0]!.hash;
}
