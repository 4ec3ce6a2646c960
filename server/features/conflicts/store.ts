import type { CounterpartType } from "../../../domain/conflicts/counterpart.ts";
import type { Db } from "../../platform/db.ts";

export interface Dispute {
  readonly polygon: Buffer;
  readonly subjectMetres: number;
  readonly counterpartType: CounterpartType;
  readonly counterpartKey: string;
  readonly counterpartMetres: number;
}

export interface DisputedGround {
  readonly geometry: { type: "Polygon" | "MultiPolygon"; coordinates: never[] };
  /** The same in EPSG:32632, to be stored. */
  readonly stored: Buffer;
  /** Area and middle to the metre: the same seen from either side, where the outlines differ by rounding. */
  readonly mark: string;
}

/** Round drawings have their middles at half metres, where a rounding error would turn the rounded figure. */
const OFF_THE_HALVES = 0.2718;

/**
 * The ground each pair shares, its zones widened as the rule said; where the counterpart has no place of its own, or
 * the two zones touch in no area, the subject's ground. In the order of the disputes. Materialised step by step: folded
 * into one, every use of an overlay computes it again (68 s instead of 1.3 s for the sample city's 1,256 findings).
 */
export async function listDisputedGround(db: Db, disputes: readonly Dispute[]): Promise<DisputedGround[]> {
  if (disputes.length === 0) return [];
  const { rows } = await db.query<DisputedGround>(
    `WITH pair AS MATERIALIZED (
       SELECT number, polygon::geometry AS ground, subject_metres, counterpart_metres,
         CASE type
           WHEN 'phase' THEN (SELECT geom FROM phase WHERE id = CASE WHEN type = 'phase' THEN key::uuid END)
           WHEN 'tree' THEN (SELECT geom FROM tree WHERE external_id = key)
           WHEN 'utility' THEN (SELECT geom FROM utility WHERE external_id = key)
           WHEN 'pavement' THEN (SELECT ST_Collect(ST_Intersection(geom, polygon::geometry, 0.0001)) FROM ground
             WHERE kind = 'pavement' AND ST_Intersects(geom, polygon::geometry))
         END AS counterpart
       FROM unnest($1::bytea[], $2::float8[], $3::text[], $4::text[], $5::float8[])
         WITH ORDINALITY AS row (polygon, subject_metres, type, key, counterpart_metres, number)
     ), met AS MATERIALIZED (
       SELECT number, ground, CASE WHEN counterpart IS NOT NULL THEN ST_CollectionExtract(ST_Intersection(
         buffer_ground(ground, subject_metres), buffer_ground(counterpart, counterpart_metres), 0.0001), 3) END AS shared
       FROM pair
     ), disputed AS MATERIALIZED (
       SELECT number, CASE WHEN shared IS NULL OR ST_IsEmpty(shared) THEN ground ELSE shared END AS shared FROM met
     )
     SELECT ST_AsGeoJSON(ST_Transform(shared, 4326), 8)::json AS geometry, ST_AsEWKB(shared) AS stored,
       concat_ws(' ', round(ST_Area(shared) + $6), round(ST_X(ST_Centroid(shared)) + $6),
         round(ST_Y(ST_Centroid(shared)) + $6)) AS mark
     FROM disputed ORDER BY number`,
    [
      disputes.map((d) => d.polygon),
      disputes.map((d) => d.subjectMetres),
      disputes.map((d) => d.counterpartType),
      disputes.map((d) => d.counterpartKey),
      disputes.map((d) => d.counterpartMetres),
      OFF_THE_HALVES,
    ],
  );
  return rows;
}

export interface StoredFinding {
  readonly id: string;
  readonly rule: string;
  readonly aPhaseId: string;
  readonly counterpartType: CounterpartType;
  /** `counterpartKey` of the counterpart; of two phases that of the one with the greater id. */
  readonly counterpartKey: string;
  /** What the finding says of itself, to tell whether it still holds. */
  readonly fingerprint: string;
}

/** Findings in force that name any of these phases. */
export async function listCurrentFindings(db: Db, phaseIds: readonly string[]): Promise<StoredFinding[]> {
  const { rows } = await db.query<StoredFinding>(
    `SELECT id, rule, a_phase_id AS "aPhaseId", counterpart_type AS "counterpartType",
       counterpart_key AS "counterpartKey", statement->>'fingerprint' AS fingerprint
     FROM finding
     WHERE ended_at IS NULL AND (a_phase_id = ANY($1::uuid[]) OR b_phase_id = ANY($1::uuid[]))`,
    [phaseIds],
  );
  return rows;
}

export async function endFindings(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.query("UPDATE finding SET ended_at = $2 WHERE id = ANY($1::uuid[])", [ids, at]);
}

export interface NewFinding {
  readonly id: string;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly severity: string;
  readonly class: string;
  readonly aPhaseId: string;
  readonly counterpartType: CounterpartType;
  readonly counterpartKey: string;
  readonly statement: object;
  readonly ground: Buffer;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export async function insertFindings(db: Db, findings: readonly NewFinding[], at: Date): Promise<void> {
  if (findings.length === 0) return;
  await db.query(
    `INSERT INTO finding (id, rule, rule_version, severity, class, a_phase_id, b_phase_id,
       counterpart_type, counterpart_key, statement, overlap_geom, overlap_during, found_at)
     SELECT id, rule, version, severity, class, a, CASE WHEN type = 'phase' THEN key::uuid END, type, key, statement,
       ground::geometry, tstzrange(starts_at, ends_at), $13
     FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[],
       $9::jsonb[], $10::bytea[], $11::timestamptz[], $12::timestamptz[])
       AS row (id, rule, version, severity, class, a, type, key, statement, ground, starts_at, ends_at)`,
    [
      findings.map((f) => f.id),
      findings.map((f) => f.rule),
      findings.map((f) => f.ruleVersion),
      findings.map((f) => f.severity),
      findings.map((f) => f.class),
      findings.map((f) => f.aPhaseId),
      findings.map((f) => f.counterpartType),
      findings.map((f) => f.counterpartKey),
      findings.map((f) => JSON.stringify(f.statement)),
      findings.map((f) => f.ground),
      findings.map((f) => f.startsAt),
      findings.map((f) => f.endsAt),
      at,
    ],
  );
}

/**
 * Waits for, and holds to the end of the transaction, every named cell of ground. In the order of the keys, so
 * that two saves can never wait for each other.
 */
export async function lockCells(db: Db, keys: readonly number[]): Promise<void> {
  await db.query(
    `SELECT pg_advisory_xact_lock(key)
     FROM (SELECT key FROM unnest($1::bigint[]) AS key ORDER BY key OFFSET 0) AS ordered`,
    [keys],
  );
}
