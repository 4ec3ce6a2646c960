import type { Readable } from "node:stream";
import type { SourceEncoding } from "../../../../domain/imports/manifest.ts";
import type { BadRecord, SourceGeometry, SourceRecord } from "../../../../domain/imports/source-record.ts";
import { UnreadableSource } from "../import-plan.ts";
import { decodeText } from "./decode-text.ts";
import { type JsonPiece, JsonSplitter, MAX_FEATURE_BYTES } from "./split-json.ts";

const TYPES = new Set([
  "Point",
  "MultiPoint",
  "LineString",
  "MultiLineString",
  "Polygon",
  "MultiPolygon",
  "GeometryCollection",
]);
const MAX_HEADER_BYTES = 1024 * 1024;
/** So many one after the other with none that can be read: at the start it is something else, later on damaged. */
const HOPELESS = 10_000;

/** Features of a FeatureCollection, a Feature, or a sequence of them (RFC 7946, RFC 8142). */
export async function* readGeoJson(
  bytes: Readable,
  encoding: SourceEncoding | undefined,
): AsyncGenerator<SourceRecord | BadRecord> {
  const splitter = new JsonSplitter();
  let number = 0;
  let good = 0;
  let inARow = 0;
  const take = function* (pieces: readonly JsonPiece[]) {
    for (const piece of pieces) {
      if (piece.kind === "header") continue;
      number += 1;
      const record = readFeature(piece, number, encoding);
      const isGood = !("problem" in record);
      good += Number(isGood);
      inARow = isGood ? 0 : inARow + 1;
      if (inARow >= HOPELESS) {
        throw new UnreadableSource(
          good === 0
            ? `not GeoJSON: none of ${number} objects is a feature`
            : `damaged: of the ${inARow} features before line ${piece.line} none can be read`,
        );
      }
      yield record;
    }
  };
  for await (const chunk of bytes) yield* take(splitter.push(chunk as Buffer));
  yield* take(splitter.finish());
}

/** The `crs` member of GeoJSON 2008, "urn:ogc:def:crs:EPSG::3003" or "EPSG:3003"; null when it has none. */
export async function findGeoJsonCrs(bytes: Readable): Promise<string | null> {
  const splitter = new JsonSplitter();
  let read = 0;
  for await (const chunk of bytes) {
    const [piece] = splitter.push(chunk as Buffer);
    read += (chunk as Buffer).length;
    if (piece === undefined && read < MAX_HEADER_BYTES) continue;
    if (piece === undefined) return null;
    if (piece.kind !== "header" || piece.bytes === null) return null;
    const { text } = decodeText(piece.bytes, undefined);
    const name: unknown = parse(text)?.crs?.properties?.name;
    const epsg = /EPSG:[\d.]*:?(\d{4,6})$/i.exec(String(name ?? ""))?.[1];
    // CRS84 is what GeoJSON has anyway.
    return epsg === undefined ? null : `EPSG:${epsg}`;
  }
  return null;
}

function readFeature(
  { bytes, line }: JsonPiece,
  number: number,
  encoding: SourceEncoding | undefined,
): SourceRecord | BadRecord {
  if (bytes === null) {
    return { number, line, problem: { code: "too-long", detail: `longer than ${MAX_FEATURE_BYTES} bytes` } };
  }
  const { text, wrong } = decodeText(bytes, encoding);
  const value = parse(text);
  const bad = (detail: string): BadRecord => ({ number, line, problem: { code: "unreadable", detail } });
  if (value === null) return bad("not well-formed JSON");
  if (value.type !== "Feature")
    return bad(`expected a Feature, got ${JSON.stringify(value.type) ?? "no type"}`);
  const geometry = (value.geometry ?? null) as SourceGeometry | null;
  if (geometry !== null && !isGeometry(geometry)) {
    return { number, line, problem: { code: "invalid-geometry", detail: "not a GeoJSON geometry" } };
  }
  const id = value.id === undefined ? {} : { "@id": value.id };
  return {
    number,
    line,
    geometry,
    properties: { ...id, ...(value.properties ?? {}) },
    ...(wrong ? { remarks: [{ code: "wrong-encoding" as const }] } : {}),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: anything may stand in a file
function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isGeometry(geometry: SourceGeometry): boolean {
  if (typeof geometry !== "object" || !TYPES.has(geometry.type)) return false;
  if (geometry.type === "GeometryCollection")
    return Array.isArray(geometry.geometries) && geometry.geometries.every(isGeometry);
  return isNested(geometry.coordinates, DEPTHS[geometry.type]);
}

const DEPTHS = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
} as const;

function isNested(coordinates: unknown, depth: number): boolean {
  if (!Array.isArray(coordinates)) return false;
  if (depth > 0) return coordinates.every((inner) => isNested(inner, depth - 1));
  return coordinates.length >= 2 && Number.isFinite(coordinates[0]) && Number.isFinite(coordinates[1]);
}
