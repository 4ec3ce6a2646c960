import type { Position } from "../../domain/geo/geometry.ts";
import type { SourceGeometry } from "../../domain/imports/source-record.ts";

const TYPES = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
} as const;
const HAS_SRID = 0x20000000;
const SRID_METRES = 32632;

/**
 * A plane geometry (heights are dropped), in EPSG:32632 unless another code is given, as PostGIS extended WKB (little endian; OGC 06-103r4 §8 plus the SRID flag):
 * bound as `bytea` and cast to geometry it takes a third of the time of GeoJSON text on the way in.
 */
export function toWellKnownBinary(geometry: SourceGeometry, srid = SRID_METRES): Buffer {
  const bytes = Buffer.allocUnsafe(sizeOf(geometry) + 4);
  let at = header(bytes, 0, TYPES[geometry.type] | HAS_SRID);
  at = bytes.writeUInt32LE(srid, at);
  writeBody(bytes, at, geometry);
  return bytes;
}

function sizeOf(geometry: SourceGeometry): number {
  switch (geometry.type) {
    case "Point":
      return 5 + 16;
    case "LineString":
      return 5 + 4 + 16 * geometry.coordinates.length;
    case "MultiPoint":
      return 5 + 4 + 21 * geometry.coordinates.length;
    case "GeometryCollection":
      return 5 + 4 + geometry.geometries.reduce((sum, inner) => sum + sizeOf(inner), 0);
    case "Polygon":
      return 5 + 4 + geometry.coordinates.reduce((sum, ring) => sum + 4 + 16 * ring.length, 0);
    case "MultiLineString":
      return 5 + 4 + geometry.coordinates.reduce((sum, line) => sum + 9 + 16 * line.length, 0);
    case "MultiPolygon":
      return (
        5 +
        4 +
        geometry.coordinates.reduce(
          (sum, rings) => sum + 9 + rings.reduce((inner, ring) => inner + 4 + 16 * ring.length, 0),
          0,
        )
      );
  }
}

function header(bytes: Buffer, at: number, type: number): number {
  return bytes.writeUInt32LE(type >>> 0, bytes.writeUInt8(1, at));
}

function writePositions(bytes: Buffer, start: number, positions: readonly Position[]): number {
  let at = bytes.writeUInt32LE(positions.length, start);
  for (const position of positions) {
    at = bytes.writeDoubleLE(position[0], at);
    at = bytes.writeDoubleLE(position[1], at);
  }
  return at;
}

function writeRings(bytes: Buffer, start: number, rings: readonly (readonly Position[])[]): number {
  let at = bytes.writeUInt32LE(rings.length, start);
  for (const ring of rings) at = writePositions(bytes, at, ring);
  return at;
}

function writeBody(bytes: Buffer, start: number, geometry: SourceGeometry): void {
  let at = start;
  switch (geometry.type) {
    case "Point":
      at = bytes.writeDoubleLE(geometry.coordinates[0], at);
      bytes.writeDoubleLE(geometry.coordinates[1], at);
      return;
    case "LineString":
      writePositions(bytes, at, geometry.coordinates);
      return;
    case "Polygon":
      writeRings(bytes, at, geometry.coordinates);
      return;
    case "MultiPoint":
      at = bytes.writeUInt32LE(geometry.coordinates.length, at);
      for (const [x, y] of geometry.coordinates) {
        at = header(bytes, at, TYPES.Point);
        at = bytes.writeDoubleLE(y, bytes.writeDoubleLE(x, at));
      }
      return;
    case "GeometryCollection":
      at = bytes.writeUInt32LE(geometry.geometries.length, at);
      for (const inner of geometry.geometries) {
        writeBody(bytes, header(bytes, at, TYPES[inner.type]), inner);
        at += sizeOf(inner);
      }
      return;
    case "MultiLineString":
      at = bytes.writeUInt32LE(geometry.coordinates.length, at);
      for (const line of geometry.coordinates) {
        at = writePositions(bytes, header(bytes, at, TYPES.LineString), line);
      }
      return;
    case "MultiPolygon":
      at = bytes.writeUInt32LE(geometry.coordinates.length, at);
      for (const rings of geometry.coordinates) {
        at = writeRings(bytes, header(bytes, at, TYPES.Polygon), rings);
      }
  }
}
