/** The points by which a shape is taken: its corners, the middles of its edges, what moves, turns or broadens it. */
import { alongLine, lengthOf } from "../../../domain/geo/line-parts.ts";
import { toDegrees, toMetres } from "../../../domain/geo/projection.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { centreOfShape, moveShape, turnShape } from "../../../domain/interventions/shape.ts";
import {
  type Corner,
  cornersOf,
  insertCorner,
  moveCorner,
} from "../../../domain/interventions/shape-corners.ts";
import { projectOnPath } from "../../../domain/places/path.ts";
import type { DrawingTool } from "../city-view.ts";

type Degrees = readonly [number, number];
type Metres = readonly [number, number];

export type Handle =
  | { readonly kind: "corner"; readonly corner: Corner; readonly place: Degrees }
  /** Between a corner and the next: a new corner is taken out of it. */
  | { readonly kind: "middle"; readonly corner: Corner; readonly place: Degrees }
  | { readonly kind: "move" | "turn" | "width"; readonly place: Degrees };

const WIDTH = { least: 0.3, most: 60, step: 0.1 } as const;
/** How far beyond the shape the handle stands that turns it. */
const TURN_PIXELS = 34;
/** Where along a line it is taken to be broadened: not in the middle, where it is moved. */
const WIDTH_SHARE = 0.3;
/** A shorter edge has no room for a middle. */
const LEAST_EDGE_PIXELS = 30;
const TURN_STEP_DEGREES = 15;

export function handlesOf(footprint: Footprint, tool: DrawingTool, metresPerPixel: number): Handle[] {
  if (tool === "vertices") return [...cornerHandles(footprint, metresPerPixel)];
  if (tool !== "move") return [];
  const centre = centreOfShape(footprint);
  return [
    ...widthHandles(footprint),
    { kind: "turn", place: turnPlace(footprint, centre, metresPerPixel) },
    { kind: "move", place: centre },
  ];
}

function cornerHandles(footprint: Footprint, metresPerPixel: number): Handle[] {
  const open = footprint.kind === "line";
  const rings = cornersOf(footprint);
  const corners = rings.flatMap((places, ring) =>
    places.map((place, index): Handle => ({ kind: "corner", corner: { ring, index }, place })),
  );
  const middles = rings.flatMap((places, ring) =>
    places.flatMap((place, index): Handle[] => {
      const next = places[index + 1] ?? (open ? undefined : places[0]);
      if (next === undefined) return [];
      const [a, b] = [toMetres(place), toMetres(next)];
      if (Math.hypot(b[0] - a[0], b[1] - a[1]) < LEAST_EDGE_PIXELS * metresPerPixel) return [];
      const middle = toDegrees([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
      return [{ kind: "middle", corner: { ring, index }, place: middle }];
    }),
  );
  // A corner before a middle where they stand on each other.
  return [...corners, ...middles];
}

function widthHandles(footprint: Footprint): Handle[] {
  if (footprint.kind !== "line") return [];
  const line = { type: "LineString" as const, coordinates: footprint.line.coordinates.map(toMetres) };
  const length = lengthOf(line);
  // A narrow band's two edges are a few pixels apart: one is taken near its beginning, the other near its end.
  return [-1, 1].map((side) => {
    const share = side < 0 ? WIDTH_SHARE : 1 - WIDTH_SHARE;
    const [at, ahead] = [alongLine(line, share * length), alongLine(line, (share + 0.01) * length)];
    const [dx, dy] = [ahead[0] - at[0], ahead[1] - at[1]];
    const along = Math.hypot(dx, dy) || 1;
    const half = (side * footprint.widthMetres) / 2;
    return { kind: "width", place: toDegrees([at[0] + (dy / along) * half, at[1] - (dx / along) * half]) };
  });
}

/** Beyond the corner farthest from the centre, on the way out. */
function turnPlace(footprint: Footprint, centre: Degrees, metresPerPixel: number): Degrees {
  const [cx, cy] = toMetres(centre);
  const corners = cornersOf(footprint)[0]!.map(toMetres);
  const far = corners.reduce((best, at) =>
    Math.hypot(at[0] - cx, at[1] - cy) > Math.hypot(best[0] - cx, best[1] - cy) + 0.01 ? at : best,
  );
  const away = Math.hypot(far[0] - cx, far[1] - cy);
  const share = away === 0 ? 0 : (away + TURN_PIXELS * metresPerPixel) / away;
  return toDegrees([cx + (far[0] - cx) * share, cy + (far[1] - cy) * share]);
}

/**
 * What becomes of a shape when a handle of it is dragged from one place to another.
 * @param steps turns by whole steps of 15°.
 */
export function dragHandle(
  start: Footprint,
  handle: Handle,
  from: Degrees,
  to: Degrees,
  steps: boolean,
): Footprint {
  switch (handle.kind) {
    case "corner":
      return moveCorner(start, handle.corner, to);
    case "middle":
      return insertCorner(start, handle.corner, to);
    case "move": {
      const [a, b] = [toMetres(from), toMetres(to)];
      return moveShape(start, b[0] - a[0], b[1] - a[1]);
    }
    case "turn": {
      const centre = toMetres(centreOfShape(start));
      const turned = bearing(centre, toMetres(to)) - bearing(centre, toMetres(from));
      const step = steps ? TURN_STEP_DEGREES : 1;
      return turnShape(start, Math.round(turned / step) * step);
    }
    case "width": {
      if (start.kind !== "line") return start;
      const away = projectOnPath(start.line.coordinates.map(toMetres), toMetres(to)).distanceMetres;
      return { ...start, widthMetres: boundedWidth(2 * away) };
    }
  }
}

/** To a decimetre, within what an intervention may be broad. */
export function boundedWidth(metres: number): number {
  const rounded = Math.round(metres / WIDTH.step) * WIDTH.step;
  return Number(Math.min(WIDTH.most, Math.max(WIDTH.least, rounded)).toFixed(1));
}

function bearing(from: Metres, to: Metres): number {
  return (Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI;
}
