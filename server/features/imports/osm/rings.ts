/** Rings of a multipolygon relation out of its member ways (wiki.openstreetmap.org/wiki/Relation:multipolygon). */

export interface MemberWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly role: string;
}

interface AssembledRing {
  /** Closed: the last node repeats the first. */
  readonly refs: readonly number[];
  /** The role of the ways it was joined from; "" where they differ or say nothing. */
  readonly role: string;
  /** Least id of its ways: tells this ring from the relation's others, whatever their order. */
  readonly wayId: number;
}

/** Joins ways end to end into closed rings. What closes on nothing is named, not closed by force. */
export function assembleRings(ways: readonly MemberWay[]): {
  readonly rings: readonly AssembledRing[];
  readonly openWays: readonly number[];
} {
  const rings: AssembledRing[] = [];
  const openWays: number[] = [];
  const waiting = new Map<number, MemberWay[]>();
  for (const way of ways) {
    if (way.refs.length < 2) openWays.push(way.id);
    else if (way.refs[0] === way.refs.at(-1)) rings.push({ refs: way.refs, role: way.role, wayId: way.id });
    else for (const end of [way.refs[0]!, way.refs.at(-1)!]) put(waiting, end, way);
  }
  const used = new Set<MemberWay>();
  for (const first of ways) {
    if (used.has(first) || !waiting.get(first.refs[0] ?? Number.NaN)?.includes(first)) continue;
    const joined = [first];
    used.add(first);
    const refs = [...first.refs];
    while (refs[0] !== refs.at(-1)) {
      const end = refs.at(-1)!;
      const candidates = waiting.get(end)!.filter((way) => !used.has(way));
      // Where outer and inner rings touch, a ring goes on with ways of its own role.
      const next = candidates.find((way) => way.role === first.role) ?? candidates[0];
      if (next === undefined) break;
      used.add(next);
      joined.push(next);
      refs.push(...(next.refs[0] === end ? next.refs : [...next.refs].reverse()).slice(1));
    }
    if (refs[0] !== refs.at(-1)) openWays.push(...joined.map(({ id }) => id));
    else {
      const role = joined.every((way) => way.role === first.role) ? first.role : "";
      rings.push({ refs, role, wayId: Math.min(...joined.map(({ id }) => id)) });
    }
  }
  return { rings, openWays };
}

function put(waiting: Map<number, MemberWay[]>, end: number, way: MemberWay): void {
  const there = waiting.get(end);
  if (there === undefined) waiting.set(end, [way]);
  else there.push(way);
}

type Place = readonly [number, number];
interface PlacedRing {
  readonly places: readonly Place[];
  readonly role: string;
  readonly wayId: number;
}

/** Outer rings with the inner ones that lie in them. A ring without a role is inner where another holds it. */
export function groupRings(rings: readonly PlacedRing[]): {
  readonly polygons: readonly { readonly wayId: number; readonly rings: readonly (readonly Place[])[] }[];
  readonly strayWays: readonly number[];
} {
  const isInner = (ring: PlacedRing) =>
    ring.role === "inner" ||
    (ring.role !== "outer" && rings.filter((other) => other !== ring && holds(other, ring)).length % 2 === 1);
  const inner = rings.filter(isInner);
  const outer = rings.filter((ring) => !inner.includes(ring)).sort((a, b) => a.wayId - b.wayId);
  const polygons = outer.map((ring) => ({
    wayId: ring.wayId,
    rings: [ring.places],
    area: areaOf(ring.places),
  }));
  const strayWays: number[] = [];
  for (const hole of inner) {
    const around = outer
      .map((ring, index) => ({ ring, polygon: polygons[index]! }))
      .filter(({ ring }) => holds(ring, hole))
      .sort((a, b) => a.polygon.area - b.polygon.area)[0];
    if (around === undefined) strayWays.push(hole.wayId);
    else around.polygon.rings.push(hole.places);
  }
  return { polygons: polygons.map(({ wayId, rings }) => ({ wayId, rings })), strayWays };
}

/** Whether most corners of `inner` lie in `outer`: rings may share corners and even edges. */
function holds(outer: PlacedRing, inner: PlacedRing): boolean {
  const corners = inner.places.slice(1);
  const within = corners.filter(
    (corner, i) => isInside(middle(corner, inner.places[i]!), outer.places) || isInside(corner, outer.places),
  ).length;
  return within * 2 > corners.length && areaOf(outer.places) >= areaOf(inner.places);
}

function middle(a: Place, b: Place): Place {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function isInside([x, y]: Place, ring: readonly Place[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function areaOf(ring: readonly Place[]): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1]!;
    const [bx, by] = ring[i]!;
    twice += (ax - ring[0]![0]) * (by - ring[0]![1]) - (bx - ring[0]![0]) * (ay - ring[0]![1]);
  }
  return Math.abs(twice) / 2;
}
