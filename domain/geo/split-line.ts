/** A drawn line in parts, to be worked on one after the other. */
import type { DrawnLine } from "./geometry-schema.ts";
import { lengthOf, partOf } from "./line-parts.ts";
import { offsetLine } from "./offset-line.ts";
import { toDegrees, toMetres } from "./projection.ts";

type Degrees = DrawnLine["coordinates"][number];

const inMetres = ({ coordinates }: DrawnLine) => coordinates.map((at) => toMetres(at));
// A hundredth of a millimetre: two parts meet in one point.
const rounded = (at: readonly number[]) =>
  toDegrees([at[0]!, at[1]!]).map((degrees) => Number(degrees.toFixed(10))) as unknown as Degrees;

export function metresOf(line: DrawnLine): number {
  return lengthOf({ type: "LineString", coordinates: inMetres(line) });
}

/** Parts of equal length, each beginning where the one before ends; the ends stay as they were drawn. */
export function splitAlong(line: DrawnLine, parts: number): DrawnLine[] {
  const metres = { type: "LineString" as const, coordinates: inMetres(line) };
  const length = lengthOf(metres);
  return Array.from({ length: parts }, (_, index) => {
    const part = partOf(metres, (index * length) / parts, ((index + 1) * length) / parts);
    const coordinates = part.coordinates.map(rounded);
    if (index === 0) coordinates[0] = line.coordinates[0]!;
    if (index === parts - 1) coordinates[coordinates.length - 1] = line.coordinates.at(-1)!;
    return { type: "LineString", coordinates };
  });
}

/** The middle lines of the band's right and left halves; nothing where a bend leaves no room for one. */
export function splitAcross(line: DrawnLine, widthMetres: number): DrawnLine[] {
  const path = inMetres(line);
  const halves = [widthMetres / 4, -widthMetres / 4].map((right) => offsetLine(path, right));
  if (halves.some((half) => half.length < 2)) return [];
  return halves.map((half) => ({ type: "LineString", coordinates: half.map(rounded) }));
}
