/** Ground as read from its sources, kept apart from what is worked out of it. */
import type { Db } from "../../platform/db.ts";

/** Whether the layer is what an import brought, untouched, and not yet what was worked out of it. */
export async function isGroundAsRead(db: Db): Promise<boolean> {
  const { rowCount } = await db.query("SELECT 1 FROM ground WHERE derived LIMIT 1");
  return rowCount === 0;
}

export async function clearSurveyed(db: Db): Promise<void> {
  await db.query("DELETE FROM surveyed_ground");
}

/** Keeps the next rows of the layer as surveyed. @returns the last id kept, or null when none was left */
export async function keepSurveyed(db: Db, afterId: number, limit: number): Promise<number | null> {
  const { rows } = await db.query<{ last: number | null }>(
    `WITH kept AS (
       INSERT INTO surveyed_ground (id, external_id, kind, name, elevation_metres, geom)
       SELECT id, external_id, kind, name, elevation_metres, geom FROM ground WHERE id > $1 ORDER BY id LIMIT $2
       RETURNING id
     ) SELECT max(id) AS last FROM kept`,
    [afterId, limit],
  );
  return rows[0]!.last;
}

interface Terms {
  readonly licence: string;
  readonly publisher: string | null;
  readonly attribution: string | null;
}

/** Under which terms a layer was read: what is worked out of it stands under them too. */
export async function listTerms(db: Db, layer: string): Promise<Terms[]> {
  const { rows } = await db.query<Terms>(
    "SELECT licence, publisher, attribution FROM dataset WHERE layer = $1 ORDER BY id",
    [layer],
  );
  return rows;
}
