/** Trees: rows along the corsi, groves in the parks, rings around the squares. */
import type { TreeSpot } from "./city-parts.ts";
import type { Site } from "./inputs.ts";
import { insetRing, ringOf } from "./insets.ts";
import { landmarkBuildings } from "./landmarks.ts";
import { add, containsPoint, directionOf, distance, distanceToRing, type Point, scale } from "./plane.ts";
import { type Random, randomFor } from "./random.ts";
import type { TreeRow } from "./street-ground.ts";

const PARK_SPECIES = [
  "Platanus x acerifolia",
  "Tilia cordata",
  "Celtis australis",
  "Aesculus hippocastanum",
  "Quercus robur",
  "Acer platanoides",
  "Liriodendron tulipifera",
  "Cedrus atlantica",
];

/** Turin plants each corso with one species; these are the usual ones, not each street's own. */
const ROW_SPECIES = [
  "Platanus x acerifolia",
  "Platanus x acerifolia",
  "Tilia cordata",
  "Celtis australis",
  "Aesculus hippocastanum",
  "Acer platanoides",
];

/** Whether a tree here would stand clear of every landmark. */
export function isFree(at: Point): boolean {
  return landmarkBuildings.every(({ ring }) => !containsPoint(ring, at) && distanceToRing(at, ring) > 5);
}

export function plantRow(row: TreeRow): TreeSpot[] {
  const random = randomFor(`row:${row.street}:${Math.round(row.a[0])}:${Math.round(row.a[1])}`);
  const species = randomFor(`species:${row.street}`).pick(ROW_SPECIES);
  const length = distance(row.a, row.b);
  if (length < 4) return [];
  const along = directionOf(row.a, row.b);
  const count = Math.max(1, Math.floor(length / row.spacingMetres));
  const spots: TreeSpot[] = [];
  for (let k = 0; k <= count; k++) {
    // One in thirty is missing: felled and not yet replaced.
    if (random.chance(1 / 30)) continue;
    const growth = random.chance(0.08) ? random.between(0.25, 0.4) : random.between(0.6, 1);
    spots.push({ at: add(row.a, scale(along, (length * k) / count)), species, growth });
  }
  return spots;
}

/** Groves and clearings: a smooth field of two waves decides where trees stand close. */
function grove(at: Point, seed: number): number {
  return (
    Math.sin(at[0] / 31 + seed) * Math.cos(at[1] / 27 - seed) +
    0.5 * Math.sin((at[0] + at[1]) / 17 + 2 * seed)
  );
}

function clusters(site: Site, ring: readonly Point[], random: Random): TreeSpot[] {
  const spots: TreeSpot[] = [];
  const seed = random.between(0, 6);
  const [west, east] = [Math.min(...ring.map((p) => p[0])), Math.max(...ring.map((p) => p[0]))];
  const [south, north] = [Math.min(...ring.map((p) => p[1])), Math.max(...ring.map((p) => p[1]))];
  const step = 10;
  for (let u = west; u < east; u += step) {
    for (let v = south; v < north; v += step) {
      const at: Point = [u + random.between(1, step - 1), v + random.between(1, step - 1)];
      const dense = grove(at, seed) > -0.15;
      const draw = random.next();
      if (draw > (dense ? 0.85 : 0.1)) continue;
      if (!containsPoint(ring, at) || distanceToRing(at, ring) < 3 || !isFree(at)) continue;
      const species = random.chance(0.45) ? site.species! : random.pick(PARK_SPECIES);
      const monumental = random.chance(0.012);
      spots.push({ at, species, growth: monumental ? 1.15 : random.between(0.45, 1), monumental });
    }
  }
  return spots;
}

function aroundEdge(site: Site, ring: readonly Point[], random: Random): TreeSpot[] {
  const inset = insetRing(
    ring,
    ring.map(() => 6),
  );
  if (!inset) return [];
  const inner = ringOf(inset);
  return inner.flatMap((a, i) => {
    const b = inner[(i + 1) % inner.length]!;
    const count = Math.floor(distance(a, b) / 9);
    return Array.from({ length: count }, (_, k) => ({
      at: add(a, scale(directionOf(a, b), (distance(a, b) * k) / count)),
      species: site.species!,
      growth: random.between(0.6, 0.95),
    })).filter((spot) => isFree(spot.at));
  });
}

function inGrid(site: Site, ring: readonly Point[], random: Random): TreeSpot[] {
  const spots: TreeSpot[] = [];
  const us = ring.map((p) => p[0]);
  const vs = ring.map((p) => p[1]);
  const middle = (Math.min(...us) + Math.max(...us)) / 2;
  for (let v = Math.min(...vs) + 6; v < Math.max(...vs) - 4; v += 9) {
    for (const off of [-18, -9, 9, 18]) {
      const at: Point = [middle + off, v];
      if (containsPoint(ring, at) && distanceToRing(at, ring) > 3) {
        spots.push({ at, species: site.species!, growth: random.between(0.7, 1) });
      }
    }
  }
  return spots;
}

export function plantSite(site: Site, ring: readonly Point[], random: Random): TreeSpot[] {
  if (site.trees === "clusters") return clusters(site, ring, random);
  if (site.trees === "edge") return aroundEdge(site, ring, random);
  if (site.trees === "grid") return inGrid(site, ring, random);
  return [];
}

/** Keeps the first of any trees nearer than `apartMetres`. */
export function thinOut(spots: readonly TreeSpot[], apartMetres: number): TreeSpot[] {
  const cells = new Map<string, Point[]>();
  return spots.filter(({ at }) => {
    const cu = Math.floor(at[0] / apartMetres);
    const cv = Math.floor(at[1] / apartMetres);
    for (let du = -1; du <= 1; du++) {
      for (let dv = -1; dv <= 1; dv++) {
        if (cells.get(`${cu + du},${cv + dv}`)?.some((other) => distance(other, at) < apartMetres))
          return false;
      }
    }
    const cell = cells.get(`${cu},${cv}`);
    if (cell) cell.push(at);
    else cells.set(`${cu},${cv}`, [at]);
    return true;
  });
}
