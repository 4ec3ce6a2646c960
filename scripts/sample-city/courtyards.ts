/** What fills a courtyard: wings across it, low sheds against the houses, now and then a garden. */
import type { BuildingDraft, TreeSpot } from "./city-parts.ts";
import { type HouseStyle, houseHeight } from "./house-style.ts";
import {
  add,
  containsPoint,
  cutToLeft,
  directionOf,
  distance,
  distanceToRing,
  dot,
  isConvex,
  leftOf,
  type Point,
  rectangle,
  ringsOverlap,
  scale,
  signedArea,
} from "./plane.ts";
import type { Random } from "./random.ts";

interface Courtyard {
  readonly buildings: BuildingDraft[];
  readonly trees: TreeSpot[];
}

function extentAlong(ring: readonly Point[], axis: Point): [number, number] {
  const places = ring.map((point) => dot(point, axis));
  return [Math.min(...places), Math.max(...places)];
}

/** Wings across the short way of a convex courtyard, leaving courts of at least 24 m. */
function wingsIn(ring: readonly Point[], style: HouseStyle, random: Random): BuildingDraft[] {
  const longest = ring
    .map((a, i) => ({ a, b: ring[(i + 1) % ring.length]! }))
    .reduce((one, two) => (distance(two.a, two.b) > distance(one.a, one.b) ? two : one));
  const along = directionOf(longest.a, longest.b);
  const across = leftOf(along);
  const [low, high] = extentAlong(ring, along);
  const [near, far] = extentAlong(ring, across);
  const wings: BuildingDraft[] = [];
  const count = Math.floor((high - low - 16) / 40);
  for (let k = 1; k <= count; k++) {
    const depth = random.between(9, 12);
    const at = low + ((high - low) * k) / (count + 1) + random.between(-3, 3);
    const from = cutToLeft(ring, scale(along, at - depth / 2), scale(across, -1));
    const strip = cutToLeft(from, scale(along, at + depth / 2), across);
    if (strip.length < 3) continue;
    const parts = Math.max(1, Math.round((far - near) / 34));
    let rest: readonly Point[] = strip;
    for (let part = 1; part <= parts; part++) {
      const line = scale(across, near + ((far - near) * part) / parts);
      const piece = part === parts ? rest : cutToLeft(rest, line, scale(along, -1));
      rest = part === parts ? rest : cutToLeft(rest, line, along);
      const height = houseHeight({ ...style, uniformFloors: null }, random);
      // A wing across a deep courtyard is left open in one place: a way through.
      if (piece.length > 2 && signedArea(piece) > 30 && !(parts > 2 && part === 2)) {
        const lower = {
          ...height,
          heightMetres: Math.round(height.heightMetres * 8.5) / 10,
          floors: Math.max(2, height.floors - 1),
        };
        wings.push({
          ring: piece,
          holes: [],
          clearHeightMetres: 0,
          baseMetres: style.groundMetres,
          use: "residential",
          fronts: [],
          ...lower,
        });
      }
    }
  }
  return wings;
}

/** Detached houses in a wide courtyard of no regular shape, in rows along its longest side. */
function detachedIn(ring: readonly Point[], style: HouseStyle, random: Random): BuildingDraft[] {
  const longest = ring
    .map((a, i) => ({ a, b: ring[(i + 1) % ring.length]! }))
    .reduce((one, two) => (distance(two.a, two.b) > distance(one.a, one.b) ? two : one));
  const along = directionOf(longest.a, longest.b);
  const across = leftOf(along);
  const [low, high] = extentAlong(ring, along);
  const [near, far] = extentAlong(ring, across);
  const houses: BuildingDraft[] = [];
  for (let row = near + 18; row < far - 14; row += 34) {
    for (let place = low + 20; place < high - 16; place += 44) {
      const centre = add(scale(along, place + random.between(-3, 3)), scale(across, row));
      const house = rectangle(centre, along, random.between(20, 32), random.between(10, 13));
      const stands = house.every((corner) => containsPoint(ring, corner) && distanceToRing(corner, ring) > 8);
      const isFree = ring.every((corner) => !containsPoint(house, corner));
      if (!stands || !isFree || random.chance(0.15)) continue;
      const shared = { holes: [], clearHeightMetres: 0, baseMetres: style.groundMetres, fronts: [] };
      const height = houseHeight({ ...style, uniformFloors: null }, random);
      houses.push({ ring: house, use: "residential", ...shared, ...height });
    }
  }
  return houses;
}

function shedsAlong(
  ring: readonly Point[],
  taken: readonly (readonly Point[])[],
  style: HouseStyle,
  random: Random,
): BuildingDraft[] {
  const sheds: BuildingDraft[] = [];
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    const length = distance(a, b);
    if (length < 14) return;
    const along = directionOf(a, b);
    for (let place = random.between(2, 12); place + 8 < length; ) {
      const width = random.between(5, 14);
      const depth = random.between(3.5, 6.5);
      if (place + width > length - 1.5) break;
      if (random.chance(0.45)) {
        const middle = add(add(a, scale(along, place + width / 2)), scale(leftOf(along), depth / 2));
        const shed = rectangle(middle, along, width, depth - 0.04);
        const margin = rectangle(middle, along, width + 1, depth + 1.5);
        const clear = [...taken, ...sheds.map((other) => other.ring)].every(
          (other) => !ringsOverlap(margin, other),
        );
        const inside = shed.every((point) => containsPoint(ring, point));
        if (clear && inside) {
          const heightMetres = Math.round(random.between(3.2, 7) * 10) / 10;
          sheds.push({
            ring: shed,
            holes: [],
            heightMetres,
            clearHeightMetres: 0,
            baseMetres: style.groundMetres,
            use: "annex",
            floors: heightMetres > 5.5 ? 2 : 1,
            yearBuilt: null,
            fronts: [],
          });
        }
      }
      place += width + random.between(2, 16);
    }
  });
  return sheds;
}

export function fillCourtyard(ring: readonly Point[], style: HouseStyle, random: Random): Courtyard {
  const area = signedArea(ring);
  const isFilled = random.chance(0.85);
  const inside = isConvex(ring) ? wingsIn : detachedIn;
  const buildings = area > 1500 && isFilled ? inside(ring, style, random) : [];
  buildings.push(
    ...shedsAlong(
      ring,
      buildings.map((wing) => wing.ring),
      style,
      random,
    ),
  );
  const trees: TreeSpot[] = [];
  if (area > 700 && random.chance(0.4)) {
    const [west, east] = extentAlong(ring, [1, 0]);
    const [south, north] = extentAlong(ring, [0, 1]);
    for (let k = 0; k < area / 220; k++) {
      const at: Point = [random.between(west, east), random.between(south, north)];
      const free =
        containsPoint(ring, at) &&
        distanceToRing(at, ring) > 4 &&
        buildings.every((other) => !containsPoint(other.ring, at) && distanceToRing(at, other.ring) > 3) &&
        trees.every((other) => distance(other.at, at) > 5);
      if (free)
        trees.push({
          at,
          species: random.pick(["Magnolia grandiflora", "Tilia cordata", "Taxus baccata", "Prunus avium"]),
          growth: random.between(0.35, 0.7),
        });
    }
  }
  return { buildings, trees };
}
