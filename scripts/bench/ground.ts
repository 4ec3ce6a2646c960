/**
 * What working out a city's ground from its streets costs, on Turin's streets where they are there, else on a
 * generated graph of their number; and what the same square kilometres cost as one union without cells, grid or
 * faces. On the database that DATABASE_URL names, else on an embedded one.
 */
import { join } from "node:path";
import { CELL_METRES, workOutGround } from "../../server/features/ground/derive-ground.ts";
import { cutGround, listStretches } from "../../server/features/ground/ground-store.ts";
import { layRibbons } from "../../server/features/ground/ribbons.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Database } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { dropCity, uniteNaively } from "./support/bench-store.ts";
import { makeStreetCity } from "./support/conflict-city.ts";

const CITY = "bench_ground";
/** Cells either way of the middle: a square of 1 km. */
const BOX_CELLS = 2;

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    LOG_LEVEL: "silent",
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
  });
  const { database, stop } = await openServedDatabase(config, openLog(config.logLevel));
  try {
    const { origin, segments } = await makeStreetCity(database, CITY, 1);
    const common = { bench: "ground", database: database.kind, graph: origin };
    print({ ...common, figure: "whole city", segments, ...(await measureWhole(database, segments)) });
    print({ ...common, figure: "a box of 1 km, beside one union", ...(await measureBox(database)) });
  } finally {
    await dropCity(database, CITY);
    await stop();
  }
}

async function measureWhole(database: Database, segments: number) {
  const kinds = new Map<string, number>();
  const signal = new AbortController().signal;
  const startedAt = performance.now();
  let last = startedAt;
  let longest = 0;
  const onProgress = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  for await (const { kind } of workOutGround({ database, city: CITY, signal, onProgress })) {
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    seconds: round(seconds),
    segmentsPerSecond: Math.round(segments / seconds),
    polygons: Object.fromEntries(kinds),
    // How long readers of the embedded database may have to wait.
    longestStepMilliseconds: Math.round(longest),
  };
}

async function measureBox(database: Database) {
  const read = <T>(work: Parameters<typeof database.transaction<T>>[1]) =>
    database.transaction(
      CITY,
      async (db) => {
        return work(db);
      },
      { readOnly: true },
    );
  const stretches = await read((db) => listStretches(db, -1, 1_000_000));
  const { ribbons, joints } = layRibbons(stretches);
  const [x, y] = [
    middleOf(stretches.map(({ fromX }) => fromX)),
    middleOf(stretches.map(({ fromY }) => fromY)),
  ];
  const [column, row] = [Math.floor(x / CELL_METRES), Math.floor(y / CELL_METRES)];
  const at = new Map(stretches.map((stretch) => [stretch.id, stretch]));
  const cells = Array.from({ length: (2 * BOX_CELLS) ** 2 }, (_, index) => {
    const cell = {
      column: column - BOX_CELLS + (index % (2 * BOX_CELLS)),
      row: row - BOX_CELLS + Math.floor(index / (2 * BOX_CELLS)),
      part: null,
    };
    const near = ({ west, south, east, north }: Record<"west" | "south" | "east" | "north", number>) =>
      west < (cell.column + 1) * CELL_METRES + 30 &&
      east > cell.column * CELL_METRES - 30 &&
      south < (cell.row + 1) * CELL_METRES + 30 &&
      north > cell.row * CELL_METRES - 30;
    return {
      cell,
      ribbons: ribbons.filter(({ segmentId }) => near(at.get(segmentId)!)),
      joints: joints.filter((joint) =>
        near({ west: joint.x, east: joint.x, south: joint.y, north: joint.y }),
      ),
    };
  });
  const cutAt = performance.now();
  for (let start = 0; start < cells.length; start += 16) {
    await read((db) => cutGround(db, cells.slice(start, start + 16), CELL_METRES));
  }
  const cut = performance.now() - cutAt;
  const box = [column - BOX_CELLS, row - BOX_CELLS, column + BOX_CELLS, row + BOX_CELLS].map(
    (number) => number * CELL_METRES,
  ) as [number, number, number, number];
  const unionAt = performance.now();
  // Without a grid such an overlay may find no result at all: that is a figure too.
  const failure = await read((db) => uniteNaively(db, box, ribbons)).then(
    () => null,
    (error: Error) => error.message,
  );
  const union = performance.now() - unionAt;
  const seconds = round(cut / 1000);
  if (failure !== null) return { seconds, oneUnion: `failed: ${failure.slice(0, 80)}` };
  return {
    seconds,
    oneUnionSeconds: round(union / 1000),
    ratioToOneUnion: Math.round((cut / union) * 100) / 100,
  };
}

const middleOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const round = (seconds: number) => Math.round(seconds * 10) / 10;
