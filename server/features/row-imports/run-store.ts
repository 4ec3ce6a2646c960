import type { InterventionKind } from "../../../domain/interventions/intervention.ts";
import type { RowField } from "../../../domain/row-imports/row-fields.ts";
import type { RowImportState, RowState } from "../../../domain/row-imports/row-import.ts";
import type { Db } from "../../platform/db.ts";

export interface RowImportSettings {
  readonly mapping: readonly { readonly field: RowField; readonly column: number }[] | null;
  readonly defaultKind: InterventionKind;
}

export interface RowImportRow {
  readonly id: string;
  readonly name: string;
  readonly format: "csv" | "xlsx" | "geojson";
  readonly state: RowImportState;
  readonly bytes: number;
  readonly received: number;
  readonly officeId: string;
  readonly startedBy: string;
  readonly settings: RowImportSettings;
  readonly header: readonly string[] | null;
  readonly rowsTotal: number | null;
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly runningSince: Date | null;
  readonly doneBefore: number;
  readonly endedAt: Date | null;
}

const COLUMNS = `id, name, format, state, bytes, received, office_id AS "officeId", started_by AS "startedBy", settings,
  header, rows_total AS "rowsTotal", reason, created_at AS "createdAt", running_since AS "runningSince",
  done_before AS "doneBefore", ended_at AS "endedAt"`;

export async function findRowImport(db: Db, id: string, lock = false): Promise<RowImportRow | null> {
  const { rows } = await db.query<RowImportRow>(
    `SELECT ${COLUMNS} FROM row_import WHERE id = $1 ${lock ? "FOR UPDATE" : ""}`,
    [id],
  );
  return rows[0] ?? null;
}

export async function listRowImports(db: Db, limit: number): Promise<RowImportRow[]> {
  const { rows } = await db.query<RowImportRow>(
    `SELECT ${COLUMNS} FROM row_import ORDER BY created_at DESC, id LIMIT $1`,
    [limit],
  );
  return rows;
}

/** The one that has waited longest, or whose process is gone. */
export async function findUnfinished(db: Db): Promise<RowImportRow | null> {
  const { rows } = await db.query<RowImportRow>(
    `SELECT ${COLUMNS} FROM row_import WHERE state IN ('waiting', 'running') ORDER BY created_at, id LIMIT 1`,
  );
  return rows[0] ?? null;
}

/** Nothing where the id is in use: the same request may come twice. */
export async function insertRowImport(
  db: Db,
  row: Pick<RowImportRow, "id" | "name" | "format" | "bytes" | "officeId" | "startedBy" | "settings">,
  at: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO row_import (id, name, format, state, bytes, office_id, started_by, settings, created_at)
     VALUES ($1, $2, $3, 'receiving', $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
    [row.id, row.name, row.format, row.bytes, row.officeId, row.startedBy, JSON.stringify(row.settings), at],
  );
}

export async function setReceived(db: Db, id: string, received: number): Promise<void> {
  await db.query(
    `UPDATE row_import SET received = $2, state = CASE WHEN $2 = bytes THEN 'waiting' ELSE state END WHERE id = $1`,
    [id, received],
  );
}

export async function setState(
  db: Db,
  id: string,
  state: RowImportState,
  reason: string | null = null,
): Promise<void> {
  await db.query(
    `UPDATE row_import SET state = $2, reason = $3,
       ended_at = CASE WHEN $2 IN ('done', 'cancelled', 'failed') THEN clock_timestamp() END,
       running_since = CASE WHEN $2 = 'running' THEN clock_timestamp() END,
       done_before = CASE WHEN $2 = 'running'
         THEN (SELECT count(*) FROM row_import_row WHERE import_id = $1 AND state NOT IN ('read', 'placed'))
         ELSE done_before END
     WHERE id = $1`,
    [id, state, reason],
  );
}

/** Holds the import to the end of the transaction. @returns false when somebody stopped it */
export async function holdRowImport(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    "SELECT FROM row_import WHERE id = $1 AND state = 'running' FOR UPDATE",
    [id],
  );
  return rowCount === 1;
}

export async function setHeader(db: Db, id: string, header: readonly string[]): Promise<void> {
  await db.query("UPDATE row_import SET header = $2 WHERE id = $1", [id, JSON.stringify(header)]);
}

export async function setRowsTotal(db: Db, id: string): Promise<void> {
  await db.query(
    `UPDATE row_import SET rows_total = (SELECT count(*) FROM row_import_row WHERE import_id = $1) WHERE id = $1`,
    [id],
  );
}

export async function countRows(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, Partial<Record<RowState, number>>>> {
  const { rows } = await db.query<{ importId: string; state: RowState; rows: number }>(
    `SELECT import_id AS "importId", state, count(*)::integer AS rows FROM row_import_row
     WHERE import_id = ANY ($1::uuid[]) GROUP BY import_id, state`,
    [ids],
  );
  const counts = new Map<string, Partial<Record<RowState, number>>>();
  for (const { importId, state, rows: count } of rows) {
    counts.set(importId, { ...counts.get(importId), [state]: count });
  }
  return counts;
}
