/** Footprints as Terra Draw's features and back. */
import type { GeoJSONStoreFeatures } from "terra-draw";
import { findSelfIntersection } from "../../../domain/geo/polygon.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";

/** Terra Draw refuses a tenth decimal (0.1 mm). */
const DECIMALS = 9;

type Position = [number, number];
type ShapeFeature = GeoJSONStoreFeatures & {
  readonly geometry:
    | { readonly type: "LineString"; readonly coordinates: number[][] }
    | { readonly type: "Polygon"; readonly coordinates: number[][][] };
};

export function isShape(feature: GeoJSONStoreFeatures | undefined): feature is ShapeFeature {
  return feature?.geometry.type === "LineString" || feature?.geometry.type === "Polygon";
}

/** Null while the shape covers no ground yet, or crosses itself. */
export function findFootprint(feature: ShapeFeature, widthMetres: number): Footprint | null {
  if (feature.geometry.type === "LineString") {
    const coordinates = withoutRepeats(feature.geometry.coordinates);
    if (coordinates.length < 2) return null;
    return { kind: "line", line: { type: "LineString", coordinates }, widthMetres };
  }
  const ring = withoutRepeats(feature.geometry.coordinates[0] ?? []);
  if (ring.length < 4 || findSelfIntersection([ring]) !== null) return null;
  return { kind: "area", polygon: { type: "Polygon", coordinates: [ring] } };
}

/** The same for two footprints drawn alike, whatever their width. */
export function shapeKey(footprint: Footprint): string {
  return JSON.stringify(
    footprint.kind === "line" ? footprint.line.coordinates : footprint.polygon.coordinates,
  );
}

export function rounded(place: readonly number[]): Position {
  const round = (value: number) => Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS;
  return [round(place[0]!), round(place[1]!)];
}

function withoutRepeats(positions: readonly (readonly number[])[]): Position[] {
  return positions
    .filter(([x, y], i) => i === 0 || x !== positions[i - 1]![0] || y !== positions[i - 1]![1])
    .map(([x, y]) => [x!, y!]);
}
