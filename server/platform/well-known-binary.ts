import type { Geometry, Position } from "../../domain/geo/geometry.ts";

const TYPES = { Point: 1, LineString: 2, Polygon: 3, MultiLineString: 5, MultiPolygon: 6 } as const;
const HAS_SRID = 0x20000000;
const SRID_METRES = 32632;

/**
 * A plane geometry in EPSG:32632 as PostGIS extended WKB (little endian; OGC 06-103r4 §8 plus the SRID flag):
 * bound as `bytea` and cast to geometry it takes a third of the time of GeoJSON text on the way in.
 */
export function toWellKnownBinary(geometry: Geometry): Buffer {
  const bytes = Buffer.allocUnsafe(sizeOf(geometry) + 4);
  let at = header(bytes, 0, TYPES[geometry.type] | HAS_SRID);
  at = bytes.writeUInt32LE(SRID_METRES, at);
  writeBody(bytes, at, geometry);
  return bytes;
}

function sizeOf(geometry: Geometry): number {
  switch (geometry.type) {
    case "Point":
      return 5 + 16;
    case "LineString":
      return 5 + 4 + 16 * geometry.coordinates.length;
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

function writeBody(bytes: Buffer, start: number, geometry: Geometry): void {
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
