import type { Consequence, ImportState } from "../../../domain/imports/import-run.ts";
import type { Db } from "../../platform/db.ts";
import type { DatasetProgress } from "./run-store.ts";

export interface ImportRow {
  readonly id: number;
  readonly source: string;
  readonly state: ImportState;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly cancelRequested: boolean;
  readonly reason: string | null;
  readonly recordsRead: number;
  readonly refused: number;
  readonly bytesRead: number;
  readonly bytesTotal: number | null;
}

const IMPORT = `
  SELECT run.id, run.source, run.state, run.started_at AS "startedAt", run.ended_at AS "endedAt", run.reason,
    run.cancel_requested_at IS NOT NULL AS "cancelRequested",
    coalesce(sum(dataset.records_read), 0)::bigint AS "recordsRead",
    coalesce(sum(dataset.refused), 0)::bigint AS refused,
    coalesce(sum(dataset.bytes_read), 0)::bigint AS "bytesRead",
    sum(dataset.bytes_total)::bigint AS "bytesTotal"
  FROM import_run AS run LEFT JOIN import_dataset AS dataset ON dataset.run_id = run.id`;

/** The latest first. */
export async function listRuns(db: Db, limit: number): Promise<ImportRow[]> {
  const { rows } = await db.query<ImportRow>(`${IMPORT} GROUP BY run.id ORDER BY run.id DESC LIMIT $1`, [
    limit,
  ]);
  return rows;
}

export async function findRun(db: Db, id: number): Promise<ImportRow | null> {
  const { rows } = await db.query<ImportRow>(`${IMPORT} WHERE run.id = $1 GROUP BY run.id`, [id]);
  return rows[0] ?? null;
}

export interface DatasetRow extends DatasetProgress {
  readonly layer: string;
  readonly title: string;
  readonly seconds: number | null;
}

/** In the order in which they are taken in. */
export async function listRunDatasets(db: Db, runId: number): Promise<DatasetRow[]> {
  const { rows } = await db.query<DatasetRow>(
    `SELECT dataset_id AS id, layer, title, state, records_read AS "recordsRead", features, refused, repaired, warned,
       left_out AS "leftOut", bytes_read AS "bytesRead", bytes_total AS "bytesTotal", reason,
       extract(epoch FROM coalesce(ended_at, clock_timestamp()) - started_at)::float8 AS seconds
     FROM import_dataset WHERE run_id = $1 ORDER BY position`,
    [runId],
  );
  return rows;
}

export async function hasDataset(db: Db, runId: number, datasetId: string): Promise<boolean> {
  const { rowCount } = await db.query("SELECT FROM import_dataset WHERE run_id = $1 AND dataset_id = $2", [
    runId,
    datasetId,
  ]);
  return rowCount === 1;
}

export interface ProblemView {
  readonly position: number;
  readonly recordNumber: number;
  readonly line: number | null;
  readonly consequence: Consequence;
  readonly code: string;
  readonly field: string | null;
  readonly detail: string | null;
}

export async function listProblems(
  db: Db,
  runId: number,
  datasetId: string,
  after: number,
  limit: number,
): Promise<ProblemView[]> {
  const { rows } = await db.query<ProblemView>(
    `SELECT position, record_number AS "recordNumber", line, consequence, code, field, detail FROM import_problem
     WHERE run_id = $1 AND dataset_id = $2 AND position > $3 ORDER BY position LIMIT $4`,
    [runId, datasetId, after, limit],
  );
  return rows;
}

/** @returns false when it no longer runs */
export async function requestCancel(db: Db, runId: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE import_run SET cancel_requested_at = coalesce(cancel_requested_at, clock_timestamp())
     WHERE id = $1 AND state = 'running'`,
    [runId],
  );
  return rowCount === 1;
}
