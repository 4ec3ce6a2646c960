import { basename, extname, join } from "node:path";
import type { ManifestSource } from "../../../../domain/imports/manifest.ts";
import type { BadRecord, SourceRecord } from "../../../../domain/imports/source-record.ts";
import { type ReadOptions, UnreadableSource } from "../import-plan.ts";
import { openBytes } from "./open-bytes.ts";
import { readCsv } from "./read-csv.ts";
import { findGeoJsonCrs, readGeoJson } from "./read-geojson.ts";
import { openGeoPackage } from "./read-geopackage.ts";
import { openShapefileSource } from "./read-shapefile.ts";

export interface OpenedSource {
  /** EPSG code of the geometries. */
  readonly srid: number;
  readonly records: AsyncIterable<SourceRecord | BadRecord>;
}

/** EPSG:4326 as GeoJSON and CSV with degrees have it: longitude first. */
const DEGREES = "EPSG:4326";

/**
 * Reads a file of a manifest, record by record, with memory that does not grow with it.
 * @throws UnreadableSource here or while reading, when the whole cannot be what the manifest says it is
 */
export async function openSource(
  folder: string,
  source: Omit<ManifestSource, "id">,
  options: ReadOptions,
): Promise<OpenedSource> {
  const file = join(folder, source.file);
  const { layerName, encoding } = source;
  switch (source.format) {
    case "geojson": {
      const open = (opening: ReadOptions) =>
        openBytes(file, [".geojson", ".json", ".geojsonl"], layerName, opening);
      // The first pass ends where the features begin.
      const said = source.crs ?? (await findGeoJsonCrs(await open({ ...options, onRead: () => undefined })));
      return {
        srid: toSrid(file, said ?? DEGREES),
        records: named(file, readGeoJson(await open(options), encoding)),
      };
    }
    case "csv": {
      const bytes = await openBytes(file, [".csv", ".txt", ".tsv"], layerName, options);
      return { srid: toSrid(file, source.crs ?? DEGREES), records: named(file, readCsv(bytes, source)) };
    }
    case "shapefile": {
      const { crs, records } = await openShapefileSource(file, layerName, encoding, options);
      return { srid: toSrid(file, source.crs ?? crs), records };
    }
    case "geopackage": {
      const { crs, records } = await openGeoPackage(file, layerName, options);
      return { srid: toSrid(file, source.crs ?? crs), records };
    }
  }
}

function toSrid(file: string, crs: string | null): number {
  if (crs === null) {
    throw new UnreadableSource(
      `${basename(file)} does not say its coordinate system${extname(file) === ".shp" ? " (no .prj that is known)" : ""}: give it as "crs"`,
    );
  }
  return Number(crs.slice("EPSG:".length));
}

/** What goes wrong while reading names the file. */
async function* named<T>(file: string, records: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* records;
  } catch (error) {
    if (error instanceof UnreadableSource && !error.message.startsWith(basename(file))) {
      throw new UnreadableSource(`${basename(file)}: ${error.message}`);
    }
    throw error;
  }
}
