/** One mapped record made ready for its table, or why it cannot be. */
import { createHash } from "node:crypto";
import type { Position } from "../../../domain/geo/geometry.ts";
import type { ImportedLayer, MappedRecord } from "../../../domain/imports/mapping.ts";
import type { ProblemFound, SourceGeometry } from "../../../domain/imports/source-record.ts";
import { toWellKnownBinary } from "../../platform/well-known-binary.ts";
import type { LayerShape } from "./layer-shapes.ts";

export interface StagedRecord {
  readonly number: number;
  readonly line: number | null;
  readonly externalId: string;
  /** Geometry as EWKB in the source's system. */
  readonly source: Buffer | null;
  /** Of geometry and values, without the externalId: two that agree in this are one thing told twice. */
  readonly key: string;
  readonly values: readonly unknown[];
  /** A ring had to be closed. */
  readonly closed: boolean;
}

const MAX_ID_LENGTH = 200;
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  smallint: [-32_768, 32_767],
  integer: [-2_147_483_648, 2_147_483_647],
  real: [-3.4e38, 3.4e38],
};

export function prepareRecord(
  shape: LayerShape,
  record: MappedRecord<ImportedLayer>,
  srid: number,
  place: { readonly number: number; readonly line?: number },
): StagedRecord | ProblemFound {
  const externalId = "externalId" in record ? record.externalId : `${record.fromZone}>${record.toZone}`;
  if (typeof externalId !== "string" || externalId === "" || externalId.length > MAX_ID_LENGTH) {
    return { code: "missing-value", field: "externalId", detail: "no identifier of its own" };
  }
  const values: unknown[] = [];
  for (const column of shape.columns) {
    const value = column.value(record as never) ?? null;
    const wrong = findFault(column.refersTo === null ? column.type : "text", value);
    if (wrong !== null) return { code: "invalid-value", field: column.name, detail: wrong };
    values.push(value);
  }
  const geom = "geom" in record ? record.geom : null;
  const closed = geom === null ? null : closeRings(geom);
  if (closed === "invalid") return { code: "invalid-geometry", detail: "a ring of fewer than three corners" };
  const source = closed === null ? null : toWellKnownBinary(closed.geometry, srid);
  const key = createHash("sha256")
    // What has no place is told apart by its name alone.
    .update(source ?? externalId)
    .update(JSON.stringify(values))
    .digest("hex")
    .slice(0, 32);
  return {
    number: place.number,
    line: place.line ?? null,
    externalId,
    source,
    key,
    values,
    closed: closed?.changed ?? false,
  };
}

/** What the column could not hold; whether it may be null, and its CHECKs, the database says. */
function findFault(type: string, value: unknown): string | null {
  if (value === null) return null;
  const got = `got ${JSON.stringify(value)?.slice(0, 80)}`;
  const range = RANGES[type];
  if (range !== undefined) {
    if (typeof value !== "number" || !Number.isFinite(value)) return `expected a number, ${got}`;
    if (type !== "real" && !Number.isInteger(value)) return `expected a whole number, ${got}`;
    return value < range[0] || value > range[1] ? `beyond what can be held, ${got}` : null;
  }
  if (type === "boolean") return typeof value === "boolean" ? null : `expected yes or no, ${got}`;
  if (typeof value !== "string") return `expected text, ${got}`;
  if (value.includes("\0")) return "holds a zero byte";
  if (type === "timestamptz" && Number.isNaN(Date.parse(value))) return `expected a moment, ${got}`;
  return null;
}

interface Closed {
  readonly geometry: SourceGeometry;
  readonly changed: boolean;
}

/** Rings that end where they begin, as RFC 7946 asks; a source that leaves the last corner out means the same. */
function closeRings(geometry: SourceGeometry): Closed | "invalid" {
  if (geometry.type === "Polygon") {
    const rings = closeAll(geometry.coordinates);
    return rings === "invalid"
      ? rings
      : {
          geometry: rings.changed ? { type: "Polygon", coordinates: rings.closed } : geometry,
          changed: rings.changed,
        };
  }
  if (geometry.type === "MultiPolygon") {
    const parts = geometry.coordinates.map(closeAll);
    if (parts.some((part) => part === "invalid")) return "invalid";
    const whole = parts as { closed: Position[][]; changed: boolean }[];
    const changed = whole.some((part) => part.changed);
    const coordinates = whole.map(({ closed }) => closed);
    return { geometry: changed ? { type: "MultiPolygon", coordinates } : geometry, changed };
  }
  return { geometry, changed: false };
}

function closeAll(
  rings: readonly (readonly Position[])[],
): { closed: Position[][]; changed: boolean } | "invalid" {
  let changed = false;
  const closed: Position[][] = [];
  for (const ring of rings) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (first === undefined || last === undefined) return "invalid";
    const open = first[0] !== last[0] || first[1] !== last[1];
    if (ring.length + Number(open) < 4) return "invalid";
    changed ||= open;
    closed.push(open ? [...ring, first] : (ring as Position[]));
  }
  return { closed, changed };
}
