/** Where things happen, read off the finished city: stretches of street, rows of trees, squares, doors. */
import type {
  AddressRecord,
  CityData,
  StreetRecord,
  StreetSegmentRecord,
} from "../../../domain/city/city-data.ts";
import type { Position, Ring } from "../../../domain/geo/geometry.ts";
import { add, cross, directionOf, distance, dot, leftOf, type Point, scale, subtract } from "../plane.ts";

export interface Stretch {
  readonly segment: StreetSegmentRecord;
  readonly street: StreetRecord;
  readonly a: Point;
  readonly along: Point;
  readonly lengthMetres: number;
  /** "da Via X a Via Y", or empty where a crossing has no other street. */
  readonly bounds: string;
}

export interface TreeRowPlace extends Stretch {
  /** From the axis, left positive. */
  readonly offsetMetres: number;
  readonly fromMetres: number;
  readonly toMetres: number;
}

export interface FrontPlace {
  readonly address: AddressRecord;
  readonly street: StreetRecord;
  readonly at: Point;
  readonly along: Point;
  /** From the wall towards the street. */
  readonly outward: Point;
  readonly pavementMetres: number;
}

export const asPoint = (position: Position): Point => [position[0], position[1]];
export const openRing = (ring: Ring): Point[] => ring.slice(0, -1).map(asPoint);

/** "Via Po" within a sentence: "via Po". */
export const inSentence = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

export function listStretches(city: CityData): Stretch[] {
  const streets = new Map(city.layers.street.map((street) => [street.id, street]));
  const meeting = new Map<number, Set<number>>();
  for (const { fromNode, toNode, streetId } of city.layers.street_segment) {
    for (const node of [fromNode, toNode]) meeting.set(node, (meeting.get(node) ?? new Set()).add(streetId!));
  }
  return city.layers.street_segment.map((segment) => {
    const street = streets.get(segment.streetId!)!;
    const a = asPoint(segment.geom.coordinates[0]!);
    const b = asPoint(segment.geom.coordinates[1]!);
    const crossing = (node: number) => {
      const other = [...meeting.get(node)!].find((id) => id !== street.id);
      return other === undefined ? null : inSentence(streets.get(other)!.name);
    };
    const [first, last] = [crossing(segment.fromNode), crossing(segment.toNode)];
    const bounds = first && last && first !== last ? `, da ${first} a ${last}` : "";
    return { segment, street, a, along: directionOf(a, b), lengthMetres: distance(a, b), bounds };
  });
}

export function pointOn(place: Stretch, alongMetres: number, offsetMetres: number): Point {
  return add(add(place.a, scale(place.along, alongMetres)), scale(leftOf(place.along), offsetMetres));
}

/** Rows of at least five trees in line beside a street. */
export function listTreeRows(city: CityData, stretches: readonly Stretch[]): TreeRowPlace[] {
  const CELL = 60;
  const cells = new Map<string, Point[]>();
  for (const tree of city.layers.tree) {
    const at = asPoint(tree.geom.coordinates);
    const key = `${Math.floor(at[0] / CELL)},${Math.floor(at[1] / CELL)}`;
    const cell = cells.get(key);
    if (cell) cell.push(at);
    else cells.set(key, [at]);
  }
  return stretches.flatMap((place) => {
    if (place.lengthMetres < 60) return [];
    const found = new Map<number, number[]>();
    const seen = new Set<string>();
    for (let t = 0; t <= place.lengthMetres; t += CELL / 2) {
      const [x, y] = pointOn(place, t, 0);
      for (const dx of [-1, 0, 1]) {
        for (const dy of [-1, 0, 1]) {
          const key = `${Math.floor(x / CELL) + dx},${Math.floor(y / CELL) + dy}`;
          if (seen.has(key)) continue;
          seen.add(key);
          for (const at of cells.get(key) ?? []) {
            const offset = subtract(at, place.a);
            const t2 = dot(offset, place.along);
            const side = cross(place.along, offset);
            if (t2 < 0 || t2 > place.lengthMetres || Math.abs(side) > place.street.widthMetres / 2) continue;
            const row = Math.round(side);
            found.set(row, [...(found.get(row) ?? []), t2]);
          }
        }
      }
    }
    return [...found].flatMap(([offsetMetres, places]) =>
      places.length < 5
        ? []
        : [{ ...place, offsetMetres, fromMetres: Math.min(...places), toMetres: Math.max(...places) }],
    );
  });
}

/** The open ground of squares, or of parks, by name. */
export function groundByName(city: CityData, kind: "square" | "green"): Map<string, Point[][]> {
  const found = new Map<string, Point[][]>();
  const streetNames = new Set(city.layers.street.map((street) => street.name));
  for (const ground of city.layers.ground) {
    if (ground.kind !== kind || ground.name === null) continue;
    // A strip of trees carries its street's name; a park is nobody's street.
    if (kind === "green" && streetNames.has(ground.name) && !ground.name.startsWith("Piazza")) continue;
    const ring = openRing(ground.geom.coordinates[0]!);
    found.set(ground.name, [...(found.get(ground.name) ?? []), ring]);
  }
  return found;
}

export function listFronts(city: CityData, stretches: readonly Stretch[]): FrontPlace[] {
  const byStreet = new Map<number, Stretch[]>();
  for (const place of stretches)
    byStreet.set(place.street.id, [...(byStreet.get(place.street.id) ?? []), place]);
  return city.layers.address.flatMap((address) => {
    const at = asPoint(address.geom.coordinates);
    const place = byStreet.get(address.streetId)?.find((candidate) => {
      const offset = subtract(at, candidate.a);
      const t = dot(offset, candidate.along);
      const away = Math.abs(cross(candidate.along, offset));
      return (
        t > 12 && t < candidate.lengthMetres - 12 && Math.abs(away - candidate.street.widthMetres / 2) < 0.1
      );
    });
    if (!place) return [];
    const isLeft = cross(place.along, subtract(at, place.a)) > 0;
    const outward = scale(leftOf(place.along), isLeft ? -1 : 1);
    const pavementMetres = (place.street.widthMetres - place.street.carriagewayWidthMetres) / 2;
    return [{ address, street: place.street, at, along: place.along, outward, pavementMetres }];
  });
}
