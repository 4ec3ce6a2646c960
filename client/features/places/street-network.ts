import type { Position } from "../../../domain/geo/geometry.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { StreetFeature } from "../../../domain/places/contract.ts";
import { type Crossing, findCrossings } from "./crossings.ts";
import { type LocalPlane, localPlane, type Metres } from "./local-plane.ts";
import { offsetPath, projectOnAxis, type StreetAxis, sliceAxis, streetAxis } from "./street-axis.ts";

/** The named streets of a city, ready to be measured along and searched. */
export interface StreetNetwork {
  readonly plane: LocalPlane;
  readonly axes: readonly StreetAxis[];
  readonly crossingsOf: (axis: StreetAxis) => readonly Crossing[];
}

export function streetNetwork(streets: readonly StreetFeature[], centre: Position): StreetNetwork {
  const plane = localPlane(centre);
  const axes = streets.map((street) => streetAxis(street, plane)).filter((axis) => axis.path.length >= 2);
  const known = new Map<string, readonly Crossing[]>();
  return {
    plane,
    axes,
    crossingsOf: (axis) => {
      const crossings = known.get(axis.streetId) ?? findCrossings(axis, axes);
      known.set(axis.streetId, crossings);
      return crossings;
    },
  };
}

/** Lines further from every street than this are in a park or a courtyard, not in a street. */
const MAX_STREET_DISTANCE_METRES = 60;

function footprintPath({ plane }: StreetNetwork, footprint: Footprint): Metres[] {
  return footprint.kind === "line"
    ? footprint.line.coordinates.map(plane.toMetres)
    : footprint.polygon.coordinates[0]!.slice(0, -1).map(plane.toMetres);
}

/**
 * Where a footprint is, in words of the street plan and of no language: "Via Nizza (Via Berthollet – Via
 * Marconi)", or null away from streets.
 */
export function describePlace(network: StreetNetwork, footprint: Footprint): string | null {
  const path = footprintPath(network, footprint);
  let nearest: { axis: StreetAxis; away: number } | null = null;
  for (const axis of network.axes) {
    const away =
      path.reduce((sum, point) => sum + projectOnAxis(axis, point).distanceMetres, 0) / path.length;
    if (nearest === null || away < nearest.away) nearest = { axis, away };
  }
  if (nearest === null || nearest.away > MAX_STREET_DISTANCE_METRES) return null;
  const { axis } = nearest;
  const along = path.map((point) => projectOnAxis(axis, point).alongMetres);
  const [first, last] = [Math.min(...along), Math.max(...along)];
  const crossings = network.crossingsOf(axis);
  const middle = (first + last) / 2;
  const before = crossings.filter((crossing) => crossing.alongMetres <= Math.min(first + 5, middle)).at(-1);
  const after = crossings.find((crossing) => crossing.alongMetres >= Math.max(last - 5, middle));
  const names = [...new Set([before?.name, after?.name].filter((name) => name !== undefined))];
  return names.length === 0 ? axis.name : `${axis.name} (${names.join(" – ")})`;
}

/** Side of the street as one walks from the first end to the second. */
export const STREET_SIDES = ["centre", "left", "right"] as const;
export type StreetSide = (typeof STREET_SIDES)[number];

/** A line along a street between two distances along it. */
export function lineAlong(
  network: StreetNetwork,
  axis: StreetAxis,
  fromMetres: number,
  toMetres: number,
  side: StreetSide,
  widthMetres: number,
): Extract<Footprint, { kind: "line" }> {
  const slice = sliceAxis(axis.path, fromMetres, toMetres);
  // A quarter of the street's width from the axis is the middle of that side.
  const shift = side === "centre" ? 0 : (side === "right" ? 1 : -1) * (axis.widthMetres / 4);
  const coordinates = offsetPath(slice, shift).map(network.plane.toDegrees);
  return { kind: "line", line: { type: "LineString", coordinates }, widthMetres };
}
