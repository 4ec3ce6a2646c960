/** A house number for every front: odd left and even right of the street, one after another round a square. */
import type { AddressRecord } from "../../domain/city/city-data.ts";
import type { BuildingDraft } from "./city-parts.ts";
import { externalIdOf, pointOf } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { streetInputs } from "./inputs.ts";
import { between, cross, directionOf, distance, dot, type Point, subtract } from "./plane.ts";

export interface Door {
  readonly at: Point;
  readonly building: number;
  readonly edge: number;
  readonly street: string;
  readonly houseNumber: string;
}

const SHORTEST_FRONT_METRES = 5;

/** Doors in the order of their streets and numbers; `building` is an index into `buildings`. */
export function numberDoors(buildings: readonly BuildingDraft[], grid: Grid): Door[] {
  const byStreet = new Map<
    string,
    { at: Point; building: number; edge: number; place: number; left: boolean }[]
  >();
  buildings.forEach((building, index) => {
    for (const { a, b, edge: edgeId } of building.fronts) {
      if (distance(a, b) < SHORTEST_FRONT_METRES) continue;
      const edge = grid.edges[edgeId]!;
      const from = grid.nodes[edge.from]!;
      const along = directionOf(from, grid.nodes[edge.to]!);
      const at = between(a, b, 0.5);
      const offset = subtract(at, from);
      const door = {
        at,
        building: index,
        edge: edgeId,
        place: edge.startMetres + dot(offset, along),
        left: cross(along, offset) > 0,
      };
      const { name } = streetInputs[edge.street]!;
      const doors = byStreet.get(name);
      if (doors) doors.push(door);
      else byStreet.set(name, [door]);
    }
  });
  return [...byStreet].flatMap(([street, doors]) => {
    const isSquare = /^(Piazza|Piazzetta|Largo)/.test(street);
    let odd = -1;
    let even = 0;
    let any = 0;
    return doors
      .sort((a, b) => a.place - b.place)
      .map(({ left, place: _, ...door }) => {
        if (left) odd += 2;
        else even += 2;
        any += 1;
        return { ...door, street, houseNumber: String(isSquare ? any : left ? odd : even) };
      });
  });
}

export function listAddresses(
  doors: readonly Door[],
  streetIdOf: ReadonlyMap<string, number>,
): AddressRecord[] {
  return doors.map((door, index) => ({
    id: index + 1,
    externalId: externalIdOf("address", index + 1),
    geom: pointOf(door.at),
    streetId: streetIdOf.get(door.street)!,
    houseNumber: door.houseNumber,
    buildingId: door.building + 1,
  }));
}
