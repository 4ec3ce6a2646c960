import type { Position } from "../../../../domain/geo/geometry.ts";
import type { SourceGeometry } from "../../../../domain/imports/source-record.ts";

const TYPES = [
  "",
  "Point",
  "LineString",
  "Polygon",
  "MultiPoint",
  "MultiLineString",
  "MultiPolygon",
  "GeometryCollection",
] as const;

/**
 * Well-known binary (OGC 06-103r4 §8, ISO type numbers with Z and M) as GeoJSON; M is dropped.
 * @throws RangeError when it ends too early, Error when it is of a type without GeoJSON counterpart
 */
export function readWellKnownBinary(bytes: Uint8Array): SourceGeometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;

  function readPosition(little: boolean, ordinates: number, hasZ: boolean): Position {
    const x = view.getFloat64(at, little);
    const y = view.getFloat64(at + 8, little);
    const position: Position = hasZ ? [x, y, view.getFloat64(at + 16, little)] : [x, y];
    at += 8 * ordinates;
    return position;
  }
  function readCount(little: boolean): number {
    const count = view.getUint32(at, little);
    at += 4;
    // Each thing counted takes a byte at least: a larger number is noise, not a reason to make a list of it.
    if (count > view.byteLength - at) throw new RangeError("count beyond the end");
    return count;
  }
  function readGeometry(): SourceGeometry {
    const little = view.getUint8(at) === 1;
    const code = view.getUint32(at + 1, little);
    at += 5;
    const isZ = (code & 0x80000000) !== 0 || Math.floor((code % 10_000) / 1000) % 2 === 1;
    const isM = (code & 0x40000000) !== 0 || Math.floor((code % 10_000) / 1000) >= 2;
    if ((code & 0x20000000) !== 0) at += 4;
    const type = TYPES[(code & 0xffff) % 1000];
    const ordinates = 2 + Number(isZ) + Number(isM);
    const positions = () =>
      Array.from({ length: readCount(little) }, () => readPosition(little, ordinates, isZ));
    switch (type) {
      case "Point":
        return { type, coordinates: readPosition(little, ordinates, isZ) };
      case "LineString":
        return { type, coordinates: positions() };
      case "Polygon":
        return { type, coordinates: Array.from({ length: readCount(little) }, positions) };
      case "MultiPoint":
      case "MultiLineString":
      case "MultiPolygon": {
        const parts = Array.from({ length: readCount(little) }, readGeometry) as { coordinates: unknown }[];
        return { type, coordinates: parts.map(({ coordinates }) => coordinates) } as SourceGeometry;
      }
      case "GeometryCollection":
        return { type, geometries: Array.from({ length: readCount(little) }, readGeometry) };
      default:
        throw new Error(`geometry of type ${code} is not read`);
    }
  }
  return readGeometry();
}
