/** The moment at which new tables take the place of old ones. */
import type { ImportedLayer } from "../../../domain/imports/mapping.ts";
import type { Db } from "../../platform/db.ts";
import type { DatasetTerms } from "./import-plan.ts";

export interface DatasetEntry {
  readonly terms: DatasetTerms;
  readonly featureCount: number;
  readonly contentHash: string;
  /** Null where nothing was read: it was worked out. */
  readonly counts: { readonly read: number; readonly refused: number; readonly repaired: number } | null;
}

/**
 * Gives the staged tables their layers' names, in the caller's transaction. Readers in flight are waited for, but
 * not longer than a moment: those who would queue behind us must not stand still, nor meet us in a deadlock.
 * @throws with code 55P03 when a reader holds a layer for longer; the caller tries again
 */
export async function swapLayers(db: Db, city: string, layers: readonly ImportedLayer[]): Promise<void> {
  if (layers.length === 0) return;
  await db.query("SET LOCAL lock_timeout TO '150ms'");
  await db.query(`LOCK TABLE ${layers.join(", ")} IN ACCESS EXCLUSIVE MODE`);
  const { rows } = await db.query<{ statements: string | null }>(
    `WITH index AS (
       SELECT t.relname AS "table", i.relname AS name,
         x.indisunique || substring(pg_get_indexdef(i.oid) FROM ' USING .*$') AS shape,
         row_number() OVER (PARTITION BY t.oid, x.indisunique || substring(pg_get_indexdef(i.oid) FROM ' USING .*$') ORDER BY i.oid) AS turn
       FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
       WHERE t.relnamespace = $2::regnamespace
     )
     SELECT string_agg(format('ALTER INDEX %I RENAME TO %I', new.name, old.name), '; ') AS statements
     FROM unnest($1::text[]) AS layer
       JOIN index AS old ON old."table" = layer
       JOIN index AS new ON new."table" = layer || '_staging' AND new.shape = old.shape AND new.turn = old.turn`,
    [layers, city],
  );
  const drop = layers.flatMap((layer) => [
    `DROP TABLE ${layer}`,
    `DROP TABLE IF EXISTS ${layer}_staging_key`,
    `DROP TABLE IF EXISTS ${layer}_staging_taken`,
    `ALTER TABLE ${layer}_staging RENAME TO ${layer}`,
  ]);
  await db.query([...drop, rows[0]!.statements ?? "SELECT 1"].join("; "));
}

/**
 * Says what a layer is made of now, and no longer what it was made of.
 * @param keepsRead what was read stays said: the layer was worked out of it anew
 */
export async function replaceDatasets(
  db: Db,
  layers: readonly DatasetTerms["layer"][],
  entries: readonly DatasetEntry[],
  loadedAt: Date,
  keepsRead = false,
): Promise<void> {
  await db.query("DELETE FROM dataset WHERE layer = ANY ($1) AND (derived OR NOT $3) OR id = ANY ($2)", [
    layers,
    entries.map(({ terms }) => terms.id),
    keepsRead,
  ]);
  for (const { terms, counts, featureCount, contentHash } of entries) {
    await db.query(
      `INSERT INTO dataset (id, layer, title, source, licence, synthetic, feature_count, content_hash, loaded_at,
         publisher, attribution, file, format, crs, derived, assumptions, record_count, refused_count, repaired_count)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        terms.id,
        terms.layer,
        terms.title,
        terms.source,
        terms.licence,
        terms.synthetic,
        featureCount,
        contentHash,
        loadedAt,
        terms.publisher,
        terms.attribution,
        terms.file,
        terms.format,
        terms.crs,
        terms.derived,
        JSON.stringify(terms.assumptions),
        counts?.read ?? null,
        counts?.refused ?? null,
        counts?.repaired ?? null,
      ],
    );
  }
}

/** What each source of these layers held when it was last taken in. */
export async function listHashes(db: Db): Promise<ReadonlyMap<string, { layer: string; hash: string }>> {
  const { rows } = await db.query<{ id: string; layer: string; hash: string }>(
    "SELECT id, layer, content_hash AS hash FROM dataset",
  );
  return new Map(rows.map(({ id, layer, hash }) => [id, { layer, hash }]));
}

const DUE = "imports.derivations_due";

/** Notes layers that are others than before, until all that is worked out of them has been. */
export async function addDue(db: Db, layers: readonly string[]): Promise<void> {
  const due = new Set([...(await listDue(db)), ...layers]);
  await db.query(
    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    [DUE, JSON.stringify([...due])],
  );
}

export async function listDue(db: Db): Promise<string[]> {
  const { rows } = await db.query<{ value: string }>("SELECT value FROM setting WHERE name = $1", [DUE]);
  return rows[0] === undefined ? [] : (JSON.parse(rows[0].value) as string[]);
}

export async function settleDue(db: Db): Promise<void> {
  await db.query("DELETE FROM setting WHERE name = $1", [DUE]);
}
