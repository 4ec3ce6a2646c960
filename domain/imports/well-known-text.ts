import type { Position } from "../geo/geometry.ts";
import type { SourceGeometry } from "./source-record.ts";

const DEPTHS = {
  POINT: ["Point", 0],
  MULTIPOINT: ["MultiPoint", 1],
  LINESTRING: ["LineString", 1],
  MULTILINESTRING: ["MultiLineString", 2],
  POLYGON: ["Polygon", 2],
  MULTIPOLYGON: ["MultiPolygon", 3],
} as const;

/**
 * Well-known text (OGC 06-103r4 §7) as GeoJSON, with or without "SRID=…;" and Z; null when it is none. Measures (M)
 * and collections are not read: no table we know has them.
 */
export function parseWellKnownText(text: string): SourceGeometry | null {
  const match = /^\s*(?:SRID=\d+;)?\s*([A-Z]+)\s*Z?\s*(\([\s\S]*\))\s*$/i.exec(text);
  const found = match === null ? undefined : DEPTHS[match[1]!.toUpperCase() as keyof typeof DEPTHS];
  if (match === null || found === undefined) return null;
  const [type, depth] = found;
  const body = match[2]!.trim();
  const coordinates =
    type === "Point" ? readPosition(body.slice(1, -1)) : readNested(body, depth, type === "MultiPoint");
  return coordinates === null ? null : ({ type, coordinates } as SourceGeometry);
}

function readPosition(text: string): Position | null {
  const numbers = text.trim().split(/\s+/).map(Number);
  return numbers.length >= 2 && numbers.length <= 3 && numbers.every(Number.isFinite)
    ? (numbers as unknown as Position)
    : null;
}

/** "(…, …)" to `depth` levels of lists of positions. */
function readNested(text: string, depth: number, wrapped: boolean): unknown[] | null {
  const inner = text.trim();
  if (!inner.startsWith("(") || !inner.endsWith(")")) return null;
  const parts = splitAtCommas(inner.slice(1, -1));
  const read = parts.map((part) => {
    if (depth > 1) return readNested(part, depth - 1, false);
    // MULTIPOINT ((1 2), (3 4)) and MULTIPOINT (1 2, 3 4) are both written.
    const trimmed = part.trim();
    return readPosition(wrapped && trimmed.startsWith("(") ? trimmed.slice(1, -1) : trimmed);
  });
  return read.some((part) => part === null) ? null : read;
}

function splitAtCommas(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === "(") depth += 1;
    else if (letter === ")") depth -= 1;
    else if (letter === "," && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
