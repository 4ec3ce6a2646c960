/**
 * Shapes as they are seen from far: every corner moves to the nearest point of a grid, so that what shared a
 * corner still shares it and a block stays without gaps; what becomes nothing is taken over by its neighbours.
 */
import {
  EdgeOwners,
  type GridRing,
  meetingCorners,
  tidyRing,
  traceOutlines,
  turnArea,
} from "./grid-outlines.ts";
import { ShapeGroups } from "./shape-groups.ts";
import { simplifyBorders } from "./simplify-borders.ts";

export interface CoarseShape {
  /** EPSG:32632 centimetres, [x0, y0, x1, y1, …]; outside counter-clockwise first, then holes. */
  readonly rings: readonly Int32Array[];
  /** Number of a tone of a building, or of a kind of ground. */
  readonly kind: number;
  /** Above sea level; ground that lies on the relief has `ON_RELIEF`. */
  readonly topMillimetres: number;
  /** Where walls begin. */
  readonly footMillimetres: number;
}

export const ON_RELIEF = -0x8000_0000;

/**
 * Which neighbours become one shape: ground of one kind and level; buildings whose roofs are at most one step of
 * the grid apart, and small ones. A joined roof has the height of the largest it was made of.
 */
export type Joining = "buildings" | "ground";

/** Buildings below this many squares of the grid join the neighbour they share most of their outline with… */
const SMALL_SQUARES = 16;
/** …unless they stand out from it by more than this many steps: a bell tower stays one… */
const OUTSTANDING_STEPS = 4;
/** …and is of this many squares at least. */
const LEAST_SQUARES = 2;
/** Ground joins up to this many squares: all of a city's streets as one shape would take minutes to cut. */
const LARGEST_GROUND_SQUARES = 2_000;
/** Courtyards below this many squares are roofed over. */
const SMALL_COURTYARD_SQUARES = 9;

interface Snapped {
  readonly rings: readonly GridRing[];
  readonly squares: number;
  readonly shape: CoarseShape;
}

/** @param stepCentimetres width of the grid, anchored at the coordinates' origin */
export function coarsen(
  shapes: readonly CoarseShape[],
  stepCentimetres: number,
  joining: Joining,
): CoarseShape[] {
  const alone = shapes.flatMap((shape) => snap(shape, stepCentimetres) ?? []);
  const meeting = meetingCorners(alone.map(({ rings }) => rings));
  const snapped = alone.map((one, i) => ({ ...one, rings: meeting[i]! }));
  const owners = new EdgeOwners();
  snapped.forEach(({ rings }, number) => {
    for (const ring of rings) owners.addRing(ring, number);
  });
  const groups = new ShapeGroups(
    snapped.map(({ squares }) => squares),
    snapped.map(({ shape }) => shape.topMillimetres),
  );
  const isGround = joining === "ground";
  const most = isGround
    ? { range: 0, squares: LARGEST_GROUND_SQUARES }
    : { range: stepCentimetres * 10, squares: Infinity };
  eachBorder(snapped, owners, (number, neighbour) => {
    const isOneKind = snapped[number]!.shape.kind === snapped[neighbour]!.shape.kind;
    if (!isGround || isOneKind) groups.joinWithin(number, neighbour, most);
  });
  if (joining === "buildings") joinSmall(snapped, owners, groups, stepCentimetres * 10);
  return groups
    .list()
    .flatMap((members) => joined(members, snapped, owners, groups, joining))
    .map(({ rings, shape }) => ({
      ...shape,
      rings: rings.map((ring) => toCentimetres(ring, stepCentimetres)),
    }));
}

/** A corner of a border may be left out when it lies no more than this many steps off the line. */
const STRAIGHT_STEPS = 1;

/**
 * For drawing: without the zigzag that moving corners to a grid makes of a straight front. What is handed to the
 * tile above keeps its corners, because its neighbours in other tiles have them too.
 */
export function withStraightBorders(shapes: readonly CoarseShape[], stepCentimetres: number): CoarseShape[] {
  const simple = simplifyBorders(
    shapes.map(({ rings }) => rings),
    STRAIGHT_STEPS * stepCentimetres,
  );
  return shapes.flatMap((shape, i) => {
    const rings = simple[i]!.map((ring) => Int32Array.from(ring));
    return rings.length === 0 ? [] : [{ ...shape, rings }];
  });
}

function snap(shape: CoarseShape, step: number): Snapped | null {
  const rings = shape.rings.map((ring) => tidyRing(Array.from(ring, (value) => Math.round(value / step))));
  const outside = rings[0];
  if (!outside || outside.length === 0) return null;
  const squares = rings.reduce((sum, ring) => sum + turnArea(ring), 0);
  if (squares <= 0) return null;
  return { rings: rings.filter((ring) => ring.length > 0), squares, shape };
}

function toCentimetres(ring: GridRing, step: number): Int32Array {
  return Int32Array.from(ring, (value) => value * step);
}

function eachBorder(
  snapped: readonly Snapped[],
  owners: EdgeOwners,
  tell: (number: number, neighbour: number) => void,
): void {
  snapped.forEach(({ rings }, number) => {
    for (const ring of rings) {
      owners.eachNeighbour(ring, (neighbour) => {
        if (neighbour > number) tell(number, neighbour);
      });
    }
  });
}

/** The smallest first, each into the neighbour it borders on most. */
function joinSmall(
  snapped: readonly Snapped[],
  owners: EdgeOwners,
  groups: ShapeGroups,
  stepMillimetres: number,
): void {
  const small = [...snapped.keys()].filter((number) => snapped[number]!.squares < SMALL_SQUARES);
  small.sort((a, b) => snapped[a]!.squares - snapped[b]!.squares || a - b);
  for (const number of small) {
    const group = groups.find(number);
    const squares = groups.squaresOf(group);
    if (squares >= SMALL_SQUARES) continue;
    const lengths = new Map<number, number>();
    for (const ring of snapped[number]!.rings) {
      owners.eachNeighbour(ring, (owner, length) => {
        const neighbour = groups.find(owner);
        if (neighbour !== group) lengths.set(neighbour, (lengths.get(neighbour) ?? 0) + length);
      });
    }
    const [longest] = [...lengths].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (!longest) continue;
    const apart = Math.abs(groups.topOf(longest[0]) - groups.topOf(group));
    if (squares < LEAST_SQUARES || apart <= OUTSTANDING_STEPS * stepMillimetres)
      groups.join(group, longest[0]);
  }
}

function joined(
  members: readonly number[],
  snapped: readonly Snapped[],
  owners: EdgeOwners,
  groups: ShapeGroups,
  joining: Joining,
): { rings: GridRing[]; shape: CoarseShape }[] {
  const group = groups.find(members[0]!);
  const largest = groups.largestOf(group);
  const { shape } = snapped[largest]!;
  const footMillimetres = members.reduce(
    (lowest, number) => Math.min(lowest, snapped[number]!.shape.footMillimetres),
    shape.footMillimetres,
  );
  const polygons =
    members.length === 1
      ? [[...snapped[largest]!.rings]]
      : traceOutlines(
          members.flatMap((number) => snapped[number]!.rings),
          (ax, ay, bx, by) => {
            const owner = owners.find(bx, by, ax, ay);
            return owner === undefined || groups.find(owner) !== group;
          },
        );
  const leastCourtyard = joining === "buildings" ? SMALL_COURTYARD_SQUARES : 0;
  return polygons.map((rings) => ({
    rings: rings.filter((ring, i) => i === 0 || -turnArea(ring) >= leastCourtyard),
    shape: { ...shape, footMillimetres },
  }));
}
