import type { Candidate } from "../../../domain/row-imports/placing.ts";
import type { CellProblem, PlannedRow } from "../../../domain/row-imports/planned-row.ts";
import type { RowState } from "../../../domain/row-imports/row-import.ts";
import type { Db } from "../../platform/db.ts";

export interface NewRow {
  readonly number: number;
  readonly state: "read" | "refused";
  readonly cells: readonly string[];
  readonly planned: PlannedRow | null;
  readonly placeKey: string | null;
  readonly problems: readonly CellProblem[];
  readonly interventionId: string;
}

export async function insertRows(db: Db, importId: string, rows: readonly NewRow[]): Promise<void> {
  await db.query(
    `INSERT INTO row_import_row (import_id, number, state, cells, planned, place_key, problems, intervention_id)
     SELECT $1, * FROM unnest($2::integer[], $3::text[], $4::jsonb[], $5::jsonb[], $6::text[], $7::jsonb[], $8::uuid[])
     ON CONFLICT (import_id, number) DO NOTHING`,
    [
      importId,
      rows.map(({ number }) => number),
      rows.map(({ state }) => state),
      rows.map(({ cells }) => JSON.stringify(cells)),
      rows.map(({ planned }) => (planned === null ? null : JSON.stringify(planned))),
      rows.map(({ placeKey }) => placeKey),
      rows.map(({ problems }) => (problems.length === 0 ? null : JSON.stringify(problems))),
      rows.map(({ interventionId }) => interventionId),
    ],
  );
}

/** The last row that was taken in: rows come in the order of the file. */
export async function findLastNumber(db: Db, importId: string): Promise<number> {
  const { rows } = await db.query<{ last: number | null }>(
    "SELECT max(number) AS last FROM row_import_row WHERE import_id = $1",
    [importId],
  );
  return rows[0]!.last ?? 0;
}

export interface OpenRow {
  readonly number: number;
  readonly state: "read" | "placed";
  readonly planned: PlannedRow;
  readonly placeKey: string | null;
  readonly chosen: Candidate["geometry"] | null;
  readonly interventionId: string;
}

/** The next rows to be placed and saved. */
export async function listOpenRows(db: Db, importId: string, limit: number): Promise<OpenRow[]> {
  const { rows } = await db.query<OpenRow>(
    `SELECT number, state, planned, place_key AS "placeKey", chosen, intervention_id AS "interventionId"
     FROM row_import_row WHERE import_id = $1 AND state IN ('read', 'placed') ORDER BY number LIMIT $2`,
    [importId, limit],
  );
  return rows;
}

export interface RowEnd {
  readonly number: number;
  readonly state: RowState;
  readonly problems: object | null;
}

/** Only what is still open changes: what another process has done meanwhile stays. */
export async function endRows(db: Db, importId: string, ends: readonly RowEnd[]): Promise<void> {
  await db.query(
    `UPDATE row_import_row AS row SET state = ended.state, problems = ended.problems
     FROM unnest($2::integer[], $3::text[], $4::jsonb[]) AS ended (number, state, problems)
     WHERE row.import_id = $1 AND row.number = ended.number AND row.state IN ('read', 'placed')`,
    [
      importId,
      ends.map(({ number }) => number),
      ends.map(({ state }) => state),
      ends.map(({ problems }) => (problems === null ? null : JSON.stringify(problems))),
    ],
  );
}

export interface ReportRow {
  readonly number: number;
  readonly state: RowState;
  readonly cells: readonly string[];
  readonly problems: unknown;
  readonly interventionId: string;
  readonly place: { readonly reasons?: readonly string[]; readonly confidence?: string } | null;
}

export async function listReportRows(
  db: Db,
  importId: string,
  after: number,
  limit: number,
): Promise<ReportRow[]> {
  const { rows } = await db.query<ReportRow>(
    `SELECT number, state, cells, problems, intervention_id AS "interventionId", place
     FROM row_import_row AS row LEFT JOIN row_import_place AS known
       ON known.import_id = row.import_id AND known.key = row.place_key
     WHERE row.import_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [importId, after, limit],
  );
  return rows;
}
