import type { Candidate, PlacedText } from "../../../domain/row-imports/placing.ts";
import type { Db } from "../../platform/db.ts";

export async function keepPlaces(
  db: Db,
  importId: string,
  places: readonly { readonly key: string; readonly place: PlacedText }[],
): Promise<void> {
  if (places.length === 0) return;
  await db.query(
    `INSERT INTO row_import_place (import_id, key, place)
     SELECT $1, * FROM unnest($2::text[], $3::jsonb[]) ON CONFLICT (import_id, key) DO NOTHING`,
    [importId, places.map(({ key }) => key), places.map(({ place }) => JSON.stringify(place))],
  );
}

export interface QueueRow {
  readonly key: string;
  readonly place: PlacedText;
  readonly rows: number;
  readonly number: number;
  readonly cells: readonly string[];
}

/** Texts of rows in this state, those of the most rows first. */
export async function listQueue(
  db: Db,
  importId: string,
  state: "unclear" | "skipped",
  limit: number,
): Promise<QueueRow[]> {
  const { rows } = await db.query<QueueRow>(
    `WITH text AS (
       SELECT place_key, count(*)::integer AS rows, min(number) AS number FROM row_import_row
       WHERE import_id = $1 AND state = $2 GROUP BY place_key ORDER BY rows DESC, number LIMIT $3
     )
     SELECT text.place_key AS key, place, text.rows, text.number, cells
     FROM text JOIN row_import_place AS known ON known.import_id = $1 AND known.key = text.place_key
       JOIN row_import_row AS row ON row.import_id = $1 AND row.number = text.number
     ORDER BY text.rows DESC, text.number`,
    [importId, state, limit],
  );
  return rows;
}

export async function countQueue(
  db: Db,
  importId: string,
  state: "unclear" | "skipped",
): Promise<{ texts: number; rows: number }> {
  const { rows } = await db.query<{ texts: number; rows: number }>(
    `SELECT count(DISTINCT place_key)::integer AS texts, count(*)::integer AS rows FROM row_import_row
     WHERE import_id = $1 AND state = $2`,
    [importId, state],
  );
  return rows[0]!;
}

/** Rows of a text that nobody has settled, or that were skipped: they lie here. @returns how many */
export async function placeQueued(
  db: Db,
  importId: string,
  key: string,
  geometry: Candidate["geometry"],
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE row_import_row SET state = 'placed', chosen = $3
     WHERE import_id = $1 AND place_key = $2 AND state IN ('unclear', 'skipped')`,
    [importId, key, JSON.stringify(geometry)],
  );
  return rowCount ?? 0;
}

/** @returns how many rows changed */
export async function moveQueued(
  db: Db,
  importId: string,
  key: string,
  from: "unclear" | "skipped",
  to: "unclear" | "skipped",
): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE row_import_row SET state = $4 WHERE import_id = $1 AND place_key = $2 AND state = $3`,
    [importId, key, from, to],
  );
  return rowCount ?? 0;
}
