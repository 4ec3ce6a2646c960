/** Coordinates of a row: well-known text, GeoJSON, or longitude and latitude. CRS84 degrees. */
import { parseWellKnownText } from "../imports/well-known-text.ts";
import { type Cell, cellText } from "./cells.ts";
import { plannedRowSchema, type RowGeometry } from "./planned-row.ts";
import type { RowField } from "./row-fields.ts";
import { readNumber } from "./row-values.ts";

interface RowCoordinates {
  readonly geometry: Cell;
  readonly longitude: Cell;
  readonly latitude: Cell;
}

interface ReadGeometry {
  readonly geometry: RowGeometry | null;
  /** The field whose cell cannot be taken. */
  readonly isBad: RowField | null;
}

const geometrySchema = plannedRowSchema.shape.geometry;

export function readRowGeometry(cells: RowCoordinates, ignorePoint: boolean): ReadGeometry {
  const text = cellText(cells.geometry);
  if (text !== "") {
    const geometry = readGeometryText(text);
    return { geometry, isBad: geometry === null ? "geometry" : null };
  }
  if (ignorePoint) return { geometry: null, isBad: null };
  const [first, second] = [cellText(cells.longitude), cellText(cells.latitude)];
  if (first === "" && second === "") return { geometry: null, isBad: null };
  const [longitude, latitude] = [readNumber(cells.longitude), readNumber(cells.latitude)];
  if (longitude === undefined || Math.abs(longitude) > 180) return { geometry: null, isBad: "longitude" };
  if (latitude === undefined || Math.abs(latitude) > 90) return { geometry: null, isBad: "latitude" };
  return { geometry: { type: "Point", coordinates: [longitude, latitude] }, isBad: null };
}

function readGeometryText(text: string): RowGeometry | null {
  const value: unknown = text.startsWith("{") ? parse(text) : parseWellKnownText(text);
  const single = simplify(value);
  const read = geometrySchema.safeParse(single);
  return read.success ? read.data : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A collection of one is that one; heights are left out. */
function simplify(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return null;
  const { type, coordinates, geometry } = value as {
    type?: string;
    coordinates?: unknown;
    geometry?: unknown;
  };
  if (type === "Feature") return simplify(geometry);
  if (type?.startsWith("Multi") === true && Array.isArray(coordinates) && coordinates.length === 1) {
    return { type: type.slice("Multi".length), coordinates: flat(coordinates[0]) };
  }
  return { type, coordinates: flat(coordinates) };
}

function flat(coordinates: unknown): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  return typeof coordinates[0] === "number" ? coordinates.slice(0, 2) : coordinates.map(flat);
}
