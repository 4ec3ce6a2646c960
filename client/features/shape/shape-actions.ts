/** What is done to the drawn shape without a hand on it; each is one edit. */
import { toMetres } from "../../../domain/geo/projection.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { measureShape, setShapeLength, turnShape, withLine } from "../../../domain/interventions/shape.ts";
import { moveBeside, stretchDrawn } from "../../../domain/places/drawn-line.ts";
import {
  distanceFromAxis,
  extendToCrossing,
  type LineEnd,
  type OnStreet,
  type StreetLane,
  shrinkToCrossing,
} from "../../../domain/places/on-street.ts";
import type { Metres } from "../../../domain/places/path.ts";
import { boundedWidth } from "../../scene/draw/handles.ts";

export type Side = "left" | "centre" | "right";

/** Nearer to the axis than this is on it. */
const CENTRE_METRES = 0.3;

export function sideOf({ rightMetres }: OnStreet): Side {
  if (Math.abs(rightMetres) < CENTRE_METRES) return "centre";
  return rightMetres > 0 ? "right" : "left";
}

/** The line laid on a side of its street; null when the street's widths are not known. */
export function layOnSide(
  footprint: Footprint,
  on: OnStreet,
  side: Side,
  lane: StreetLane,
): Footprint | null {
  if (footprint.kind !== "line") return null;
  const away = side === "centre" ? 0 : distanceFromAxis(on.street, lane, footprint.widthMetres);
  if (away === null) return null;
  return beside(footprint, on, side === "left" ? -away : away);
}

/** As far from the axis on the other side; from the axis itself, to the right. */
export function layOpposite(footprint: Footprint, on: OnStreet, lane: StreetLane): Footprint | null {
  if (sideOf(on) === "centre") return layOnSide(footprint, on, "right", lane);
  return beside(footprint, on, -on.rightMetres);
}

export function stretchTo(
  footprint: Footprint,
  on: OnStreet,
  end: LineEnd,
  way: "extend" | "shrink",
): Footprint | null {
  const changed = way === "extend" ? extendToCrossing(on, end) : shrinkToCrossing(on, end);
  if (changed === null || footprint.kind !== "line") return null;
  return lineOrNothing(footprint, stretchDrawn(placesOf(footprint), on, changed, end));
}

export function withLength(footprint: Footprint, metres: number): Footprint | null {
  return metres >= 0.5 && metres <= 20_000 ? setShapeLength(footprint, metres) : null;
}

export function withWidth(footprint: Footprint, metres: number): Footprint | null {
  return footprint.kind === "line" && metres > 0 ? { ...footprint, widthMetres: boundedWidth(metres) } : null;
}

export function withBearing(footprint: Footprint, degrees: number): Footprint | null {
  if (!Number.isFinite(degrees)) return null;
  const turned = (((degrees - measureShape(footprint).bearingDegrees) % 180) + 180) % 180;
  // The shorter way round: a line that lies at 170° comes to 10° by 20°.
  return turnShape(footprint, turned > 90 ? turned - 180 : turned);
}

type LineFootprint = Extract<Footprint, { kind: "line" }>;

function beside(footprint: Footprint, on: OnStreet, rightMetres: number): Footprint | null {
  if (footprint.kind !== "line") return null;
  return lineOrNothing(footprint, moveBeside(placesOf(footprint), on, rightMetres));
}

const placesOf = ({ line }: LineFootprint) => line.coordinates.map(toMetres);

/** Where a bend is narrower than the distance, nothing may be left of the line. */
function lineOrNothing(footprint: LineFootprint, line: readonly Metres[]): Footprint | null {
  return line.length < 2 ? null : withLine(footprint, line);
}
