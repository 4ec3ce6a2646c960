/** A block too shallow for a courtyard: houses back to back, cut straight through. */
import type { BlockFront } from "./blocks.ts";
import type { BuildingDraft } from "./city-parts.ts";
import { type HouseStyle, houseHeight } from "./house-style.ts";
import {
  between,
  cutToLeft,
  directionOf,
  distance,
  distanceToSegment,
  dot,
  isConvex,
  leftOf,
  type Point,
  scale,
  signedArea,
  tidy,
} from "./plane.ts";
import type { Random } from "./random.ts";

const LONGEST_METRES = 24;

function cutUp(ring: readonly Point[], random: Random): Point[][] {
  const sides = ring.map((a, i) => ({ a, b: ring[(i + 1) % ring.length]! }));
  const longest = sides.reduce((one, two) => (distance(two.a, two.b) > distance(one.a, one.b) ? two : one));
  const along = directionOf(longest.a, longest.b);
  const across = leftOf(along);
  const reach = (axis: Point) => {
    const places = ring.map((point) => dot(point, axis));
    return Math.max(...places) - Math.min(...places);
  };
  const axis = reach(along) >= reach(across) ? along : across;
  if (reach(axis) <= LONGEST_METRES) return [[...ring]];
  const places = ring.map((point) => dot(point, axis)).sort((a, b) => a - b);
  const at = scale(axis, between([places[0]!, 0], [places.at(-1)!, 0], random.between(0.42, 0.58))[0]);
  const halves = [cutToLeft(ring, at, leftOf(axis)), cutToLeft(ring, at, scale(leftOf(axis), -1))];
  return halves.flatMap((half) => (half.length > 2 ? cutUp(half, random) : []));
}

export function solidUnits(front: BlockFront, style: HouseStyle, random: Random): BuildingDraft[] {
  const ring = tidy(front.ring);
  const units = isConvex(ring) ? cutUp(ring, random) : [ring];
  return units
    .filter((unit) => signedArea(unit) > 12)
    .map((unit) => {
      const fronts = unit.flatMap((a, i) => {
        const b = unit[(i + 1) % unit.length]!;
        const middle = between(a, b, 0.5);
        const side = front.ring.findIndex(
          (from, k) => distanceToSegment(middle, from, front.ring[(k + 1) % front.ring.length]!) < 0.05,
        );
        const edge = side < 0 ? -1 : front.edges[side]!;
        return edge >= 0 && distance(a, b) > 3 ? [{ a, b, edge }] : [];
      });
      const use = random.chance(0.12) ? "office" : "residential";
      return {
        ring: unit,
        holes: [],
        clearHeightMetres: 0,
        baseMetres: style.groundMetres,
        use,
        fronts,
        ...houseHeight(style, random),
      };
    });
}
