/** The relief as the tiles use it: how high the ground is, which way it looks, how things lie on it. */
import { heightAt, type Relief } from "../../../domain/geo/relief.ts";
import type { Vector } from "./mesh-builder.ts";
import { crossingsOf, cutConvex, type GridPolygon } from "./relief-cut.ts";
import type { FlatRing } from "./rings.ts";

const METRES_PER_DEGREE = 111_320;

export class ReliefSurface {
  private readonly stepEastMetres: number;
  readonly stepNorthMetres: number;

  constructor(readonly relief: Relief) {
    const middle = relief.south + (relief.stepNorth * relief.rows) / 2;
    this.stepEastMetres = relief.stepEast * METRES_PER_DEGREE * Math.cos((middle * Math.PI) / 180);
    this.stepNorthMetres = relief.stepNorth * METRES_PER_DEGREE;
  }

  toGrid(longitude: number, latitude: number): [number, number] {
    const { relief } = this;
    return [(longitude - relief.west) / relief.stepEast, (latitude - relief.south) / relief.stepNorth];
  }

  toDegrees(u: number, v: number): [number, number] {
    const { relief } = this;
    return [relief.west + u * relief.stepEast, relief.south + v * relief.stepNorth];
  }

  /** Metres above sea level. */
  heightAt(longitude: number, latitude: number): number {
    return heightAt(this.relief, longitude, latitude);
  }

  /** East, north, up; smooth, so that a hillside is not faceted though its triangles are. */
  normalAt(longitude: number, latitude: number): Vector {
    const { stepEast, stepNorth } = this.relief;
    const rise =
      this.heightAt(longitude + stepEast, latitude) - this.heightAt(longitude - stepEast, latitude);
    const climb =
      this.heightAt(longitude, latitude + stepNorth) - this.heightAt(longitude, latitude - stepNorth);
    const [x, y] = [-rise / (2 * this.stepEastMetres), -climb / (2 * this.stepNorthMetres)];
    const length = Math.hypot(x, y, 1);
    return [x / length, y / length, 1 / length];
  }

  /** Plane parts, in grid coordinates, of a triangle given in degrees. */
  cut(triangle: readonly number[], emit: (part: GridPolygon) => void): void {
    const polygon: number[] = [];
    for (let i = 0; i < triangle.length; i += 2) polygon.push(...this.toGrid(triangle[i]!, triangle[i + 1]!));
    cutConvex(this.relief, polygon, emit);
  }

  /** The ring in degrees, with a corner more wherever it crosses an edge of the relief. */
  follow(ring: FlatRing): FlatRing {
    const places: number[] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const [longitude, latitude] = [ring[i]!, ring[i + 1]!];
      const [nextLongitude, nextLatitude] = [ring[(i + 2) % ring.length]!, ring[(i + 3) % ring.length]!];
      places.push(longitude, latitude);
      const [u, v] = this.toGrid(longitude, latitude);
      const [nextU, nextV] = this.toGrid(nextLongitude, nextLatitude);
      for (const t of crossingsOf(this.relief, u, v, nextU, nextV)) {
        places.push(longitude + t * (nextLongitude - longitude), latitude + t * (nextLatitude - latitude));
      }
    }
    return Float64Array.from(places);
  }

  /** The lowest ground under the rings' edges, in metres above sea level. */
  lowestAlong(rings: readonly FlatRing[]): number {
    let lowest = Infinity;
    for (const ring of rings) {
      const places = this.follow(ring);
      for (let i = 0; i < places.length; i += 2) {
        lowest = Math.min(lowest, this.heightAt(places[i]!, places[i + 1]!));
      }
    }
    return lowest;
  }
}

/**
 * Every `stride`-th point of the grid, for what is seen from far. The last column and row are kept too, moved
 * outwards to the next whole stride.
 */
export function coarsened(relief: Relief, stride: number): Relief {
  if (stride <= 1) return relief;
  const columns = Math.max(Math.ceil((relief.columns - 1) / stride) + 1, 2);
  const rows = Math.max(Math.ceil((relief.rows - 1) / stride) + 1, 2);
  const heights = new Uint16Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = Math.min(row * stride, relief.rows - 1) * relief.columns;
      heights[row * columns + column] = relief.heights[from + Math.min(column * stride, relief.columns - 1)]!;
    }
  }
  return {
    ...relief,
    stepEast: relief.stepEast * stride,
    stepNorth: relief.stepNorth * stride,
    columns,
    rows,
    heights,
    surveyed: new Uint8Array(Math.ceil((columns * rows) / 8)),
  };
}
