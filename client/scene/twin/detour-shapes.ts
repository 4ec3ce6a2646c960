/** The way that traffic is led instead: dashed, with a chevron every so often. */
import type { DrawnLine } from "../../../domain/geo/geometry-schema.ts";
import { arrowsAlong } from "../draw/arrows.ts";
import { SELECTION } from "../phase-style.ts";
import { planeAt } from "../plane.ts";
import type { GroundLevel } from "./ground-level.ts";
import type { Shapes, Stroke } from "./overlay.ts";
import { LINE_METRES } from "./phase-geometry.ts";

type Point = readonly [number, number];

const DASH_METRES = { mark: 4, gap: 3 };
const ARROW = { everyMetres: 30, lengthMetres: 4 };
const CHEVRON_RADIANS = Math.PI / 5;

export function detourShapes(detours: readonly DrawnLine[], ground: GroundLevel): Shapes {
  return { strokes: detours.flatMap((detour) => detourStrokes(detour, ground)) };
}

function detourStrokes({ coordinates }: DrawnLine, ground: GroundLevel): Stroke[] {
  const plane = planeAt(coordinates[0]!);
  const line = coordinates.map(plane.toMetres);
  const stroke = (path: readonly Point[], colour: string, widthPixels: number): Stroke => ({
    positions: ground.cutLine(path.map(plane.toDegrees)).map((place) => ground.toWorld(place, LINE_METRES)),
    colour,
    widthPixels,
  });
  const chevrons = arrowsAlong(line, ARROW.everyMetres).map(({ at, bearingRadians }) =>
    [-1, 0, 1].map((side): Point => {
      if (side === 0) return at;
      const back = bearingRadians + Math.PI + side * CHEVRON_RADIANS;
      return [at[0] + ARROW.lengthMetres * Math.sin(back), at[1] + ARROW.lengthMetres * Math.cos(back)];
    }),
  );
  return [
    stroke(line, SELECTION.casing, 7),
    ...chevrons.map((path) => stroke(path, SELECTION.casing, 7)),
    ...dashes(line).map((path) => stroke(path, SELECTION.ink, 3)),
    ...chevrons.map((path) => stroke(path, SELECTION.ink, 3)),
  ];
}

/** The marks of a dashed line, its corners kept. */
export function dashes(line: readonly Point[]): Point[][] {
  const marks: Point[][] = [];
  let mark: Point[] | null = [line[0]!];
  let left = DASH_METRES.mark;
  for (let i = 1; i < line.length; i++) {
    let from = line[i - 1]!;
    const to = line[i]!;
    for (;;) {
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      if (length <= left) {
        left -= length;
        mark?.push(to);
        break;
      }
      const share = left / length;
      from = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      if (mark !== null) {
        mark.push(from);
        marks.push(mark);
        mark = null;
        left = DASH_METRES.gap;
      } else {
        mark = [from];
        left = DASH_METRES.mark;
      }
    }
  }
  if (mark !== null && mark.length > 1) marks.push(mark);
  return marks;
}
