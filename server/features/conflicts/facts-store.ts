import type { FactName } from "../../../domain/conflicts/facts.ts";
import type { Db } from "../../platform/db.ts";
import { FACT_SOURCES } from "./facts/sources.ts";

/** A phase's ground as PostGIS hands it over and takes it back: extended WKB in EPSG:32632. */
export interface PhaseGround {
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly exceptInterventionId: string | null;
}

const SUBJECTS = `subject AS MATERIALIZED (
  SELECT (number - 1)::integer AS subject, polygon::geometry AS geom, line::geometry AS line,
    tstzrange(starts_at, ends_at) AS during, intervention_id
  FROM unnest($1::bytea[], $2::bytea[], $3::timestamptz[], $4::timestamptz[], $5::uuid[])
    WITH ORDINALITY AS row (polygon, line, starts_at, ends_at, intervention_id, number))`;

/** The rows that a fact's statement answers for these subjects. */
export async function listFactRows(
  db: Db,
  fact: FactName,
  subjects: readonly PhaseGround[],
): Promise<readonly unknown[]> {
  const { rows } = await db.query(`WITH ${SUBJECTS} ${FACT_SOURCES[fact].text}`, [
    subjects.map(({ polygon }) => polygon),
    subjects.map(({ line }) => line),
    subjects.map(({ startsAt }) => startsAt),
    subjects.map(({ endsAt }) => endsAt),
    subjects.map(({ exceptInterventionId }) => exceptInterventionId),
  ]);
  return rows;
}
