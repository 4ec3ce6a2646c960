import type { InterventionKind, InterventionState } from "../../../domain/interventions/intervention.ts";
import type { Ordering } from "../../../domain/interventions/list-contract.ts";
import type { Db } from "../../platform/db.ts";
import {
  Binding,
  conditionOf,
  KIND_RANK,
  listOfFound,
  SHOWN,
  STATE_RANK,
  type TableFilter,
} from "./table-condition-store.ts";

export interface TableRow {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly urgent: boolean;
  readonly regulariseBy: string | null;
  readonly place: string;
  readonly description: string;
  readonly cause: string;
  readonly contractor: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly phaseCount: number;
  /** Places in IMPACTS_BY_WEIGHT and HINDRANCES, from 1. */
  readonly impactRank: number;
  readonly hindranceRank: number;
  readonly blockingCount: number;
  readonly warningCount: number;
  readonly areaSquareMetres: number;
  /** West, south, east, north in EPSG:32632 metres: PostGIS takes 150 ms for a connection's first transformation. */
  readonly box: readonly [number, number, number, number];
  readonly updatedAt: Date;
  readonly synthetic: boolean;
  /** What it was put in order by, to go on after. */
  readonly sortText: string;
}

interface Order {
  readonly expression: string;
  readonly type: "text" | "integer" | "boolean" | "timestamptz" | "double precision";
}

const folded = (column: string): Order => ({
  expression: `fold_text(intervention.${column}) COLLATE "C"`,
  type: "text",
});
const plain = (column: string, type: Order["type"]): Order => ({
  expression: `intervention.${column}`,
  type,
});

/** Each has an index of its own. */
const ORDERS = {
  title: folded("title"),
  place: folded("place"),
  contractor: folded("contractor"),
  kind: { expression: KIND_RANK, type: "integer" },
  state: { expression: STATE_RANK, type: "integer" },
  urgent: plain("urgent", "boolean"),
  synthetic: plain("synthetic", "boolean"),
  startsAt: plain("starts_at", "timestamptz"),
  endsAt: plain("ends_at", "timestamptz"),
  updatedAt: plain("updated_at", "timestamptz"),
  phaseCount: plain("phase_count", "integer"),
  version: plain("version", "integer"),
  vehicleImpact: plain("impact_rank", "integer"),
  hindrance: plain("hindrance_rank", "integer"),
  areaSquareMetres: plain("area_square_metres", "double precision"),
} as const satisfies Partial<Record<Ordering, Order>>;

export function typeOfOrder(sort: Ordering): Order["type"] {
  if (sort === "office") return "text";
  if (sort === "soonest") return "double precision";
  return sort === "blockingCount" || sort === "warningCount" ? "integer" : ORDERS[sort].type;
}

export interface TablePage {
  readonly filter: TableFilter;
  readonly sort: Ordering;
  /** When `soonest` is reckoned from. */
  readonly now: Date;
  readonly descending: boolean;
  /** The last row of the page before. */
  readonly after: { readonly sortText: string; readonly id: string } | null;
  readonly limit: number;
}

/** What is over comes after all that is not: seconds since 1970 that no start reaches (the year 5138). */
const OVER_SECONDS = 1e11;

/**
 * Three lists, each read from its own index as far as the page goes: what is under way, what is to come, and what is
 * over, from the other end. Put in order as one they would be reckoned for all 120,000 rows of an archive.
 */
function soonestOf(page: TablePage, condition: string, binding: Binding): string {
  const { descending, after, limit } = page;
  const now = binding.bind(page.now, "timestamptz");
  const most = binding.bind(limit, "integer");
  const [way, back] = descending ? ["DESC", "ASC"] : ["ASC", "DESC"];
  const key = after === null ? null : binding.bind(after.sortText, "double precision");
  const id = after === null ? null : binding.bind(after.id, "uuid");
  const starts = "extract(epoch FROM intervention.starts_at)::float8";
  const ended = `(${OVER_SECONDS} - extract(epoch FROM intervention.ends_at)::float8)`;
  const list = (when: string, sort: string, order: string, bound: string) =>
    `(SELECT intervention.id, ${sort} AS sort FROM intervention WHERE ${condition} AND ${when}
      ${key === null ? "" : `AND (${sort}, intervention.id) ${descending ? "<" : ">"} (${key}, ${id}) AND ${bound}`}
      ORDER BY ${order}, intervention.id ${way} LIMIT ${most})`;
  // The same as the row before says, of the bare column, so that its index is entered there; a second to spare.
  const startsBound = `intervention.starts_at ${descending ? "<=" : ">="} to_timestamp(${key} ${descending ? "+" : "-"} 1)`;
  const endsBound = `intervention.ends_at ${descending ? ">=" : "<="} to_timestamp(${OVER_SECONDS} - ${key} ${descending ? "-" : "+"} 1)`;
  const byStart = `intervention.starts_at ${way}`;
  return `SELECT id, sort FROM (
    ${list(`tstzrange(intervention.starts_at, intervention.ends_at) @> ${now}`, starts, byStart, startsBound)}
    UNION ALL ${list(`intervention.starts_at > ${now}`, starts, byStart, startsBound)}
    UNION ALL ${list(`intervention.ends_at <= ${now}`, ended, `intervention.ends_at ${back}`, endsBound)}
  ) AS either ORDER BY sort ${way}, id ${way} LIMIT ${most}`;
}

/** SQL for the ids of a page's rows, each with what it is put in order by, under the name `sort`. */
export function pageOf(page: TablePage, binding: Binding): string {
  const { filter, sort, descending, after, limit } = page;
  const condition = conditionOf(filter, binding);
  if (sort === "soonest") return soonestOf(page, condition, binding);
  const key = after === null ? null : binding.bind(after.sortText, typeOfOrder(sort));
  const id = after === null ? null : binding.bind(after.id, "uuid");
  const most = binding.bind(limit, "integer");
  const way = descending ? "DESC" : "ASC";
  const beyond = descending ? "<" : ">";
  const from = (expression: string) =>
    key === null ? "" : `AND (${expression}, intervention.id) ${beyond} (${key}, ${id})`;
  const ordered = (expression: string) =>
    `ORDER BY ${expression} ${way}, intervention.id ${way} LIMIT ${most}`;
  const merged = `ORDER BY sort ${way}, id ${way} LIMIT ${most}`;
  if (sort === "office") {
    // A few offices, and of each the first rows: there is no index over another table's names.
    return `SELECT found.id, sort FROM (SELECT id AS office_id, fold_text(name) COLLATE "C" AS sort FROM office) AS office,
      LATERAL (
        SELECT intervention.id FROM intervention
        WHERE intervention.office_id = office.office_id AND ${condition} ${from("sort")}
        ORDER BY intervention.id ${way} LIMIT ${most}
      ) AS found ${merged}`;
  }
  if (sort === "blockingCount" || sort === "warningCount") {
    // Few have any: those are counted, and the others follow by id.
    return `SELECT id, sort FROM (
      WITH counted AS MATERIALIZED (
        SELECT id, count(DISTINCT card)::integer AS sort FROM (${listOfFound(sort === "blockingCount" ? "blocking" : "warning")}) AS found
        GROUP BY id
      )
      (SELECT intervention.id, sort FROM counted JOIN intervention USING (id)
        WHERE ${condition} ${from("sort")} ${ordered("sort")})
      UNION ALL
      (SELECT intervention.id, 0 FROM intervention
        WHERE ${condition} ${from("0")} AND intervention.id NOT IN (SELECT id FROM counted) ORDER BY intervention.id ${way} LIMIT ${most})
      ) AS either ${merged}`;
  }
  const { expression } = ORDERS[sort];
  return `SELECT intervention.id, ${expression} AS sort FROM intervention
    WHERE ${condition} ${from(expression)} ${ordered(expression)}`;
}

export async function listTableRows(db: Db, page: TablePage): Promise<TableRow[]> {
  const binding = new Binding();
  const way = page.descending ? "DESC" : "ASC";
  const { rows } = await db.query<TableRow>(
    `SELECT intervention.id, version, title, intervention.kind, state, urgent, place, description, cause, contractor,
       office_id AS "officeId", office.name AS "officeName", starts_at AS "startsAt", ends_at AS "endsAt",
       phase_count AS "phaseCount", impact_rank AS "impactRank", hindrance_rank AS "hindranceRank",
       blocking AS "blockingCount", warning AS "warningCount", area_square_metres AS "areaSquareMetres",
       ARRAY[ST_XMin(ground_box), ST_YMin(ground_box), ST_XMax(ground_box), ST_YMax(ground_box)] AS box,
       (SELECT to_char(due_on, 'YYYY-MM-DD') FROM regularisation
        WHERE intervention_id = page.id AND done_at IS NULL) AS "regulariseBy",
       updated_at AS "updatedAt", synthetic, to_json(page.sort) #>> '{}' AS "sortText"
     FROM (${pageOf(page, binding)}) AS page
       JOIN intervention ON intervention.id = page.id
       JOIN office ON office.id = office_id,
       LATERAL (
         SELECT count(DISTINCT card) FILTER (WHERE severity = 'blocking')::integer AS blocking,
           count(DISTINCT card) FILTER (WHERE severity = 'warning')::integer AS warning
         FROM (
           SELECT severity, concat_ws('/', rule, coalesce(b_intervention_id::text, counterpart_type)) AS card FROM finding
           WHERE a_intervention_id = page.id AND ended_at IS NULL AND class = 'interference'
             AND severity IN ('blocking', 'warning')
           UNION ALL
           SELECT severity, concat_ws('/', rule, a_intervention_id) FROM finding
           WHERE b_intervention_id = page.id AND ended_at IS NULL AND class = 'interference'
             AND severity IN ('blocking', 'warning') AND b_intervention_id <> a_intervention_id
         ) AS about
       ) AS findings
     ORDER BY page.sort ${way}, page.id ${way}`,
    binding.values,
  );
  return rows;
}

/** How many pass the filter, counted to `most`. */
export async function countTableRows(db: Db, filter: TableFilter, most: number | null): Promise<number> {
  const binding = new Binding();
  const condition = conditionOf(filter, binding);
  const limit = most === null ? "" : `LIMIT ${binding.bind(most, "integer")}`;
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM (SELECT FROM intervention WHERE ${condition} ${limit}) AS counted`,
    binding.values,
  );
  return rows[0]!.count;
}

export async function findZoneGround(db: Db, externalId: string): Promise<Buffer | null> {
  const { rows } = await db.query<{ ground: Buffer }>(
    "SELECT ST_AsEWKB(geom) AS ground FROM zone WHERE external_id = $1",
    [externalId],
  );
  return rows[0]?.ground ?? null;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Offices that something belongs to, by name. */
export async function listOfficesWithWorks(db: Db): Promise<Named[]> {
  const { rows } = await db.query<Named>(
    `SELECT id, name FROM office
     WHERE EXISTS (SELECT FROM intervention WHERE office_id = office.id AND ${SHOWN}) ORDER BY fold_text(name) COLLATE "C", id`,
  );
  return rows;
}

/** Districts, else neighbourhoods, by name. */
export async function listChoosableZones(db: Db): Promise<Named[]> {
  const { rows } = await db.query<Named>(
    `SELECT external_id AS id, name FROM zone
     WHERE kind = coalesce((SELECT 'district' FROM zone WHERE kind = 'district' LIMIT 1), 'neighbourhood')
     ORDER BY fold_text(name) COLLATE "C", external_id`,
  );
  return rows;
}

export interface PhaseShape {
  readonly id: string;
  readonly interventionId: string;
  readonly position: number;
  /** GeoJSON text: CRS84, the outer ring counter-clockwise (RFC 7946 §3.1.6). */
  readonly polygon: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly vehicleImpact: string;
  readonly hindrance: string;
}

/** Phases of some interventions, in their order. 7 decimals of a degree are a centimetre. */
export async function listPhaseShapes(db: Db, interventionIds: readonly string[]): Promise<PhaseShape[]> {
  const { rows } = await db.query<PhaseShape>(
    `SELECT phase.id, intervention_id AS "interventionId", position,
       ST_AsGeoJSON(ST_ForcePolygonCCW(ST_Transform(geom, 4326)), 7) AS polygon,
       lower(during) AS "startsAt", upper(during) AS "endsAt", vehicle_impact AS "vehicleImpact", hindrance
     FROM phase WHERE intervention_id = ANY($1::uuid[]) AND NOT removed ORDER BY intervention_id, position`,
    [interventionIds],
  );
  return rows;
}
