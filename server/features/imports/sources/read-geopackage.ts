import { createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import sqlite from "node-sqlite3-wasm";
import type { BadRecord, SourceGeometry, SourceRecord } from "../../../../domain/imports/source-record.ts";
import { type ReadOptions, UnreadableSource } from "../import-plan.ts";
import { findWrapping, openBytes } from "./open-bytes.ts";
import { readWellKnownBinary } from "./read-well-known-binary.ts";

export interface OpenedGeoPackage {
  /** EPSG code that the table says its geometries are in; null when it does not. */
  readonly crs: string | null;
  readonly records: AsyncIterable<SourceRecord | BadRecord>;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Rows of one table of features (OGC 12-128r18). Packed ones are unpacked beside first: SQLite jumps in its file. */
export async function openGeoPackage(
  file: string,
  layerName: string | undefined,
  options: ReadOptions,
): Promise<OpenedGeoPackage> {
  const unpacked = await unpack(file, options);
  try {
    await requireSqlite(unpacked.file, basename(file));
    const database = new sqlite.Database(unpacked.file, { readOnly: true, fileMustExist: true });
    try {
      const table = findTable(database, file, layerName);
      return { crs: table.crs, records: readRows(database, table, file, unpacked.remove, options) };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    await unpacked.remove();
    if (error instanceof UnreadableSource) throw error;
    throw new UnreadableSource(`${basename(file)}: not a GeoPackage (${(error as Error).message})`);
  }
}

async function unpack(
  file: string,
  options: ReadOptions,
): Promise<{ file: string; remove: () => Promise<void> }> {
  if ((await findWrapping(file)) === "none") return { file, remove: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "decumano-import-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const target = join(folder, "unpacked.gpkg");
  try {
    // Its own bytes are counted while rows are read.
    const bytes = await openBytes(file, [".gpkg"], undefined, { ...options, onRead: () => undefined });
    await pipeline(bytes, createWriteStream(target));
    return { file: target, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function requireSqlite(file: string, name: string): Promise<void> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
    if (bytesRead < 100 || buffer.toString("latin1", 0, 15) !== "SQLite format 3") {
      throw new UnreadableSource(`${name}: not a GeoPackage`);
    }
    // File format §1.3: page size, and how many pages there are; a shorter file was cut.
    const pageBytes = buffer.readUInt16BE(16) === 1 ? 65_536 : buffer.readUInt16BE(16);
    const { size } = await handle.stat();
    if (size < pageBytes * buffer.readUInt32BE(28)) throw new UnreadableSource(`${name}: cut short`);
  } finally {
    await handle.close();
  }
}

interface Table {
  readonly name: string;
  readonly column: string;
  readonly crs: string | null;
  readonly rows: number;
}

function findTable(database: sqlite.Database, file: string, layerName: string | undefined): Table {
  const tables = database.all(
    `SELECT g.table_name AS name, g.column_name AS "column", s.organization AS organization,
       s.organization_coordsys_id AS code
     FROM gpkg_geometry_columns g JOIN gpkg_contents c ON c.table_name = g.table_name
       LEFT JOIN gpkg_spatial_ref_sys s ON s.srs_id = g.srs_id
     WHERE c.data_type = 'features'`,
  ) as { name: string; column: string; organization: string | null; code: number | null }[];
  const named = layerName === undefined ? tables : tables.filter(({ name }) => name === layerName);
  if (named.length !== 1) {
    const has = tables.map(({ name }) => name).join(", ") || "none";
    throw new UnreadableSource(
      layerName === undefined
        ? `${basename(file)}: expected one table of features, say which as "layerName": it has ${has}`
        : `${basename(file)} has no table of features "${layerName}"; it has ${has}`,
    );
  }
  const { name, column, organization, code } = named[0]!;
  const rows = Number((database.get(`SELECT count(*) AS n FROM ${quote(name)}`) as { n: number }).n);
  return { name, column, rows, crs: organization?.toUpperCase() === "EPSG" ? `EPSG:${code}` : null };
}

async function* readRows(
  database: sqlite.Database,
  table: Table,
  file: string,
  remove: () => Promise<void>,
  { onRead, signal }: ReadOptions,
): AsyncGenerator<SourceRecord | BadRecord> {
  const statement = database.prepare(`SELECT * FROM ${quote(table.name)}`);
  try {
    const { size } = await stat(file);
    let number = 0;
    for (const row of statement.iterate() as Iterable<Record<string, unknown>>) {
      number += 1;
      if (number % 1_000 === 0) {
        onRead(Math.round((size * number) / table.rows), size);
        signal.throwIfAborted();
      }
      yield readRow(row, table.column, number);
    }
    onRead(size, size);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new UnreadableSource(`${basename(file)}: damaged (${(error as Error).message})`);
  } finally {
    statement.finalize();
    database.close();
    await remove();
  }
}

function readRow(row: Record<string, unknown>, column: string, number: number): SourceRecord | BadRecord {
  const { [column]: binary, ...properties } = row;
  try {
    const geometry = binary instanceof Uint8Array ? readGeometry(binary) : null;
    return { number, geometry, properties };
  } catch (error) {
    return { number, problem: { code: "invalid-geometry", field: column, detail: (error as Error).message } };
  }
}

/** Bytes of an envelope by its code (12-128r18 §2.1.3). */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

function readGeometry(bytes: Uint8Array): SourceGeometry | null {
  if (bytes[0] !== 0x47 || bytes[1] !== 0x50) throw new Error("no GeoPackage geometry");
  const flags = bytes[3]!;
  if ((flags & 0x10) !== 0) return null;
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined) throw new Error("no GeoPackage geometry");
  return readWellKnownBinary(bytes.subarray(8 + envelope));
}
