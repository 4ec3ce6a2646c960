/**
 * Where a line of sight first meets the relief. The line is followed in short stretches; along each, between one
 * crease of the relief and the next, its height above the ground changes evenly, so the first change of sign tells
 * the place, which is then narrowed down on the line itself.
 */
import { Cartographic, Math as CesiumMath, Ellipsoid, IntersectionTests, Ray } from "@cesium/engine";
import { heightAt, type Relief } from "../../../domain/geo/relief.ts";
import { creasesBetween } from "./drape.ts";

/** Over so short a stretch the earth's curve departs from a straight line by 1.3 mm. */
const STRETCH_METRES = 256;
/** A line of sight that runs so far between the highest and the lowest ground and meets none goes on into the sky. */
const FARTHEST_METRES = 60_000;
const NARROWINGS = 4;

interface Spot {
  readonly place: readonly [number, number];
  readonly aboveMetres: number;
}

/**
 * @param geoidUndulationMetres added to the relief's heights, which are above the sea.
 * @returns the place a line of sight meets first; null when it goes into the sky.
 */
export function sightOnRelief(
  relief: Relief,
  geoidUndulationMetres: number,
): (sight: Ray) => readonly [number, number] | null {
  // A metre more on either side: the swollen ellipsoid is not quite the surface of equal height.
  const roof = swollen(highestMetres(relief) + geoidUndulationMetres + 1);
  const floor = swollen(relief.lowestMetres + geoidUndulationMetres - 1);

  return (sight) => {
    const top = IntersectionTests.rayEllipsoid(sight, roof);
    if (top === undefined) return null;
    const bottom = IntersectionTests.rayEllipsoid(sight, floor);
    const end = Math.min(bottom?.start ?? top.stop, top.start + FARTHEST_METRES);
    const at = (metres: number): Spot => {
      const { longitude, latitude, height } = Cartographic.fromCartesian(Ray.getPoint(sight, metres));
      const place = [CesiumMath.toDegrees(longitude), CesiumMath.toDegrees(latitude)] as const;
      return { place, aboveMetres: height - geoidUndulationMetres - heightAt(relief, ...place) };
    };
    return follow(relief, at, top.start, end);
  };
}

function follow(
  relief: Relief,
  at: (metres: number) => Spot,
  start: number,
  end: number,
): readonly [number, number] | null {
  let [nearMetres, near] = [start, at(start)];
  if (near.aboveMetres <= 0) return near.place;
  while (nearMetres < end) {
    const farMetres = Math.min(nearMetres + STRETCH_METRES, end);
    const far = at(farMetres);
    let above = nearMetres;
    for (const share of [...creasesBetween(relief, near.place, far.place), 1]) {
      const metres = nearMetres + (farMetres - nearMetres) * share;
      if (at(metres).aboveMetres <= 0) return narrow(at, above, metres);
      above = metres;
    }
    [near, nearMetres] = [far, farMetres];
  }
  return null;
}

/** Between a point of the line above the ground and one below it: where it crosses, by false position. */
function narrow(at: (metres: number) => Spot, above: number, below: number): readonly [number, number] {
  let [a, b] = [above, below];
  let spot = at(b);
  for (let i = 0; i < NARROWINGS; i++) {
    const [high, low] = [at(a).aboveMetres, at(b).aboveMetres];
    const metres = high === low ? b : a + ((b - a) * high) / (high - low);
    spot = at(metres);
    if (spot.aboveMetres > 0) a = metres;
    else b = metres;
  }
  return spot.place;
}

export function highestMetres({ heights, lowestMetres, quantumMetres }: Relief): number {
  let most = 0;
  for (const quanta of heights) most = Math.max(most, quanta);
  return lowestMetres + most * quantumMetres;
}

/** WGS 84's ellipsoid at a height: it departs from the true parallel surface by less than a millimetre at 300 m. */
export function swollen(heightMetres: number): Ellipsoid {
  const { x, y, z } = Ellipsoid.WGS84.radii;
  return new Ellipsoid(x + heightMetres, y + heightMetres, z + heightMetres);
}
