/**
 * The ground of the streets around one face, from each axis inwards: carriageway, tree strip, side road,
 * pavement. Neighbouring pieces share their corners, so that the ground is covered once and without gaps.
 */
import type { GroundKind } from "../../domain/city/city-data.ts";
import type { Face } from "./faces.ts";
import { profiles, type Site, type StreetProfile, streetInputs } from "./inputs.ts";
import { bandOf, type Corner, cornerAt, type Inset, insetRing } from "./insets.ts";
import {
  add,
  cross,
  cutToLeft,
  directionOf,
  distance,
  leftOf,
  type Point,
  scale,
  signedArea,
  subtract,
  tidy,
} from "./plane.ts";

export interface GroundPiece {
  readonly kind: GroundKind;
  readonly name: string | null;
  readonly ring: readonly Point[];
  readonly holes: readonly (readonly Point[])[];
  readonly elevationMetres: number;
}

/** Where a row of trees stands. */
export interface TreeRow {
  readonly a: Point;
  readonly b: Point;
  readonly spacingMetres: number;
  readonly street: string;
}

/** The ring of the building fronts around a face; sides[i] is the face's side behind ring[i] → ring[i + 1]. */
export interface FrontRing {
  readonly ring: readonly Point[];
  readonly sides: readonly number[];
}

export interface FaceStreets {
  readonly pieces: readonly GroundPiece[];
  readonly treeRows: readonly TreeRow[];
  /** Null when the streets leave nothing between them. */
  readonly front: FrontRing | null;
}

/** Length of the opening a tree strip leaves before a crossing. */
const CROSSING_METRES = 7;

export function profileOf(street: number): StreetProfile {
  return profiles[street < 0 ? "limit" : streetInputs[street]!.profile]!;
}

const nameOf = (street: number) => (street < 0 ? null : streetInputs[street]!.name);

function frontRingOf(inset: Inset): FrontRing {
  const ring: Point[] = [];
  const sides: number[] = [];
  const put = (point: Point, side: number) => {
    const last = ring.at(-1);
    if (last && distance(last, point) < 0.03) sides[sides.length - 1] = side;
    else {
      ring.push(point);
      sides.push(side);
    }
  };
  inset.starts.forEach((start, i) => {
    if (inset.swallowed[i]) return;
    put(start, i);
    put(inset.ends[i]!, i);
  });
  if (ring.length > 1 && distance(ring[0]!, ring.at(-1)!) < 0.03) {
    ring.pop();
    sides.pop();
  }
  return { ring, sides };
}

export function layStreets(face: Face, site: Site | undefined, elevationMetres: number): FaceStreets {
  const n = face.ring.length;
  const of = face.sides.map((side) => profileOf(side.edge.street));
  const names = face.sides.map((side) => nameOf(side.edge.street));
  const pavementOf = (p: StreetProfile) => (site?.kind === "square" ? 0 : p.pavement);
  const axis: Inset = {
    starts: face.ring,
    ends: face.ring.map((_, i) => face.ring[(i + 1) % n]!),
    swallowed: face.ring.map(() => false),
  };
  const inner = insetRing(
    face.ring,
    of.map((p) => p.carriageway),
  );
  const strip = insetRing(
    face.ring,
    of.map((p) => p.carriageway + p.strip),
  );
  const kerb = insetRing(
    face.ring,
    of.map((p) => p.carriageway + p.strip + p.sideRoad),
  );
  const front = insetRing(
    face.ring,
    of.map((p) => p.carriageway + p.strip + p.sideRoad + pavementOf(p)),
  );

  const pieces: GroundPiece[] = [];
  const treeRows: TreeRow[] = [];
  const lay = (kind: GroundKind, name: string | null, ring: readonly Point[]) => {
    const clean = tidy(ring);
    if (clean.length > 2 && signedArea(clean) > 0.05) {
      pieces.push({ kind, name, ring: clean, holes: [], elevationMetres });
    }
  };
  if (!inner || !strip || !kerb) {
    lay("carriageway", names[0]!, face.ring);
    return { pieces, treeRows, front: null };
  }

  const corners: Corner[] = of.map((p, i) => {
    const before = of[(i + n - 1) % n]!;
    const narrower = Math.min(pavementOf(p), pavementOf(before));
    // A kerb turns only between two roads; a footway's paving meets a road squarely.
    const isKerb = front !== null && narrower >= 1.8 && p.carriageway > 0 && before.carriageway > 0;
    return cornerAt(kerb, i, isKerb ? Math.min(4, narrower * 1.3) : 0);
  });
  const turnsAt = (i: number) => {
    const before = directionOf(face.ring[(i + n - 1) % n]!, face.ring[i]!);
    return Math.abs(cross(before, directionOf(face.ring[i]!, face.ring[(i + 1) % n]!))) > 0.2;
  };

  for (let i = 0; i < n; i++) {
    const next = (i + 1) % n;
    const kerbLine = [...corners[next]!.before.toReversed(), ...corners[i]!.after.toReversed()];
    if (of[i]!.strip === 0) {
      const outwards = [inner.ends[i]!, strip.ends[i]!];
      const inwards = [strip.starts[i]!, inner.starts[i]!];
      lay("carriageway", names[i]!, [axis.starts[i]!, axis.ends[i]!, ...outwards, ...kerbLine, ...inwards]);
    } else {
      lay("carriageway", names[i]!, bandOf(axis, inner, i));
      lay("carriageway", names[i]!, [strip.starts[i]!, strip.ends[i]!, ...kerbLine]);
      const row = layStrip(
        bandOf(inner, strip, i),
        axis.starts[i]!,
        axis.ends[i]!,
        turnsAt(i),
        turnsAt(next),
      );
      for (const ring of row.road) lay("carriageway", names[i]!, ring);
      if (row.green) {
        lay("green", names[i]!, row.green);
        const along = directionOf(axis.starts[i]!, axis.ends[i]!);
        const offset = scale(leftOf(along), of[i]!.carriageway + of[i]!.strip / 2);
        treeRows.push({
          a: add(add(axis.starts[i]!, scale(along, row.from + 3)), offset),
          b: add(add(axis.starts[i]!, scale(along, row.to - 3)), offset),
          spacingMetres: of[i]!.treeSpacing,
          street: names[i]!,
        });
      }
    }
    if (!front) continue;
    const pavement = [...corners[i]!.after, ...corners[next]!.before, front.ends[i]!, front.starts[i]!];
    lay(of[i]!.paving, names[i]!, pavement);
    if (of[i]!.treeSpacing > 0 && of[i]!.strip === 0 && pavementOf(of[i]!) > 0 && !kerb.swallowed[i]) {
      treeRows.push(...kerbRow(kerb.starts[i]!, kerb.ends[i]!, of[i]!, names[i]!));
    }
  }
  if (!front) {
    lay(
      "pavement",
      names[0]!,
      corners.flatMap((corner) => [...corner.before, ...corner.after]),
    );
    return { pieces, treeRows, front: null };
  }
  return { pieces, treeRows, front: frontRingOf(front) };
}

function kerbRow(start: Point, end: Point, profile: StreetProfile, street: string): TreeRow[] {
  const length = distance(start, end);
  if (length < 24) return [];
  const along = directionOf(start, end);
  const offset = scale(leftOf(along), Math.min(1.5, profile.pavement / 2));
  const a = add(add(start, scale(along, 8)), offset);
  const b = add(subtract(end, scale(along, 8)), offset);
  return [{ a, b, spacingMetres: profile.treeSpacing, street }];
}

/** A strip between two crossings: open at the crossings, planted between them. */
function layStrip(band: readonly Point[], start: Point, end: Point, opensFirst: boolean, opensLast: boolean) {
  const along = directionOf(start, end);
  const reach = band.map((point) => (point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]);
  const sorted = reach.toSorted((a, b) => a - b);
  // Past the slanted ends of the band, so that a cut goes straight across.
  const from = (sorted[1] ?? 0) + (opensFirst ? CROSSING_METRES : 0);
  const to = (sorted[2] ?? 0) - (opensLast ? CROSSING_METRES : 0);
  if (band.length !== 4 || to - from < 12) return { road: [band], green: null, from, to };
  const across = leftOf(along);
  const first = add(start, scale(along, from));
  const last = add(start, scale(along, to));
  const back = scale(across, -1);
  const road: Point[][] = [];
  let green: readonly Point[] = band;
  if (opensFirst) {
    road.push(cutToLeft(green, first, across));
    green = cutToLeft(green, first, back);
  }
  if (opensLast) {
    road.push(cutToLeft(green, last, back));
    green = cutToLeft(green, last, across);
  }
  return { road, green, from, to };
}
