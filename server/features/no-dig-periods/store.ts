import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import type { PeriodArea } from "../../../domain/no-dig-periods/contract.ts";
import type { Db } from "../../platform/db.ts";

export interface PeriodRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly yearly: boolean;
  readonly fromDay: string;
  readonly toDay: string;
  readonly kinds: InterventionKind[];
  readonly areas: PeriodArea[];
  readonly source: string;
  readonly confirmed: boolean;
  readonly ended: boolean;
}

export interface PeriodVersionRow extends PeriodRow {
  readonly officeName: string | null;
  readonly at: Date;
}

/** Every version, of each period the newest first. */
export async function listVersions(db: Db): Promise<PeriodVersionRow[]> {
  const { rows } = await db.query<PeriodVersionRow>(
    `SELECT no_dig_period.id, version, no_dig_period.name, yearly, from_day AS "fromDay", to_day AS "toDay", kinds, areas,
       source, confirmed, ended, office.name AS "officeName", at
     FROM no_dig_period LEFT JOIN office ON office.id = office_id
     ORDER BY no_dig_period.id, version DESC`,
  );
  return rows;
}

/** What holds now, as a text that changes with it; empty where nothing does. */
export async function findDigest(db: Db): Promise<string> {
  const { rows } = await db.query<{ digest: string }>(
    `SELECT coalesce(md5(string_agg(id || '@' || version, ',' ORDER BY id)), '') AS digest
     FROM (SELECT DISTINCT ON (id) id, version, ended FROM no_dig_period ORDER BY id, version DESC) AS newest
     WHERE NOT ended`,
  );
  return rows[0]!.digest;
}

const ZONES = `
  SELECT kind AS sort, external_id AS key, name, geom FROM zone
  WHERE kind IN ('district', 'neighbourhood', 'statistical')
  UNION ALL
  SELECT 'limitedTrafficZone', external_id, name, geom FROM limited_traffic_zone`;

/** Zones of this city that a period may hold in. */
export async function listAreas(db: Db): Promise<PeriodArea[]> {
  const { rows } = await db.query<PeriodArea>(
    `SELECT sort, key, name FROM (${ZONES}) AS named ORDER BY sort, name, key`,
  );
  return rows;
}

export interface NewVersion extends PeriodRow {
  readonly authorId: string;
  readonly officeId: string | null;
  readonly at: Date;
}

/**
 * Writes a version, with the ground of its areas as they lie now or, with `sameAreas`, as the version before has it.
 * @returns false when this version is there already: somebody set the period meanwhile
 */
export async function insertVersion(db: Db, row: NewVersion, sameAreas: boolean): Promise<boolean> {
  const { rows } = await db.query(
    `INSERT INTO no_dig_period (id, version, name, yearly, from_day, to_day, kinds, areas, geom, source, confirmed,
       ended, author_id, office_id, at)
     SELECT $1::uuid, $2::integer, $3, $4::boolean, $5, $6, $7::text[], $8::jsonb,
       CASE WHEN $15::boolean THEN (SELECT geom FROM no_dig_period WHERE id = $1 AND version = $2::integer - 1)
         ELSE (SELECT ST_Multi(ST_CollectionExtract(ST_UnaryUnion(ST_Collect(named.geom), 0.0001), 3))
           FROM jsonb_to_recordset($8::jsonb) AS area (sort text, key text)
             JOIN (${ZONES}) AS named USING (sort, key)) END,
       $9, $10::boolean, $11::boolean, $12, $13, $14::timestamptz
     ON CONFLICT DO NOTHING RETURNING version`,
    [
      row.id,
      row.version,
      row.name,
      row.yearly,
      row.fromDay,
      row.toDay,
      row.kinds,
      JSON.stringify(row.areas),
      row.source,
      row.confirmed,
      row.ended,
      row.authorId,
      row.officeId,
      row.at,
      sameAreas,
    ],
  );
  return rows.length === 1;
}
