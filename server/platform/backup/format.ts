/**
 * One backup is one gzip file of lines. A line that begins with `{` says something, one that begins with `"` is
 * a row of the table named last, in PostgreSQL's own text form of a row: it keeps every type exactly (geometry
 * with its coordinates bit for bit), and both databases read it.
 */
import { z } from "zod";

export const BACKUP_FORMAT = "decumano-backup/1";

export const headerSchema = z.object({
  format: z.literal(BACKUP_FORMAT, `expected ${BACKUP_FORMAT}`),
  madeAt: z.iso.datetime(),
  /** The migrations of each schema, in order; the first schema is `platform`. */
  schemas: z.array(z.object({ name: z.string(), migrations: z.array(z.string()) })).min(1),
});
export type Header = z.infer<typeof headerSchema>;

export const tableStartSchema = z.object({
  table: z.object({ schema: z.string(), name: z.string() }),
  columns: z.array(z.string()),
});
export const tableEndSchema = z.object({
  rows: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** A kept file, after all tables; its content follows in rows of base64. */
export const fileStartSchema = z.object({ file: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }) });
/** The last line: a backup without it was cut off. One from before files were kept tells of none. */
export const endSchema = z.object({
  tables: z.number().int().nonnegative(),
  files: z.number().int().nonnegative().default(0),
});

export interface BackupSummary {
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
}
