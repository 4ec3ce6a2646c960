import type { Position } from "../../../domain/geo/geometry.ts";

/** Metres east and north of an origin. */
type Metres = readonly [number, number];

interface LocalPlane {
  readonly toMetres: (position: Position) => Metres;
}

/**
 * A plane tangent to WGS 84 at a point: within 10 km lengths are true to 0.2 %, enough to show a length and to
 * lay a line along a street. What decides a conflict is measured by the server in EPSG:32632.
 * Series for the length of a degree: Snyder, Map Projections: A Working Manual (USGS 1395), p. 25.
 */
function localPlane(origin: Position): LocalPlane {
  const latitude = (origin[1] * Math.PI) / 180;
  const metresPerLatitude = 111_132.954 - 559.822 * Math.cos(2 * latitude) + 1.175 * Math.cos(4 * latitude);
  const metresPerLongitude =
    111_412.84 * Math.cos(latitude) - 93.5 * Math.cos(3 * latitude) + 0.118 * Math.cos(5 * latitude);
  return {
    toMetres: ([lon, lat]) => [(lon - origin[0]) * metresPerLongitude, (lat - origin[1]) * metresPerLatitude],
  };
}

function distance(a: Metres, b: Metres): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

function pathLength(path: readonly Metres[]): number {
  let length = 0;
  for (let i = 1; i < path.length; i++) length += distance(path[i - 1]!, path[i]!);
  return length;
}

export function lengthMetres(line: readonly Position[]): number {
  if (line.length < 2) return 0;
  const { toMetres } = localPlane(line[0]!);
  return pathLength(line.map(toMetres));
}

/** Ground of a polygon, its holes taken out. */
export function areaSquareMetres(rings: readonly (readonly Position[])[]): number {
  const origin = rings[0]?.[0];
  if (origin === undefined) return 0;
  const { toMetres } = localPlane(origin);
  const [outer, ...holes] = rings.map((ring) => Math.abs(signedArea(ring.map(toMetres))));
  return outer! - holes.reduce((sum, hole) => sum + hole, 0);
}

function signedArea(ring: readonly Metres[]): number {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    twice += x1 * y2 - x2 * y1;
  }
  return twice / 2;
}
