/** From the model's own plane (along and across the decumanus) to EPSG:32632. */
import type {
  LineStringGeometry,
  PointGeometry,
  PolygonGeometry,
  Position,
  Ring,
} from "../../domain/geo/geometry.ts";
import { frame } from "./inputs.ts";
import type { Point } from "./plane.ts";

const bearing = (frame.bearingDegrees * Math.PI) / 180;
const cosine = Math.cos(bearing);
const sine = Math.sin(bearing);

const millimetres = (value: number) => Math.round(value * 1000) / 1000;

/** To the millimetre: neighbours that share a corner still share it. */
export function toMap([u, v]: Point): Position {
  return [
    millimetres(frame.originEasting + u * cosine - v * sine),
    millimetres(frame.originNorthing + u * sine + v * cosine),
  ];
}

function closed(ring: readonly Point[]): Ring {
  const positions = ring.map(toMap);
  return [...positions, positions[0]!];
}

export const pointOf = (point: Point): PointGeometry => ({ type: "Point", coordinates: toMap(point) });
export const lineOf = (line: readonly Point[]): LineStringGeometry => ({
  type: "LineString",
  coordinates: line.map(toMap),
});
export const polygonOf = (
  ring: readonly Point[],
  holes: readonly (readonly Point[])[] = [],
): PolygonGeometry => ({ type: "Polygon", coordinates: [closed(ring), ...holes.map(closed)] });
export const closedRingOf = closed;

/** "sample-building-000123" */
export const externalIdOf = (layer: string, id: number) => `sample-${layer}-${String(id).padStart(6, "0")}`;
