/**
 * A footprint moved, turned, lengthened and measured as a whole. Degrees (CRS84) go in and come out; what happens
 * between happens in metres (EPSG:32632), as the server measures.
 */
import { alongLine, lengthOf, partOf } from "../geo/line-parts.ts";
import { toDegrees, toMetres } from "../geo/projection.ts";
import type { Footprint } from "./intervention.ts";

type Point = readonly [number, number];

/** 0.1 mm: so that what is moved there and back is what it was. */
const DECIMALS = 9;
const ZONE_MERIDIAN_DEGREES = 9;

export interface ShapeMeasure {
  /** Of a line alone. */
  readonly lengthMetres: number | null;
  readonly widthMetres: number | null;
  readonly areaSquareMetres: number;
  /** From true north, clockwise, 0 up to 180: of the line from end to end, of an area's longest edge. */
  readonly bearingDegrees: number;
}

/** @param alter each place in metres, to where it goes. */
export function alterShape(footprint: Footprint, alter: (place: Point) => Point): Footprint {
  const moved = (place: Point) => placeOf(alter(toMetres(place)));
  if (footprint.kind === "line") {
    return { ...footprint, line: { type: "LineString", coordinates: footprint.line.coordinates.map(moved) } };
  }
  const coordinates = footprint.polygon.coordinates.map((ring) => ring.map(moved));
  return { kind: "area", polygon: { type: "Polygon", coordinates } };
}

export function moveShape(footprint: Footprint, eastMetres: number, northMetres: number): Footprint {
  return alterShape(footprint, ([x, y]) => [x + eastMetres, y + northMetres]);
}

/** About its centre. */
export function turnShape(footprint: Footprint, clockwiseDegrees: number): Footprint {
  const [cx, cy] = toMetres(centreOfShape(footprint));
  const angle = (-clockwiseDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return alterShape(footprint, ([x, y]) => [
    cx + (x - cx) * cos - (y - cy) * sin,
    cy + (x - cx) * sin + (y - cy) * cos,
  ]);
}

/** Half way along a line; an area's centre of gravity. Turning about it leaves it where it is. */
export function centreOfShape(footprint: Footprint): [number, number] {
  if (footprint.kind === "line") {
    const line = lineInMetres(footprint.line.coordinates);
    const [x, y] = alongLine(line, lengthOf(line) / 2);
    return placeOf([x, y]);
  }
  const ring = footprint.polygon.coordinates[0]!.map(toMetres);
  const [ox, oy] = ring[0]!;
  let [twice, sx, sy] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay, bx, by] = [ring[i - 1]![0] - ox, ring[i - 1]![1] - oy, ring[i]![0] - ox, ring[i]![1] - oy];
    const cross = ax * by - bx * ay;
    twice += cross;
    sx += (ax + bx) * cross;
    sy += (ay + by) * cross;
  }
  return twice === 0 ? placeOf([ox, oy]) : placeOf([ox + sx / (3 * twice), oy + sy / (3 * twice)]);
}

/** The line cut, or drawn out straight, at its end. */
export function setShapeLength(footprint: Footprint, lengthMetres: number): Footprint {
  if (footprint.kind !== "line" || !(lengthMetres > 0)) return footprint;
  const line = lineInMetres(footprint.line.coordinates);
  const length = lengthOf(line);
  const { coordinates } = line;
  if (lengthMetres <= length) return withLine(footprint, partOf(line, 0, lengthMetres).coordinates);
  const [[ax, ay], [bx, by]] = [coordinates.at(-2)!, coordinates.at(-1)!];
  const share = (lengthMetres - length) / Math.hypot(bx - ax, by - ay);
  return withLine(footprint, [...coordinates.slice(0, -1), [bx + (bx - ax) * share, by + (by - ay) * share]]);
}

export function measureShape(footprint: Footprint): ShapeMeasure {
  if (footprint.kind === "line") {
    const line = lineInMetres(footprint.line.coordinates);
    const length = lengthOf(line);
    return {
      lengthMetres: length,
      widthMetres: footprint.widthMetres,
      areaSquareMetres: length * footprint.widthMetres,
      bearingDegrees: bearing(footprint, line.coordinates[0]!, line.coordinates.at(-1)!),
    };
  }
  const rings = footprint.polygon.coordinates.map((ring) => ring.map(toMetres));
  const [outer, ...holes] = rings.map(areaOf);
  const [from, to] = longestEdge(rings[0]!);
  return {
    lengthMetres: null,
    widthMetres: null,
    areaSquareMetres: outer! - holes.reduce((sum, hole) => sum + hole, 0),
    bearingDegrees: bearing(footprint, from, to),
  };
}

export function withLine(
  footprint: Extract<Footprint, { kind: "line" }>,
  metres: readonly (readonly number[])[],
): Footprint {
  const coordinates = metres.map(([x, y]) => placeOf([x!, y!]));
  return { ...footprint, line: { type: "LineString", coordinates } };
}

function lineInMetres(coordinates: readonly Point[]) {
  return { type: "LineString" as const, coordinates: coordinates.map(toMetres) };
}

function placeOf(metres: Point): [number, number] {
  const [longitude, latitude] = toDegrees(metres);
  return [Number(longitude.toFixed(DECIMALS)), Number(latitude.toFixed(DECIMALS))];
}

/** Grid north leans from true north by the convergence of meridians: (λ − λ₀)·sin φ, in Turin not quite 1°. */
function bearing(footprint: Footprint, from: readonly number[], to: readonly number[]): number {
  const grid = (Math.atan2(to[0]! - from[0]!, to[1]! - from[1]!) * 180) / Math.PI;
  const [longitude, latitude] = centreOfShape(footprint);
  const convergence = (longitude - ZONE_MERIDIAN_DEGREES) * Math.sin((latitude * Math.PI) / 180);
  return (((grid + convergence) % 180) + 180) % 180;
}

function longestEdge(ring: readonly Point[]): readonly [Point, Point] {
  const edges = ring.slice(1).map((to, i) => [ring[i]!, to] as const);
  const length = ([a, b]: readonly [Point, Point]) => Math.hypot(b[0] - a[0], b[1] - a[1]);
  return edges.reduce((best, edge) => (length(edge) > length(best) + 0.01 ? edge : best));
}

function areaOf(ring: readonly Point[]): number {
  const [ox, oy] = ring[0]!;
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    twice += (ring[i - 1]![0] - ox) * (ring[i]![1] - oy) - (ring[i]![0] - ox) * (ring[i - 1]![1] - oy);
  }
  return Math.abs(twice) / 2;
}
