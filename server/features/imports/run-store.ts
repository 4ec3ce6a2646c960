import type { DatasetState, ImportState } from "../../../domain/imports/import-run.ts";
import type { Db } from "../../platform/db.ts";

/** A run whose heart has not beaten for so long is dead, wherever it ran. */
export const LEASE_SECONDS = 15;

export interface RunningRun {
  readonly id: number;
  readonly process: string;
  readonly expired: boolean;
  readonly startedAt: Date;
}

/** The run that says it is under way, locked until the transaction ends. */
export async function findRunning(db: Db): Promise<RunningRun | null> {
  const { rows } = await db.query<RunningRun>(
    `SELECT id, process, heartbeat_at < clock_timestamp() - make_interval(secs => $1) AS expired, started_at AS "startedAt"
     FROM import_run WHERE state = 'running' FOR UPDATE`,
    [LEASE_SECONDS],
  );
  return rows[0] ?? null;
}

/** @returns null when another began at the same moment */
export async function insertRun(
  db: Db,
  run: { readonly source: string; readonly startedBy: string | null; readonly process: string },
): Promise<number | null> {
  const { rows } = await db.query<{ id: number }>(
    `INSERT INTO import_run (source, state, started_by, process, started_at, heartbeat_at)
     VALUES ($1, 'running', $2, $3, clock_timestamp(), clock_timestamp())
     ON CONFLICT ((true)) WHERE state = 'running' DO NOTHING RETURNING id`,
    [run.source, run.startedBy, run.process],
  );
  return rows[0]?.id ?? null;
}

export async function endRun(
  db: Db,
  id: number,
  state: Exclude<ImportState, "running">,
  reason: string | null,
): Promise<void> {
  await db.query(
    `UPDATE import_run SET state = $2, reason = $3, ended_at = clock_timestamp() WHERE id = $1 AND state = 'running'`,
    [id, state, reason],
  );
  await db.query(
    `UPDATE import_dataset SET state = $2, ended_at = clock_timestamp()
     WHERE run_id = $1 AND state IN ('waiting', 'reading', 'read')`,
    [id, state === "cancelled" ? "cancelled" : "refused"],
  );
}

/** @returns whether it was asked to stop; null when the run is no longer ours */
export async function beat(db: Db, id: number): Promise<{ readonly cancelRequested: boolean } | null> {
  const { rows } = await db.query<{ cancelRequested: boolean }>(
    `UPDATE import_run SET heartbeat_at = clock_timestamp() WHERE id = $1 AND state = 'running'
     RETURNING cancel_requested_at IS NOT NULL AS "cancelRequested"`,
    [id],
  );
  return rows[0] ?? null;
}

/** @throws when the run was taken for dead meanwhile: what it staged may be gone */
export async function holdRun(db: Db, id: number): Promise<void> {
  const { rowCount } = await db.query(
    "SELECT FROM import_run WHERE id = $1 AND state = 'running' FOR UPDATE",
    [id],
  );
  if (rowCount !== 1) throw new Error("this import was taken for dead, and another took its place");
}

export async function insertDatasets(
  db: Db,
  runId: number,
  datasets: readonly { readonly id: string; readonly layer: string; readonly title: string }[],
): Promise<void> {
  await db.query(
    `INSERT INTO import_dataset (run_id, dataset_id, position, layer, title, state)
     SELECT $1, id, position, layer, title, 'waiting'
     FROM unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS row (id, layer, title, position)`,
    [
      runId,
      datasets.map(({ id }) => id),
      datasets.map(({ layer }) => layer),
      datasets.map(({ title }) => title),
    ],
  );
}

export interface DatasetProgress {
  readonly id: string;
  readonly state: DatasetState;
  readonly recordsRead: number;
  readonly features: number;
  readonly refused: number;
  readonly repaired: number;
  readonly warned: number;
  readonly leftOut: number;
  readonly bytesRead: number;
  readonly bytesTotal: number | null;
  readonly reason: string | null;
}

export async function updateDataset(db: Db, runId: number, progress: DatasetProgress): Promise<void> {
  await db.query(
    `UPDATE import_dataset SET state = $3, records_read = $4, features = $5, refused = $6, repaired = $7, warned = $8,
       left_out = $9, bytes_read = $10, bytes_total = $11, reason = $12,
       started_at = CASE WHEN $3 = 'waiting' THEN NULL ELSE coalesce(started_at, clock_timestamp()) END,
       ended_at = CASE WHEN $3 IN ('done', 'unchanged', 'refused', 'cancelled') THEN clock_timestamp() END
     WHERE run_id = $1 AND dataset_id = $2`,
    [
      runId,
      progress.id,
      progress.state,
      progress.recordsRead,
      progress.features,
      progress.refused,
      progress.repaired,
      progress.warned,
      progress.leftOut,
      progress.bytesRead,
      progress.bytesTotal,
      progress.reason,
    ],
  );
}

export interface ProblemRow {
  readonly position: number;
  readonly recordNumber: number;
  readonly line: number | null;
  readonly code: string;
  readonly consequence: string;
  readonly field: string | null;
  readonly detail: string | null;
}

export async function insertProblems(
  db: Db,
  runId: number,
  datasetId: string,
  problems: readonly ProblemRow[],
): Promise<void> {
  const column = <K extends keyof ProblemRow>(name: K) => problems.map((problem) => problem[name]);
  await db.query(
    `INSERT INTO import_problem (run_id, dataset_id, position, record_number, line, code, consequence, field, detail)
     SELECT $1, $2, * FROM unnest($3::integer[], $4::integer[], $5::integer[], $6::text[], $7::text[], $8::text[], $9::text[])`,
    [
      runId,
      datasetId,
      column("position"),
      column("recordNumber"),
      column("line"),
      column("code"),
      column("consequence"),
      column("field"),
      column("detail"),
    ],
  );
}
