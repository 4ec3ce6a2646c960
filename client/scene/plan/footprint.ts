/** A footprint (degrees) and the shape OpenLayers edits (EPSG:3857), both ways. */
import LineString from "ol/geom/LineString.js";
import Polygon from "ol/geom/Polygon.js";
import { fromLonLat, toLonLat } from "ol/proj.js";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { findBand } from "./band.ts";
import { realMetresPerMercatorMetre } from "./camera.ts";

export type FootprintShape = LineString | Polygon;
type Position = [number, number];

/** 1.1 cm at the equator; a hand on a screen is coarser. */
const DECIMALS = 7;

export function shapeOfFootprint(footprint: Footprint): FootprintShape {
  return footprint.kind === "line"
    ? new LineString(footprint.line.coordinates.map((position) => fromLonLat(position)))
    : new Polygon(footprint.polygon.coordinates.map((ring) => ring.map((position) => fromLonLat(position))));
}

/** Null while there is not yet enough of a shape: two places for a line, three for an area. */
export function findFootprint(shape: FootprintShape, widthMetres: number): Footprint | null {
  if (shape instanceof LineString) {
    const coordinates = withoutRepeats(shape.getCoordinates().map(toPosition));
    if (coordinates.length < 2) return null;
    return { kind: "line", line: { type: "LineString", coordinates }, widthMetres };
  }
  const rings = shape.getCoordinates().map((ring) => withoutRepeats(ring.map(toPosition)));
  const closed = rings.flatMap((ring, i) => {
    const corners = ring.length > 1 && isSame(ring[0]!, ring.at(-1)!) ? ring.slice(0, -1) : ring;
    if (corners.length < 3) return [];
    // RFC 7946 §3.1.6: outside counter-clockwise, holes clockwise.
    const turned = isCounterClockwise(corners) === (i === 0) ? corners : [...corners].reverse();
    return [[...turned, turned[0]!]];
  });
  if (closed.length !== rings.length || closed.length === 0) return null;
  return { kind: "area", polygon: { type: "Polygon", coordinates: closed } };
}

/** The ground the shape takes, to be drawn; null while it has no extent. */
export function findGround(shape: FootprintShape, widthMetres: number): Polygon | null {
  if (shape instanceof Polygon) return shape;
  const line = shape.getCoordinates() as Position[];
  const scale = realMetresPerMercatorMetre(shape.getFirstCoordinate());
  const band = findBand(line, widthMetres / scale);
  return band === null ? null : new Polygon([band]);
}

function toPosition(coordinate: number[]): Position {
  const [longitude, latitude] = toLonLat(coordinate) as Position;
  return [Number(longitude.toFixed(DECIMALS)), Number(latitude.toFixed(DECIMALS))];
}

function withoutRepeats(positions: readonly Position[]): Position[] {
  return positions.filter((position, i) => i === 0 || !isSame(position, positions[i - 1]!));
}

function isSame(a: Position, b: Position): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function isCounterClockwise(corners: readonly Position[]): boolean {
  let twiceArea = 0;
  corners.forEach((corner, i) => {
    const next = corners[(i + 1) % corners.length]!;
    twiceArea += corner[0] * next[1] - next[0] * corner[1];
  });
  return twiceArea > 0;
}
