import type { Db } from "../../platform/db.ts";

export interface VersionRow {
  readonly parameter: string;
  readonly version: number;
  readonly value: number;
  readonly source: string;
  readonly confirmed: boolean;
  readonly officeName: string | null;
  readonly at: Date;
}

/** Every version, of each parameter the newest first. */
export async function listVersions(db: Db): Promise<VersionRow[]> {
  const { rows } = await db.query<VersionRow>(
    `SELECT parameter, version, value, source, confirmed, office.name AS "officeName", at
     FROM rule_parameter LEFT JOIN office ON office.id = office_id
     ORDER BY parameter, version DESC`,
  );
  return rows;
}

/** The values that hold, of those that the city has set. */
export async function listOwnValues(db: Db): Promise<{ readonly id: string; readonly value: number }[]> {
  const { rows } = await db.query<{ id: string; value: number }>(
    `SELECT DISTINCT ON (parameter) parameter AS id, value FROM rule_parameter ORDER BY parameter, version DESC`,
  );
  return rows;
}

export interface NewVersion {
  readonly parameter: string;
  readonly version: number;
  readonly value: number;
  readonly source: string;
  readonly confirmed: boolean;
  readonly authorId: string;
  readonly officeId: string | null;
  readonly at: Date;
}

/** @returns false when this version is there already: somebody set the parameter meanwhile */
export async function insertVersion(db: Db, row: NewVersion): Promise<boolean> {
  const { rows } = await db.query(
    `INSERT INTO rule_parameter (parameter, version, value, source, confirmed, author_id, office_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING version`,
    [row.parameter, row.version, row.value, row.source, row.confirmed, row.authorId, row.officeId, row.at],
  );
  return rows.length === 1;
}
