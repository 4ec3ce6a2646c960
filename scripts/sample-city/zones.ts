/** Zones as unions of whole faces of the street plan: their borders run along street axes. */

import zoneInputs from "../../data/sample/zones.json" with { type: "json" };
import type { ZoneRecord } from "../../domain/city/city-data.ts";
import type { Lot } from "./city-parts.ts";
import { closedRingOf, externalIdOf } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { centroid, containsPoint, distance, type Point, signedArea, tidy } from "./plane.ts";

/** Built floor space per resident in a centre that is half offices; sets the sum near the real density. */
const SQUARE_METRES_PER_RESIDENT = 95;

function floorSpaceOf({ buildings }: Lot): number {
  let squareMetres = 0;
  for (const building of buildings) {
    if (building.use === "residential") squareMetres += signedArea(building.ring) * (building.floors ?? 0);
  }
  return squareMetres;
}

/** The outline of a set of faces: every side whose other face is not of the set, walked round. */
function outlineOf(lots: readonly Lot[], grid: Grid): Point[][] {
  const next = new Map<number, { to: number; edge: number }[]>();
  const seen = new Map<number, number>();
  for (const { face } of lots)
    for (const { edge } of face.sides) seen.set(edge.id, (seen.get(edge.id) ?? 0) + 1);
  for (const { face } of lots) {
    for (const { edge, forward } of face.sides) {
      if (seen.get(edge.id) === 2) continue;
      const [from, to] = forward ? [edge.from, edge.to] : [edge.to, edge.from];
      next.set(from, [...(next.get(from) ?? []), { to, edge: edge.id }]);
    }
  }
  const angle = (from: number, to: number) => {
    const a = grid.nodes[from]!;
    const b = grid.nodes[to]!;
    return Math.atan2(b[1] - a[1], b[0] - a[0]);
  };
  const rings: Point[][] = [];
  for (const [start, list] of next) {
    while (list.length > 0) {
      const ring: Point[] = [];
      let node = start;
      let came: number | null = null;
      do {
        ring.push(grid.nodes[node]!);
        const options = next.get(node)!;
        // Where outlines touch in a corner, turn as far left as one can: each ring stays simple.
        const turn = (to: number) => {
          const swing = came === null ? 0 : angle(node, to) - came;
          return Math.atan2(Math.sin(swing), Math.cos(swing));
        };
        options.sort((a, b) => turn(a.to) - turn(b.to));
        const step = options.pop()!;
        came = angle(node, step.to);
        node = step.to;
      } while (node !== start);
      rings.push(tidy(ring));
    }
  }
  return rings.filter((ring) => ring.length > 2);
}

function geometryOf(lots: readonly Lot[], grid: Grid): ZoneRecord["geom"] {
  const rings = outlineOf(lots, grid);
  const outers = rings.filter((ring) => signedArea(ring) > 0);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  const coordinates = outers.map((outer) => [
    closedRingOf(outer),
    ...holes.filter((hole) => containsPoint(outer, hole[0]!)).map(closedRingOf),
  ]);
  return { type: "MultiPolygon", coordinates };
}

export function listZones(lots: readonly Lot[], grid: Grid): ZoneRecord[] {
  const nearest = (lot: Lot) => {
    const at = centroid(lot.face.ring);
    return zoneInputs.reduce((one, two) =>
      distance(at, two.at as unknown as Point) < distance(at, one.at as unknown as Point) ? two : one,
    );
  };
  const placed = lots.map((lot) => ({ lot, input: nearest(lot), floorSpace: floorSpaceOf(lot) }));
  const records: ZoneRecord[] = [];
  for (const [kind, key] of [
    ["district", "district"],
    ["neighbourhood", "neighbourhood"],
    ["statistical", "name"],
  ] as const) {
    for (const name of new Set(zoneInputs.map((input) => input[key]))) {
      const members = placed.filter(({ input }) => input[key] === name);
      const squareMetres = members.reduce((sum, { floorSpace }) => sum + floorSpace, 0);
      const id = records.length + 1;
      records.push({
        id,
        externalId: externalIdOf("zone", id),
        geom: geometryOf(
          members.map(({ lot }) => lot),
          grid,
        ),
        kind,
        name,
        residents: Math.round(squareMetres / SQUARE_METRES_PER_RESIDENT),
        households: null,
      });
    }
  }
  return records;
}
