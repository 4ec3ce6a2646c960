import type { BuildingRecord } from "../../../../domain/city/city-data.ts";
import type { Position } from "../../../../domain/geo/geometry.ts";
import type { OsmArea } from "./areas.ts";

type Rings = readonly (readonly Position[])[];
interface Part {
  readonly area: OsmArea;
  readonly box: readonly [number, number, number, number];
  readonly isKnown: boolean;
  readonly isOnGround: boolean;
}

/** Along each side of a building's box: 400 places are enough to tell nine tenths of its ground from less. */
const STEPS = 20;
/** Parts that leave out more than this of an outline are not all of the building. */
const COVERED = 0.9;
/** Parts that stand in one another's ground are drawn one above the other without saying at which height. */
const DOUBLED = 0.02;
const CELL_DEGREES = 0.002;

/** `building:part` areas, by where they lie, until the outline comes that they are parts of. */
export class BuildingParts {
  private readonly cells = new Map<string, Part[]>();
  private readonly left = new Set<Part>();

  add(area: OsmArea, heights: Pick<BuildingRecord, "heightSource" | "clearHeightMetres">): void {
    const box = boxOf(area.rings);
    const part: Part = {
      area,
      box,
      isKnown: heights.heightSource !== "unknown",
      isOnGround: heights.clearHeightMetres === 0,
    };
    this.left.add(part);
    const key = cellOf((box[0] + box[2]) / 2, (box[1] + box[3]) / 2).join("/");
    this.cells.set(key, [...(this.cells.get(key) ?? []), part]);
  }

  /** The parts that stand for this outline, or null when the outline itself must. Each part goes once. */
  takeFor(outline: Rings): readonly OsmArea[] | null {
    const box = boxOf(outline);
    const inside = this.around(box).filter((part) => this.left.has(part) && liesIn(part, outline));
    const onGround = inside.filter((part) => part.isOnGround).map(({ area }) => area.rings);
    if (onGround.length === 0 || !inside.every(({ isKnown }) => isKnown)) return null;
    let [places, covered, doubled] = [0, 0, 0];
    for (let i = 0; i < STEPS * STEPS; i++) {
      const x = box[0] + ((box[2] - box[0]) * ((i % STEPS) + 0.5)) / STEPS;
      const y = box[1] + ((box[3] - box[1]) * (Math.floor(i / STEPS) + 0.5)) / STEPS;
      if (!holds(outline, [x, y])) continue;
      places++;
      const parts = onGround.filter((rings) => holds(rings, [x, y])).length;
      if (parts > 0) covered++;
      if (parts > 1) doubled++;
    }
    if (covered < COVERED * places || doubled > DOUBLED * places) return null;
    for (const part of inside) this.left.delete(part);
    return inside.map(({ area }) => area);
  }

  listLeft(): readonly OsmArea[] {
    return [...this.left].map(({ area }) => area);
  }

  private around(box: Part["box"]): Part[] {
    const [west, south] = cellOf(box[0], box[1]);
    const [east, north] = cellOf(box[2], box[3]);
    const found: Part[] = [];
    for (let x = west; x <= east; x++) {
      for (let y = south; y <= north; y++) found.push(...(this.cells.get(`${x}/${y}`) ?? []));
    }
    return found;
  }
}

function cellOf(x: number, y: number): [number, number] {
  return [Math.floor(x / CELL_DEGREES), Math.floor(y / CELL_DEGREES)];
}

function boxOf(rings: Rings): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of rings[0] ?? []) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** Parts share walls with their outline: edges' middles, drawn a little inwards, tell better than corners. */
function liesIn({ area, box }: Part, outline: Rings): boolean {
  const ring = area.rings[0]!;
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  const places = ring.slice(1).map(([ax, ay], i) => {
    const middle = [(ax + ring[i]![0]) / 2, (ay + ring[i]![1]) / 2] as const;
    return [middle[0] + (x - middle[0]) * 0.05, middle[1] + (y - middle[1]) * 0.05] as const;
  });
  return places.filter((place) => holds(outline, place)).length * 2 > places.length;
}

function holds(rings: Rings, place: readonly [number, number]): boolean {
  return rings.filter((ring) => isInside(place, ring)).length % 2 === 1;
}

function isInside([x, y]: readonly [number, number], ring: readonly Position[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
