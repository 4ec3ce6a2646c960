/** What could be wrong with a source whose things nearly all lie outside the city. */
import type { Position } from "../../../domain/geo/geometry.ts";
import type { SourceGeometry } from "../../../domain/imports/source-record.ts";
import type { Db } from "../../platform/db.ts";
import { toWellKnownBinary } from "../../platform/well-known-binary.ts";
import { countInside, isSystemKnown } from "./extent-store.ts";

/** Systems that sources of Italian cities come in. */
const CANDIDATES = [4326, 3003, 3004, 32632, 32633, 25832, 25833, 23032, 3857, 6707, 7791, 4265, 4806];

/** Some point of a geometry, in its own system; null when it has none. */
export function somePoint(geometry: SourceGeometry): Position | null {
  if (geometry.type === "GeometryCollection") return geometry.geometries.map(somePoint).find(Boolean) ?? null;
  let inner: unknown = geometry.coordinates;
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0];
  return Array.isArray(inner) && typeof inner[0] === "number" ? (inner as unknown as Position) : null;
}

/**
 * In words, what most of the points would lie in the city with: another system, or axes the other way round.
 * @param points that lie outside as EPSG `srid`
 */
export async function guessSystem(
  db: Db,
  points: readonly Position[],
  srid: number,
  extent: Buffer,
): Promise<string | null> {
  const flipped = points.map(([x, y]) => [y, x] as const);
  const known: number[] = [];
  for (const candidate of CANDIDATES)
    if (candidate !== srid && (await isSystemKnown(db, candidate))) known.push(candidate);
  const as = (positions: readonly Position[], system: number) =>
    positions.map((coordinates) => toWellKnownBinary({ type: "Point", coordinates }, system));
  const counted = await countInside(
    db,
    [
      { name: `${srid} swapped`, points: as(flipped, srid) },
      ...known.map((system) => ({ name: `${system}`, points: as(points, system) })),
      ...known.map((system) => ({ name: `${system} swapped`, points: as(flipped, system) })),
    ],
    extent,
  );
  const best = counted[0];
  if (best === undefined || best.inside < points.length / 2) return null;
  const [system, swapped] = best.name.split(" ");
  if (Number(system) === srid) return "its axes look swapped";
  return `it looks like EPSG:${system}${swapped ? " with its axes swapped" : ""}`;
}
