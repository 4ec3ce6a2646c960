/**
 * A perimeter block: houses side by side along the street fronts, each its own unit, around a courtyard; a
 * front on an arcaded street stands on its portico.
 */
import type { BuildingDraft } from "./city-parts.ts";
import { type HouseStyle, houseHeight } from "./house-style.ts";
import { bandOf, type Inset, insetRing, ringOf } from "./insets.ts";
import {
  add,
  containsPoint,
  directionOf,
  distance,
  dot,
  isSimple,
  type Point,
  scale,
  signedArea,
  subtract,
  tidy,
} from "./plane.ts";
import type { Random } from "./random.ts";
import { solidUnits } from "./solid-block.ts";

export const ARCADE_DEPTH_METRES = 5.2;
export const ARCADE_CLEAR_METRES = 5.5;

export interface BlockFront {
  readonly ring: readonly Point[];
  /** The edge of the street plan behind ring[i] → ring[i + 1]; -1 on the model's edge. */
  readonly edges: readonly number[];
  readonly arcades: readonly boolean[];
  /** Storeys prescribed along each side. */
  readonly cornices: readonly (number | null)[];
}

export interface Block {
  readonly buildings: BuildingDraft[];
  /** Ground under the houses: a ring and, where there is one, its courtyard. */
  readonly base: readonly Point[];
  readonly courtyard: readonly Point[] | null;
  readonly arcades: readonly (readonly Point[])[];
}

/** A party wall: from the street front to the courtyard, on side i at `along` metres from its start. */
interface PartyWall {
  readonly side: number;
  readonly front: Point;
  readonly arcade: Point;
  readonly court: Point;
}

function courtOf(front: BlockFront, depthMetres: number): Inset | null {
  const inset = insetRing(
    front.ring,
    front.ring.map(() => depthMetres),
  );
  if (!inset) return null;
  const ring = ringOf(inset);
  if (ring.length < 3 || !isSimple(ring) || signedArea(ring) < 90) return null;
  return ring.every((point) => containsPoint(front.ring, point)) ? inset : null;
}

function partyWalls(
  front: BlockFront,
  arcade: Inset,
  court: Inset,
  random: Random,
  widthMetres: number,
): PartyWall[] {
  const walls: PartyWall[] = [];
  front.ring.forEach((a, side) => {
    if (court.swallowed[side] || arcade.swallowed[side]) return;
    const b = front.ring[(side + 1) % front.ring.length]!;
    const along = directionOf(a, b);
    const place = (point: Point) => dot(subtract(point, a), along);
    const low = Math.max(place(court.starts[side]!), place(arcade.starts[side]!), 0.5);
    const high = Math.min(place(court.ends[side]!), place(arcade.ends[side]!), distance(a, b) - 0.5);
    const room = high - low;
    const cuts: number[] = [];
    if (room >= 15) {
      const first = low + random.between(2, 6);
      const last = high - random.between(2, 6);
      const count = Math.max(1, Math.round((last - first) / widthMetres));
      for (let k = 0; k <= count; k++) {
        const jitter = k > 0 && k < count ? random.between(-0.18, 0.18) : 0;
        cuts.push(first + ((last - first) * (k + jitter)) / count);
      }
    } else if (room > 5) cuts.push((low + high) / 2);
    const inset = (ring: Inset, t: number) => {
      const s = ring.starts[side]!;
      const e = ring.ends[side]!;
      const from = place(s);
      return add(s, scale(directionOf(s, e), ((t - from) / (place(e) - from)) * distance(s, e)));
    };
    for (const t of cuts) {
      walls.push({ side, front: add(a, scale(along, t)), arcade: inset(arcade, t), court: inset(court, t) });
    }
  });
  return walls;
}

/** The corners of an inset ring met while walking from side i to side j. */
function cornersBetween(ring: Inset, i: number, j: number): Point[] {
  const n = ring.starts.length;
  const met: Point[] = [];
  for (let side = i; side !== j; side = (side + 1) % n)
    met.push(ring.ends[side]!, ring.starts[(side + 1) % n]!);
  return met;
}

/** The walls on the street between two party walls, along `walls`: the porticoes', or the bodies' behind them. */
function frontsOf(
  front: BlockFront,
  walls: Inset,
  [from, start]: readonly [number, Point],
  [to, end]: readonly [number, Point],
  isPortico: boolean,
): BuildingDraft["fronts"] {
  const n = front.ring.length;
  const fronts: { a: Point; b: Point; edge: number; side: number }[] = [];
  let a = start;
  for (let side = from; side !== to; side = (side + 1) % n) {
    fronts.push({ a, b: walls.ends[side]!, edge: front.edges[side]!, side });
    a = walls.starts[(side + 1) % n]!;
  }
  fronts.push({ a, b: end, edge: front.edges[to]!, side: to });
  return fronts
    .filter(
      ({ a: p, b: q, edge, side }) => edge >= 0 && distance(p, q) > 3 && front.arcades[side] === isPortico,
    )
    .map(({ side: _, ...rest }) => rest);
}

function corniceOf(front: BlockFront, fronts: BuildingDraft["fronts"]): number | null {
  const ordered = fronts.flatMap(({ edge }) => front.cornices[front.edges.indexOf(edge)] ?? []);
  return ordered[0] ?? null;
}

export function buildBlock(drawn: BlockFront, style: HouseStyle, random: Random): Block {
  let front = drawn;
  const outline: Inset = {
    starts: front.ring,
    ends: front.ring.map((_, i) => front.ring[(i + 1) % front.ring.length]!),
    swallowed: front.ring.map(() => false),
  };
  const court = courtOf(front, random.between(11, 14)) ?? courtOf(front, 9);
  if (!court) {
    const buildings = solidUnits(front, style, random);
    return { buildings, base: front.ring, courtyard: null, arcades: [] };
  }
  const arcaded = insetRing(
    front.ring,
    front.arcades.map((yes) => (yes ? ARCADE_DEPTH_METRES : 0)),
  );
  const hasArcade = arcaded !== null && front.arcades.includes(true) && isSimple(ringOf(arcaded));
  const arcade = hasArcade ? arcaded : outline;
  if (!hasArcade) front = { ...drawn, arcades: drawn.arcades.map(() => false) };
  const courtyard = ringOf(court);
  const base = hasArcade ? ringOf(arcade) : front.ring;
  const arcades = hasArcade
    ? front.ring
        .map((_, i) => bandOf(outline, arcade, i))
        .filter((ring) => ring.length > 2 && signedArea(ring) > 0.5)
    : [];

  const walls = partyWalls(front, arcade, court, random, style.plotMetres);
  if (walls.length < 2 || (!hasArcade && random.chance(style.palaceShare))) {
    const height = houseHeight(style, random);
    const fronts = front.ring.flatMap((a, i) =>
      front.edges[i]! < 0 ? [] : [{ a, b: front.ring[(i + 1) % front.ring.length]!, edge: front.edges[i]! }],
    );
    const palace = {
      ring: base,
      holes: [courtyard.toReversed()],
      clearHeightMetres: 0,
      baseMetres: style.groundMetres,
    };
    return {
      buildings: [{ ...palace, ...height, use: random.pick(["office", "culture", "school"]), fronts }],
      base,
      courtyard,
      arcades,
    };
  }

  const buildings: BuildingDraft[] = [];
  walls.forEach((from, k) => {
    const to = walls[(k + 1) % walls.length]!;
    const porticoFronts = hasArcade
      ? frontsOf(front, outline, [from.side, from.front], [to.side, to.front], true)
      : [];
    const bodyFronts = frontsOf(front, arcade, [from.side, from.arcade], [to.side, to.arcade], false);
    const uniformFloors = corniceOf(front, [...porticoFronts, ...bodyFronts]);
    const use = random.chance(0.08) ? "office" : "residential";
    const height = houseHeight({ ...style, uniformFloors }, random);
    const shared = { holes: [], baseMetres: style.groundMetres, use, ...height };
    const body = tidy([
      from.arcade,
      ...cornersBetween(arcade, from.side, to.side),
      to.arcade,
      to.court,
      ...cornersBetween(court, from.side, to.side).toReversed(),
      from.court,
    ]);
    const portico = tidy([
      from.front,
      ...cornersBetween(outline, from.side, to.side),
      to.front,
      to.arcade,
      ...cornersBetween(arcade, from.side, to.side).toReversed(),
      from.arcade,
    ]);
    const standsOnPortico = portico.length > 2 && signedArea(portico) > 4;
    if (standsOnPortico)
      buildings.push({
        ...shared,
        ring: portico,
        clearHeightMetres: ARCADE_CLEAR_METRES,
        fronts: porticoFronts,
      });
    if (body.length > 2 && signedArea(body) > 4) {
      buildings.push({ ...shared, ring: body, clearHeightMetres: 0, fronts: bodyFronts });
    }
  });
  return { buildings, base, courtyard, arcades };
}
