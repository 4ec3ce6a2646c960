import type { Relief } from "../../../domain/geo/relief.ts";

const [COLUMNS, ROWS] = [24, 20];

/** Hills of 60 m over cells of about 40 m, with a bump at every other grid point. */
export const HILLS: Relief = {
  west: 7.67,
  south: 45.06,
  stepEast: 0.0005,
  stepNorth: 0.00036,
  columns: COLUMNS,
  rows: ROWS,
  lowestMetres: 210,
  quantumMetres: 0.1,
  heights: Uint16Array.from({ length: COLUMNS * ROWS }, (_, i) => {
    const [x, y] = [i % COLUMNS, Math.floor(i / COLUMNS)];
    const metres = 30 + 22 * Math.sin(x / 3) + 18 * Math.cos(y / 2.5) + ((x * 7 + y * 13) % 5) * 2;
    return Math.max(0, Math.round(metres * 10));
  }),
  surveyed: new Uint8Array(Math.ceil((COLUMNS * ROWS) / 8)),
};
