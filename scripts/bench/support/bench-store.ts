import type { LineStringGeometry } from "../../../domain/geo/geometry.ts";
import {
  type InterventionKind,
  type InterventionState,
  isLive,
} from "../../../domain/interventions/intervention.ts";
import { withSubjects } from "../../../server/features/conflicts/facts-store.ts";
import { type Database, type Db, quoteSchema } from "../../../server/platform/db.ts";
import { toWellKnownBinary } from "../../../server/platform/well-known-binary.ts";

export interface Street {
  readonly name: string;
  readonly class: string;
  readonly line: LineStringGeometry;
}

/** Stretches above ground of at least this length, in the order of their ids. */
export async function listFilledStreets(db: Db, leastMetres: number): Promise<Street[]> {
  const { rows } = await db.query<Street>(
    `SELECT coalesce(segment.name, street.name, '') AS name, segment.class, ST_AsGeoJSON(segment.geom, 3)::json AS line
     FROM street_segment AS segment LEFT JOIN street ON street.id = segment.street_id
     WHERE NOT tunnel AND ST_Length(segment.geom) >= $1 ORDER BY segment.id`,
    [leastMetres],
  );
  return rows;
}

export async function listOffices(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>("SELECT id FROM office ORDER BY id");
  return rows.map(({ id }) => id);
}

export interface FilledIntervention {
  readonly id: string;
  readonly phaseId: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly title: string;
  readonly place: string;
  readonly officeId: string;
  readonly line: LineStringGeometry;
  readonly widthMetres: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly hindrance: string;
  readonly depthMetres: number | null;
}

/** The bands are made as a planner's are (interventions/store.ts): flat at the ends, round at the bends. */
export async function insertFilled(db: Db, rows: readonly FilledIntervention[]): Promise<void> {
  await db.query(
    `INSERT INTO intervention (id, kind, state, title, place, description, office_id, synthetic, version,
       created_at, updated_at)
     SELECT id, kind, state, title, place, 'Intervento sintetico', office, true, 1, at, at
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
       AS row (id, kind, state, title, place, office, at)`,
    [
      rows.map((r) => r.id),
      rows.map((r) => r.kind),
      rows.map((r) => r.state),
      rows.map((r) => r.title),
      rows.map((r) => r.place),
      rows.map((r) => r.officeId),
      rows.map((r) => r.startsAt),
    ],
  );
  await db.query(
    `INSERT INTO phase (id, intervention_id, position, geom, centreline, width_metres, during, vehicle_impact,
       hindrance, depth_metres, kind, live)
     SELECT id, intervention, 0, ST_Buffer(line, width / 2, 'endcap=flat join=round'), line, width,
       tstzrange(starts_at, ends_at), 'unknown', hindrance, depth, kind, live
     FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::real[], $5::timestamptz[], $6::timestamptz[], $7::text[],
         $8::real[], $9::text[], $10::boolean[])
       AS row (id, intervention, drawn, width, starts_at, ends_at, hindrance, depth, kind, live),
       LATERAL (SELECT drawn::geometry AS line) AS placed`,
    [
      rows.map((r) => r.phaseId),
      rows.map((r) => r.id),
      rows.map((r) => toWellKnownBinary(r.line)),
      rows.map((r) => r.widthMetres),
      rows.map((r) => r.startsAt),
      rows.map((r) => r.endsAt),
      rows.map((r) => r.hindrance),
      rows.map((r) => r.depthMetres),
      rows.map((r) => r.kind),
      rows.map((r) => isLive(r.state)),
    ],
  );
}

export interface OverlappingPairs {
  /** Both still take ground. */
  readonly live: number;
  /** At least one is over. */
  readonly historic: number;
}

/** Pairs of phases that took, or will take, the same ground at the same time; cancelled ones aside. */
export async function countOverlappingPairs(db: Db): Promise<OverlappingPairs> {
  const { rows } = await db.query<OverlappingPairs>(
    `WITH phases AS (
       SELECT phase.id, intervention_id, geom, during, live
       FROM phase JOIN intervention ON intervention.id = intervention_id
       WHERE NOT removed AND state <> 'cancelled'
     )
     SELECT (count(*) FILTER (WHERE a.live AND b.live))::integer AS live,
       (count(*) FILTER (WHERE NOT (a.live AND b.live)))::integer AS historic
     FROM phases AS a JOIN phase AS b ON b.geom && a.geom AND b.during && a.during AND NOT b.removed
       JOIN intervention ON intervention.id = b.intervention_id
     WHERE a.id < b.id AND a.intervention_id <> b.intervention_id AND intervention.state <> 'cancelled'
       AND ST_Intersects(a.geom, b.geom)`,
  );
  return rows[0]!;
}

/** A city and its schema, as if it had never been. */
export async function dropCity(database: Database, city: string): Promise<void> {
  await database.transaction(null, async (db) => {
    await db.query(`DROP SCHEMA IF EXISTS ${quoteSchema(city)} CASCADE`);
    const { rowCount } = await db.query(
      "SELECT 1 FROM pg_tables WHERE schemaname = 'platform' AND tablename = 'city'",
    );
    if (rowCount === 1) await db.query("DELETE FROM platform.city WHERE id = $1", [city]);
  });
}

/** Without it the planner guesses at tables that were empty a moment ago. */
export async function analyzeCity(db: Db): Promise<void> {
  for (const table of [
    "phase",
    "intervention",
    "street_segment",
    "tree",
    "utility",
    "building",
    "transit_stop",
    "zone",
    "street",
    "ground",
  ]) {
    await db.query(`ANALYZE ${table}`);
  }
}

/** Square metres of carriageway in a box, by one union of all ribbons and none of the care that is taken elsewhere. */
export async function uniteNaively(
  db: Db,
  box: readonly [number, number, number, number],
  ribbons: readonly {
    readonly segmentId: number;
    readonly roadMetres: number;
    readonly wholeMetres: number;
  }[],
): Promise<number> {
  const { rows } = await db.query<{ area: number }>(
    `WITH ribbon AS MATERIALIZED (
       SELECT ST_Buffer(geom, road) AS road, ST_Buffer(geom, whole) AS whole
       FROM unnest($5::integer[], $6::float8[], $7::float8[]) AS ribbon (id, road, whole) JOIN street_segment USING (id)
       WHERE geom && ST_Expand(ST_MakeEnvelope($1, $2, $3, $4, 32632), 30)
     ), box AS (SELECT ST_MakeEnvelope($1, $2, $3, $4, 32632) AS geom),
     road AS MATERIALIZED (SELECT ST_Intersection(ST_Union(road), (SELECT geom FROM box)) AS geom FROM ribbon),
     house AS MATERIALIZED (SELECT ST_Union(building.geom) AS geom FROM building, box WHERE building.geom && box.geom),
     pavement AS MATERIALIZED (
       SELECT ST_Difference(ST_Difference(ST_Intersection(ST_Union(whole), (SELECT geom FROM box)),
         (SELECT geom FROM road)), coalesce((SELECT geom FROM house), ST_GeomFromText('POLYGON EMPTY', 32632))) AS geom
       FROM ribbon
     ), base AS (
       SELECT ST_Difference(ST_Difference(box.geom, road.geom), pavement.geom) AS geom FROM box, road, pavement
     )
     SELECT ST_Area(road.geom) + ST_Area(pavement.geom) + ST_Area(base.geom) AS area FROM road, pavement, base`,
    [
      ...box,
      ribbons.map(({ segmentId }) => segmentId),
      ribbons.map(({ roadMetres }) => roadMetres),
      ribbons.map(({ wholeMetres }) => wholeMetres),
    ],
  );
  return rows[0]!.area;
}

export interface BenchPhase {
  readonly polygon: object;
  readonly line: object;
  readonly widthMetres: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Live roadworks, the same ones each time. */
export async function listLiveRoadworks(db: Db, limit: number): Promise<BenchPhase[]> {
  const { rows } = await db.query<BenchPhase>(
    `SELECT ST_AsGeoJSON(ST_Transform(geom, 4326), 8)::json AS polygon,
       ST_AsGeoJSON(ST_Transform(centreline, 4326), 8)::json AS line, width_metres AS "widthMetres", lower(during) AS "startsAt", upper(during) AS "endsAt"
     FROM phase WHERE live AND kind = 'roadwork' ORDER BY id LIMIT $1`,
    [limit],
  );
  return rows;
}

/**
 * A fact's own statement over every live phase of these kinds, each column worked out and none sent: the least that any
 * examination of everything live asks of the database. @returns how many rows it answers
 */
export async function countFactOverLive(db: Db, text: string, kinds: readonly string[]): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `${withSubjects(`SELECT (row_number() OVER (ORDER BY id) - 1)::integer AS subject, geom, centreline AS line, during,
         intervention_id, detour
       FROM phase WHERE live AND kind = ANY($1::text[])`)}
     SELECT count(told)::integer AS count FROM (${text}) AS told`,
    [kinds],
  );
  return rows[0]!.count;
}

/** How many phases are live. */
export async function countLive(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    "SELECT count(*)::integer AS count FROM phase WHERE live",
  );
  return rows[0]!.count;
}

/**
 * All phases of the record, live or over, that come as near to each other as any two works' zones, at the same time: what
 * pair rules would be asked about over the whole history. @returns how many pairs
 */
export async function countHistoricCandidates(db: Db, reachMetres: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(ST_Distance(a.geom, b.geom))::integer AS count
     FROM phase AS a JOIN phase AS b ON NOT b.removed AND b.during && a.during AND ST_DWithin(a.geom, b.geom, $1)
     WHERE NOT a.removed AND a.id < b.id AND a.intervention_id <> b.intervention_id`,
    [reachMetres],
  );
  return rows[0]!.count;
}

/** Lines in metres as an editor sends them. */
export async function toDegrees(
  db: Db,
  lines: readonly LineStringGeometry[],
): Promise<{ readonly line: object }[]> {
  const { rows } = await db.query<{ line: object }>(
    `SELECT ST_AsGeoJSON(ST_Transform(drawn::geometry, 4326), 8)::json AS line
     FROM unnest($1::bytea[]) WITH ORDINALITY AS row (drawn, number) ORDER BY number`,
    [lines.map((line) => toWellKnownBinary(line))],
  );
  return rows;
}

/** The candidates alone, in one statement: what any check of a draft has to ask the database at the least. */
export async function listCandidates(
  db: Db,
  phase: Pick<BenchPhase, "polygon" | "startsAt" | "endsAt">,
  reachMetres: number,
  reachDays: number,
): Promise<void> {
  await db.query(
    `SELECT phase.id, ST_Distance(geom, drawn) FROM phase,
       (SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 32632) AS drawn) AS draft
     WHERE live AND ST_DWithin(geom, drawn, $2)
       AND during && tstzrange($3::timestamptz - make_interval(days => $5), $4::timestamptz + make_interval(days => $5))`,
    [JSON.stringify(phase.polygon), reachMetres, phase.startsAt, phase.endsAt, reachDays],
  );
}

/** The first rows of all, as a database gives them with nothing around it. */
export async function listBarePage(db: Db, limit: number): Promise<unknown[]> {
  const { rows } = await db.query(
    `SELECT intervention.*, office.name AS office FROM intervention JOIN office ON office.id = office_id
     WHERE deleted_at IS NULL AND phase_count > 0 ORDER BY starts_at, intervention.id LIMIT $1`,
    [limit],
  );
  return rows;
}
