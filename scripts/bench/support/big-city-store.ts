import { LAYER_COLUMNS } from "../../../server/features/city/layer-tables.ts";
import type { Db } from "../../../server/platform/db.ts";

export const COPIED_LAYERS = ["building", "ground", "street", "street_segment", "tree"] as const;
export type CopiedLayer = (typeof COPIED_LAYERS)[number];

/** Every copy's numbers begin here, times the number of the copy. */
const IDS_PER_COPY = 1_000_000;
const REFERENCES = new Set(["street_id", "from_node", "to_node"]);

export interface Copy {
  /** From 1; the original is 0. */
  readonly number: number;
  readonly eastMetres: number;
  readonly northMetres: number;
  /** Leaves the rows after these out. */
  readonly limit: number;
}

/** Copies the original's rows, moved; heights of buildings vary by a fifth, the same way at every run. */
export async function copyLayer(db: Db, layer: CopiedLayer, copy: Copy): Promise<void> {
  const names = LAYER_COLUMNS[layer].map(({ name }) => name);
  const values = names.map((name) => {
    if (REFERENCES.has(name)) return `${name} + ${IDS_PER_COPY} * $1::int`;
    if (layer !== "building" || name !== "height_metres") return name;
    return "height_metres * (0.8 + 0.4 * (abs(hashtext(external_id || $1::text)::bigint) % 1000) / 1000.0)";
  });
  await db.query(
    `INSERT INTO ${layer} (id, external_id, geom${names.map((name) => `, ${name}`).join("")})
     SELECT id + ${IDS_PER_COPY} * $1::int, external_id || '/' || $1::text, ST_Translate(geom, $2, $3)
       ${values.map((value) => `, ${value}`).join("")}
     FROM ${layer} WHERE id < ${IDS_PER_COPY} ORDER BY id LIMIT $4`,
    [copy.number, copy.eastMetres, copy.northMetres, copy.limit],
  );
}

export async function trimLayer(db: Db, layer: CopiedLayer, limit: number): Promise<void> {
  await db.query(`DELETE FROM ${layer} WHERE id > (SELECT id FROM ${layer} ORDER BY id OFFSET $1 LIMIT 1)`, [
    limit - 1,
  ]);
}

/** The registry and the datasets say what is there now. */
export async function recordBigCity(db: Db, city: string): Promise<void> {
  for (const layer of COPIED_LAYERS) {
    await db.query(
      `UPDATE dataset SET feature_count = (SELECT count(*) FROM ${layer}),
         content_hash = md5(content_hash || (SELECT count(*) FROM ${layer})) WHERE layer = $1`,
      [layer],
    );
  }
  await db.query(
    `UPDATE platform.city SET extent = box, centre = ST_Centroid(box)
     FROM (SELECT ST_SetSRID(ST_Extent(geom)::geometry, 32632) AS box FROM ground) AS whole WHERE id = $1`,
    [city],
  );
}

export async function analyseLayers(db: Db): Promise<void> {
  for (const layer of COPIED_LAYERS) await db.query(`ANALYZE ${layer}`);
}
