/**
 * Straightens outlines that share borders: a border between the same two polygons, or between one and nothing, is
 * straightened once, from end to end, so that both sides stay the same line and no gap opens between them.
 */
import { EdgeOwners, type GridRing, tidyRing } from "./grid-outlines.ts";

type Place = readonly [number, number];

/** @param tolerance how far a corner that is left out may lie from the line that is left */
export function simplifyBorders(polygons: readonly (readonly GridRing[])[], tolerance: number): GridRing[][] {
  const owners = new EdgeOwners();
  polygons.forEach((rings, number) => {
    for (const ring of rings) owners.addRing(ring, number);
  });
  return polygons.map((rings) => {
    const simple = rings.map((ring) => simplifyRing(ring, owners, tolerance));
    // Without its outside nothing is left of a polygon, whatever its holes were.
    return simple[0]!.length === 0 ? [] : simple.filter((ring) => ring.length > 0);
  });
}

function simplifyRing(ring: GridRing, owners: EdgeOwners, tolerance: number): GridRing {
  const places = Array.from({ length: ring.length / 2 }, (_, i): Place => [ring[i * 2]!, ring[i * 2 + 1]!]);
  const count = places.length;
  const beyond = places.map(([x, y], i) => owners.find(...places[(i + 1) % count]!, x, y) ?? -1);
  const ends = places.flatMap((_, i) => (beyond[i] === beyond[(i + count - 1) % count] ? [] : [i]));
  if (ends.length < 2) return simplifyClosed(places, ends[0] ?? leastOf(places), tolerance);
  const kept: Place[] = [];
  ends.forEach((from, k) => {
    const to = ends[(k + 1) % ends.length]!;
    const border = between(places, from, to);
    kept.push(...simplifyBorder(border, tolerance).slice(0, -1));
  });
  return tidyRing(kept.flat());
}

/** A ring with one neighbour all around: straightened in two halves, and left as it is when little would remain. */
function simplifyClosed(places: readonly Place[], start: number, tolerance: number): GridRing {
  const [x, y] = places[start]!;
  let [farthest, most] = [start, -1];
  places.forEach((place, i) => {
    const away = (place[0] - x) ** 2 + (place[1] - y) ** 2;
    if (away > most || (away === most && isBefore(place, places[farthest]!))) [farthest, most] = [i, away];
  });
  const halves = [between(places, start, farthest), between(places, farthest, start)];
  const kept = halves.flatMap((half) => simplifyBorder(half, tolerance).slice(0, -1));
  return tidyRing((kept.length < 4 ? places : kept).flat());
}

/** Both ends included. */
function between(places: readonly Place[], from: number, to: number): Place[] {
  const length = ((to - from + places.length) % places.length || places.length) + 1;
  return Array.from({ length }, (_, i) => places[(from + i) % places.length]!);
}

/** The same corners whichever end one begins at (Douglas and Peucker 1973). */
function simplifyBorder(border: readonly Place[], tolerance: number): Place[] {
  const turned = isBefore(border.at(-1)!, border[0]!);
  const path = turned ? [...border].reverse() : border;
  const keep = new Uint8Array(path.length);
  keep[0] = 1;
  keep[path.length - 1] = 1;
  const open: [number, number][] = [[0, path.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    let [farthest, most] = [-1, tolerance];
    for (let i = first + 1; i < last; i++) {
      const away = distanceToSegment(path[i]!, path[first]!, path[last]!);
      if (away > most) [farthest, most] = [i, away];
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    open.push([first, farthest], [farthest, last]);
  }
  const kept = path.filter((_, i) => keep[i] === 1);
  return turned ? kept.reverse() : kept;
}

function distanceToSegment([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / length, 0), 1);
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function isBefore(a: Place, b: Place): boolean {
  return a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
}

function leastOf(places: readonly Place[]): number {
  return places.reduce((least, place, i) => (isBefore(place, places[least]!) ? i : least), 0);
}
