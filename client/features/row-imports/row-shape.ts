import type { Extent, PolygonGeometry } from "../../../domain/geo/geometry.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { findBand } from "../../scene/plan/band.ts";

const METRES_A_DEGREE = 111_320;

/** The ground of a footprint, near enough to be seen; the server's own polygon decides. */
export function groundOf(footprint: Footprint): PolygonGeometry {
  if (footprint.kind === "area") return footprint.polygon;
  const [first] = footprint.line.coordinates;
  const across = METRES_A_DEGREE * Math.cos(((first?.[1] ?? 0) * Math.PI) / 180);
  const plane = footprint.line.coordinates.map(([x, y]) => [x * across, y * METRES_A_DEGREE] as const);
  const ring = findBand(plane, Math.max(footprint.widthMetres, 1)) ?? [];
  return { type: "Polygon", coordinates: [ring.map(([x, y]) => [x / across, y / METRES_A_DEGREE] as const)] };
}

export function extentOf(geometry: PolygonGeometry): Extent {
  const points = geometry.coordinates.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The zone within which works may be in conflict, roughly; what lies farther apart meets in no rule. */
const REACH_METRES = 60;

export function comeNear(a: Extent, b: Extent): boolean {
  const reach = REACH_METRES / METRES_A_DEGREE;
  return a[0] - 2 * reach <= b[2] && b[0] - 2 * reach <= a[2] && a[1] - reach <= b[3] && b[1] - reach <= a[3];
}
