/** Where the features of a layer stand, read a page at a time into arrays of numbers: 36 bytes a feature. */

import type { Read } from "./build-layer.ts";
import type { FoundProblem } from "./built-tile.ts";
import type { StandingFeatures } from "./grid-tree.ts";
import type { Part } from "./rows-store.ts";
import { listStanding, type StandingRow, type TiledTable } from "./store.ts";

/** At 50 µs a row the embedded database answers a page in a tenth of a second. */
const ROWS_PER_PAGE = 2_000;

/** Ground wider or longer is cut along squares of this side, so that no tile draws what is far from it. */
const PART_SIDE_METRES = 1_024;

export interface ReadStanding {
  readonly features: StandingFeatures;
  /** Features of which something can be drawn. */
  readonly count: number;
}

export async function readStanding(
  table: TiledTable,
  read: Read,
  problems: FoundProblem[],
  signal: AbortSignal | undefined,
): Promise<ReadStanding> {
  const columns = Array.from({ length: 7 }, (): number[] => []);
  const [ids, parts, corners, x, y, hashHigh, hashLow] = columns as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  const add = (row: StandingRow, part: number, held: number, middleX: number, middleY: number) => {
    ids.push(row.id);
    parts.push(part);
    corners.push(held);
    x.push(middleX);
    y.push(middleY);
    hashHigh.push(row.hashHigh);
    hashLow.push(row.hashLow);
  };
  let count = 0;
  let afterId = -1;
  for (;;) {
    signal?.throwIfAborted();
    const page = await read((db) => listStanding(db, table, { afterId, limit: ROWS_PER_PAGE }));
    for (const row of page) {
      if (row.west === null) {
        problems.push({ id: row.externalId!, problem: "empty-geometry" });
        continue;
      }
      count++;
      const isLarge = Math.max(row.east - row.west, row.north - row.south) > PART_SIDE_METRES;
      if (table !== "ground" || !isLarge) {
        add(row, -1, row.corners, (row.west + row.east) / 2, (row.south + row.north) / 2);
        continue;
      }
      const numbers = partsOf(row.west, row.south, row.east, row.north);
      for (const number of numbers) {
        const { west, south } = partBox(number);
        const middle = PART_SIDE_METRES / 2;
        add(row, number, Math.ceil(row.corners / numbers.length), west + middle, south + middle);
      }
    }
    const last = page.at(-1);
    if (!last || page.length < ROWS_PER_PAGE) break;
    afterId = last.id;
  }
  const features: StandingFeatures = {
    ids: Int32Array.from(ids),
    parts: Int32Array.from(parts),
    corners: Int32Array.from(corners),
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    hashHigh: Int32Array.from(hashHigh),
    hashLow: Int32Array.from(hashLow),
  };
  return { features, count };
}

/** Squares of a row of them; UTM has 1,000 km eastwards and 10,000 km northwards. */
const PARTS_PER_ROW = 1_024;

function partsOf(west: number, south: number, east: number, north: number): number[] {
  const numbers: number[] = [];
  const cell = (metres: number) => Math.floor(metres / PART_SIDE_METRES);
  for (let row = cell(south); row <= cell(north); row++) {
    for (let column = cell(west); column <= cell(east); column++) numbers.push(row * PARTS_PER_ROW + column);
  }
  return numbers;
}

export function partBox(number: number): Part {
  const west = (number % PARTS_PER_ROW) * PART_SIDE_METRES;
  const south = Math.floor(number / PARTS_PER_ROW) * PART_SIDE_METRES;
  return { west, south, east: west + PART_SIDE_METRES, north: south + PART_SIDE_METRES };
}
