import { NEARBY_METRES } from "../../../domain/conflicts/facts.ts";
import type { Db } from "../../platform/db.ts";
import { lockCells } from "./store.ts";

/** Cells of 500 m: wide enough that a site touches one to four, small enough that offices rarely wait. */
const CELL_METRES = 500;
const MOST_CELLS = 4_000;

/** [west, south, east, north] in EPSG:32632 metres. */
export type GroundBox = readonly [number, number, number, number];

/**
 * Serialises saves that could be in conflict: two at once under READ COMMITTED would each miss the other's
 * finding. @returns false when the ground is too wide to be one site.
 */
export async function lockGround(db: Db, boxes: readonly GroundBox[]): Promise<boolean> {
  const keys = new Set<number>();
  for (const [west, south, east, north] of boxes) {
    const [x0, x1] = [west - NEARBY_METRES, east + NEARBY_METRES].map((x) => Math.floor(x / CELL_METRES));
    const [y0, y1] = [south - NEARBY_METRES, north + NEARBY_METRES].map((y) => Math.floor(y / CELL_METRES));
    if ((x1! - x0! + 1) * (y1! - y0! + 1) > MOST_CELLS) return false;
    for (let x = x0!; x <= x1!; x++) for (let y = y0!; y <= y1!; y++) keys.add(x * 1_000_000 + y);
  }
  await lockCells(db, [...keys]);
  return true;
}
