import type { Collection } from "../../../domain/open-data/collections.ts";
import type { Box } from "../../../domain/open-data/parameters.ts";
import type { ItemsQuery } from "../../../domain/open-data/query.ts";
import type { ReferenceSystem } from "../../../domain/open-data/reference-systems.ts";
import type { Db } from "../../platform/db.ts";
import { type CollectionSource, sourceOf } from "./collection-sources.ts";

export interface FeatureRow {
  readonly id: string | number;
  /** GeoJSON as text, in the axis order of the system that was asked for. */
  readonly geometry: string | null;
  readonly [field: string]: unknown;
}

/** Values of one statement, numbered as they are bound. */
class Binding {
  readonly values: unknown[] = [];
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

type Selection = Pick<ItemsQuery, "boxes" | "boxSystem" | "time" | "equals">;

function conditionOf(source: CollectionSource, selection: Selection, binding: Binding): string {
  const parts = [source.condition];
  if (selection.boxes !== null) {
    const met = selection.boxes.map((box) => meets(source.geometry, box, selection.boxSystem, binding));
    parts.push(`(${met.join(" OR ") || "false"})`);
  }
  if (selection.time !== null && source.during !== null) {
    const from = binding.bind(selection.time.from, "timestamptz");
    const to = binding.bind(selection.time.to, "timestamptz");
    parts.push(`${source.during} && tstzrange(${from}, ${to}, '[]')`);
  }
  for (const { field, value } of selection.equals) {
    const type = typeof value === "boolean" ? "boolean" : "text";
    parts.push(`${source.columns[field.name]} = ${binding.bind(value, type)}`);
  }
  return parts.join(" AND ");
}

/** Around the zone of EPSG:32632, and well beyond every city that can be kept in it. */
const ZONE: Box = [0, 0, 18, 84];
const SIDES = 32;

/**
 * Exact in the system of the box, whose straight sides are bent in the other one. The index is asked first, with
 * the box brought to metres side by side and a little wider.
 */
function meets(geometry: string, box: Box, { srid }: ReferenceSystem, binding: Binding): string {
  const rectangle = (corners: Box) => {
    const [west, south, east, north] = corners.map((value) => binding.bind(value, "float8"));
    return `ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, ${srid})`;
  };
  if (srid === 32632) return `ST_Intersects(${geometry}, ${rectangle(box)})`;
  const inside: Box = [
    Math.max(box[0], ZONE[0]),
    Math.max(box[1], ZONE[1]),
    Math.min(box[2], ZONE[2]),
    Math.min(box[3], ZONE[3]),
  ];
  if (inside[0] > inside[2] || inside[1] > inside[3]) return "false";
  const side = Math.max(inside[2] - inside[0], inside[3] - inside[1]);
  // A degree is at most 111.3 km: a hundredth of the longest side, and a metre for a box that is a point.
  const wider = binding.bind(side * 1_113 + 1, "float8");
  const step = binding.bind(Math.max(side / SIDES, 1e-9), "float8");
  const near = `ST_Expand(ST_Transform(ST_Segmentize(${rectangle(inside)}, ${step}), 32632), ${wider})`;
  return `(${geometry} && ${near} AND ST_Intersects(ST_Transform(${geometry}, 4326), ${rectangle(box)}))`;
}

function columnsOf(collection: Collection, source: CollectionSource, system: ReferenceSystem): string {
  const placed = system.srid === 32632 ? source.geometry : `ST_Transform(${source.geometry}, ${system.srid})`;
  const ordered = system.northFirst ? `ST_FlipCoordinates(${placed})` : placed;
  // Option 0: no `crs` member, which RFC 7946 has taken out.
  const geometry = `ST_AsGeoJSON(${ordered}, ${system.decimals}, 0) AS geometry`;
  const fields = collection.fields.map(({ name }) => `${source.columns[name]} AS "${name}"`);
  return [`${source.id} AS id`, geometry, ...fields].join(", ");
}

export async function listFeatures(
  db: Db,
  collection: Collection,
  query: Omit<ItemsQuery, "limit">,
  limit: number,
): Promise<FeatureRow[]> {
  const source = sourceOf(collection);
  const binding = new Binding();
  const condition = conditionOf(source, query, binding);
  const further =
    query.after === null ? "" : ` AND ${source.id} > ${binding.bind(query.after, source.idType)}`;
  const { rows } = await db.query<FeatureRow>(
    `SELECT ${columnsOf(collection, source, query.system)} FROM ${source.from}
     WHERE ${condition}${further} ORDER BY ${source.id} LIMIT ${binding.bind(limit, "integer")}`,
    binding.values,
  );
  return rows;
}

export async function findFeature(
  db: Db,
  collection: Collection,
  id: string,
  system: ReferenceSystem,
): Promise<FeatureRow | null> {
  const source = sourceOf(collection);
  const { rows } = await db.query<FeatureRow>(
    `SELECT ${columnsOf(collection, source, system)} FROM ${source.from}
     WHERE ${source.condition} AND ${source.id} = $1::${source.idType}`,
    [id],
  );
  return rows[0] ?? null;
}

export async function countFeatures(db: Db, collection: Collection, selection: Selection): Promise<number> {
  const source = sourceOf(collection);
  const binding = new Binding();
  const condition = conditionOf(source, selection, binding);
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*) AS count FROM ${source.from} WHERE ${condition}`,
    binding.values,
  );
  return rows[0]!.count;
}

export interface ExtentRow {
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The rectangle around the one in metres: a little wide, but of 60,000 trees none is transformed. */
export async function findExtent(db: Db, collection: Collection): Promise<ExtentRow> {
  const { from, geometry, during, condition } = sourceOf(collection);
  const ends =
    during === null ? "NULL::timestamptz, NULL::timestamptz" : `min(lower(${during})), max(upper(${during}))`;
  const { rows } = await db.query<ExtentRow>(
    `SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north,
       first AS "from", last AS "to"
     FROM (SELECT ST_SetSRID(ST_Extent(${geometry})::geometry, 32632), ${ends} FROM ${from} WHERE ${condition})
         AS held (metres, first, last),
       LATERAL (SELECT ST_Transform(ST_Segmentize(metres, 1000), 4326) AS box) AS degrees`,
  );
  return rows[0]!;
}

/** Changes with every save of every intervention, however its transactions overlap. */
export async function findProgrammeVersion(db: Db): Promise<{ version: string; updatedAt: Date | null }> {
  const { rows } = await db.query<{ version: string; updatedAt: Date | null }>(
    `SELECT concat_ws('-', count(*), sum(version), extract(epoch FROM max(updated_at))) AS version,
       max(updated_at) AS "updatedAt" FROM intervention`,
  );
  return rows[0]!;
}
