/** Lines of many blocks along the streets, straight on at each crossing: a tramway's or a main's works. */
import type { StreetSegmentRecord } from "../../../domain/city/city-data.ts";
import type { LineStringGeometry, Position } from "../../../domain/geo/geometry.ts";
import { lengthOf, partOf } from "../../../domain/geo/line-parts.ts";
import { randomFor } from "../../sample-city/random.ts";

interface Leg {
  readonly to: number;
  readonly coordinates: readonly Position[];
}

const TRIES = 50;

/** So many lines of exactly so many metres, the same ones each time. @throws where the streets have none so long */
export function layLongLines(
  segments: readonly StreetSegmentRecord[],
  metres: number,
  count: number,
  seed: number,
): LineStringGeometry[] {
  const legs = new Map<number, Leg[]>();
  for (const { fromNode, toNode, geom, tunnel } of segments) {
    if (tunnel) continue;
    const add = (from: number, leg: Leg) => legs.set(from, [...(legs.get(from) ?? []), leg]);
    add(fromNode, { to: toNode, coordinates: geom.coordinates });
    add(toNode, { to: fromNode, coordinates: [...geom.coordinates].reverse() });
  }
  const random = randomFor(`long lines:${seed}`);
  const nodes = [...legs.keys()];
  const lines: LineStringGeometry[] = [];
  for (let tries = 0; lines.length < count; tries++) {
    if (tries > TRIES * count) throw new Error(`expected ${count} lines of ${metres} m, got ${lines.length}`);
    const line = follow(legs, random.pick(nodes), metres);
    if (line !== null) lines.push(line);
  }
  return lines;
}

function follow(
  legs: ReadonlyMap<number, readonly Leg[]>,
  start: number,
  metres: number,
): LineStringGeometry | null {
  const seen = new Set([start]);
  const line: Position[] = [];
  let node = start;
  for (;;) {
    const open = (legs.get(node) ?? []).filter(({ to }) => !seen.has(to));
    const heading = headingOf(line.slice(-2));
    const turn = (leg: Leg) =>
      heading === null ? 0 : Math.abs(wrap(headingOf(leg.coordinates.slice(0, 2))! - heading));
    const [next] = open.sort((a, b) => turn(a) - turn(b));
    if (next === undefined || turn(next) > Math.PI / 3) return null;
    line.push(...next.coordinates.slice(line.length === 0 ? 0 : 1));
    seen.add(next.to);
    node = next.to;
    const drawn = { type: "LineString" as const, coordinates: line };
    if (lengthOf(drawn) >= metres) return partOf(drawn, 0, metres);
  }
}

function headingOf([a, b]: readonly Position[]): number | null {
  return a === undefined || b === undefined ? null : Math.atan2(b[1] - a[1], b[0] - a[0]);
}

const wrap = (angle: number) => Math.atan2(Math.sin(angle), Math.cos(angle));
