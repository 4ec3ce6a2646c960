/**
 * The shape of the ground: heights on a regular grid in degrees (CRS84), metres above sea level. Between grid
 * points it is flat on two triangles a cell, parted by the diagonal from south-west to north-east, so that
 * whatever is cut along the cells and their diagonals lies on it exactly, corner by corner.
 */
export interface Relief {
  /** The south-west grid point. */
  readonly west: number;
  readonly south: number;
  /** Degrees from one grid point to the next. */
  readonly stepEast: number;
  readonly stepNorth: number;
  readonly columns: number;
  readonly rows: number;
  readonly lowestMetres: number;
  readonly quantumMetres: number;
  /** Row by row from the south-west, in quanta above `lowestMetres`. */
  readonly heights: Uint16Array;
  /** One bit a grid point, lowest bit first: 1 where a surveyed height is near, 0 where the height is assumed. */
  readonly surveyed: Uint8Array;
}

/** Metres above sea level; a place beyond the grid has the height of the grid's edge. */
export function heightAt(relief: Relief, longitude: number, latitude: number): number {
  const x = clamp((longitude - relief.west) / relief.stepEast, relief.columns - 1);
  const y = clamp((latitude - relief.south) / relief.stepNorth, relief.rows - 1);
  const column = Math.min(Math.floor(x), relief.columns - 2);
  const row = Math.min(Math.floor(y), relief.rows - 2);
  const [u, v] = [x - column, y - row];
  const southWest = row * relief.columns + column;
  const northWest = southWest + relief.columns;
  const { heights } = relief;
  const [a, c] = [heights[southWest]!, heights[northWest + 1]!];
  const quanta =
    u >= v
      ? a + u * (heights[southWest + 1]! - a) + v * (c - heights[southWest + 1]!)
      : a + v * (heights[northWest]! - a) + u * (c - heights[northWest]!);
  return relief.lowestMetres + quanta * relief.quantumMetres;
}

/** Whether the grid point nearest to this place has a surveyed height near it. */
export function isSurveyed(relief: Relief, longitude: number, latitude: number): boolean {
  const column = Math.round(clamp((longitude - relief.west) / relief.stepEast, relief.columns - 1));
  const row = Math.round(clamp((latitude - relief.south) / relief.stepNorth, relief.rows - 1));
  const point = row * relief.columns + column;
  return (relief.surveyed[point >> 3]! & (1 << (point & 7))) !== 0;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most);
}
