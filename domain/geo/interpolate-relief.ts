import Flatbush from "flatbush";
import { fitPlane, median, type PlacedHeight, type Plane, planeAt } from "./fit-plane.ts";
import type { Extent } from "./geometry.ts";
import type { Relief } from "./relief.ts";

/** A surveyed height: degrees (CRS84), metres above sea level. */
export interface SurveyedHeight {
  readonly longitude: number;
  readonly latitude: number;
  readonly metres: number;
}

/** Up to here a surveyed height speaks for itself; from there it gives way to the regional plane, until ASSUMED. */
const NEAR_METRES = 150;
const ASSUMED_METRES = 300;
/** How many surveyed heights a place asks, and what a metre of distance takes from their weight. */
const NEIGHBOURS = 8;
const SOFT_METRES = 12;
/** Beyond this from what its neighbours agree on, a height is of a courtyard, a ramp or an underpass. */
const OUTLIER_METRES = 2;
const QUANTUM_METRES = 0.01;
const MOST_QUANTA = 65_535;
const METRES_PER_DEGREE = 111_195;

/**
 * A surface through surveyed heights. Each place takes the mean of how far its nearest heights lie off the regional
 * plane, weighted by nearness (inverse squared distance, softened so that no single point makes a peak); with
 * distance that fades and the plane alone is left. Heights that contradict their neighbours are left out.
 *
 * @throws when there are fewer than three heights
 */
export class ReliefSurface {
  readonly plane: Plane;
  readonly outliers: number;
  readonly #east: number;
  readonly #index: Flatbush;
  readonly #x: number[] = [];
  readonly #y: number[] = [];
  readonly #offPlane: number[] = [];

  constructor(heights: readonly SurveyedHeight[]) {
    if (heights.length < 3) throw new Error(`a relief wants at least 3 heights, got ${heights.length}`);
    const middle = heights.reduce((sum, { latitude }) => sum + latitude, 0) / heights.length;
    this.#east = METRES_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
    const placed = heights.map(({ longitude, latitude, metres }) => ({
      x: longitude * this.#east,
      y: latitude * METRES_PER_DEGREE,
      z: metres,
    }));
    const first = fitPlane(placed);
    const kept = withoutOutliers(placed, first);
    this.outliers = placed.length - kept.length;
    this.plane = fitPlane(kept);
    this.#index = new Flatbush(kept.length);
    for (const { x, y, z } of kept) {
      this.#index.add(x, y);
      this.#x.push(x);
      this.#y.push(y);
      this.#offPlane.push(z - planeAt(this.plane, x, y));
    }
    this.#index.finish();
  }

  /** @returns metres above sea level, and the distance to the nearest surveyed height */
  at(longitude: number, latitude: number): { metres: number; awayMetres: number } {
    const [x, y] = [longitude * this.#east, latitude * METRES_PER_DEGREE];
    const near = this.#index.neighbors(x, y, NEIGHBOURS, ASSUMED_METRES * 2);
    const plane = planeAt(this.plane, x, y);
    if (near.length === 0) return { metres: plane, awayMetres: Number.POSITIVE_INFINITY };
    let [sum, weights] = [0, 0];
    for (const point of near) {
      const weight = 1 / ((this.#x[point]! - x) ** 2 + (this.#y[point]! - y) ** 2 + SOFT_METRES ** 2);
      sum += weight * this.#offPlane[point]!;
      weights += weight;
    }
    const awayMetres = Math.hypot(this.#x[near[0]!]! - x, this.#y[near[0]!]! - y);
    return { metres: plane + (sum / weights) * trust(awayMetres), awayMetres };
  }
}

/** 1 near a surveyed height, 0 where only the plane is left, smooth between. */
function trust(awayMetres: number): number {
  const t = Math.min(Math.max((awayMetres - NEAR_METRES) / (ASSUMED_METRES - NEAR_METRES), 0), 1);
  return 1 - t * t * (3 - 2 * t);
}

function withoutOutliers(placed: readonly PlacedHeight[], plane: Plane): PlacedHeight[] {
  const off = placed.map(({ x, y, z }) => z - planeAt(plane, x, y));
  const index = new Flatbush(placed.length);
  for (const { x, y } of placed) index.add(x, y);
  index.finish();
  return placed.filter(({ x, y }, self) => {
    const around = index.neighbors(x, y, NEIGHBOURS + 1, ASSUMED_METRES).filter((point) => point !== self);
    if (around.length < 4) return true;
    const agreed = median(around.map((point) => off[point]!));
    return Math.abs(off[self]! - agreed) <= OUTLIER_METRES;
  });
}

export interface ReliefGrid {
  readonly relief: Relief;
  /** Grid points with a surveyed height near. */
  readonly surveyedCount: number;
}

/** The surface on a grid over the extent, which it covers whole; steps in degrees. */
export function toReliefGrid(surface: ReliefSurface, extent: Extent, step: number): ReliefGrid {
  const [west, south] = [Math.floor(extent[0] / step) * step, Math.floor(extent[1] / step) * step];
  const columns = Math.ceil((extent[2] - west) / step) + 1;
  const rows = Math.ceil((extent[3] - south) / step) + 1;
  const metres = new Float64Array(columns * rows);
  const surveyed = new Uint8Array(Math.ceil(metres.length / 8));
  let surveyedCount = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const point = row * columns + column;
      const found = surface.at(west + column * step, south + row * step);
      metres[point] = found.metres;
      if (found.awayMetres > NEAR_METRES) continue;
      surveyed[point >> 3]! |= 1 << (point & 7);
      surveyedCount++;
    }
  }
  const lowestMetres = Math.floor(metres.reduce((a, b) => Math.min(a, b)));
  const highest = metres.reduce((a, b) => Math.max(a, b));
  const quantumMetres = Math.max(QUANTUM_METRES, (highest - lowestMetres) / MOST_QUANTA);
  const heights = Uint16Array.from(metres, (value) => Math.round((value - lowestMetres) / quantumMetres));
  return {
    relief: {
      west,
      south,
      stepEast: step,
      stepNorth: step,
      columns,
      rows,
      lowestMetres,
      quantumMetres,
      heights,
      surveyed,
    },
    surveyedCount,
  };
}
