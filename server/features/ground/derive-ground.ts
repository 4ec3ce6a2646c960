/** Carriageways, pavements and what is left between them, worked out from street axes over the whole city. */
import Flatbush from "flatbush";
import type { MappedRecord } from "../../../domain/imports/mapping.ts";
import type { Database } from "../../platform/db.ts";
import {
  type Cell,
  type CellStreets,
  cutGround,
  type GroundPiece,
  listCells,
  listStretches,
  type StreetStretch,
} from "./ground-store.ts";
import { layRibbons, type StreetSurfaces } from "./ribbons.ts";

/**
 * Side of the squares the city is worked out in. Twice as much makes the whole a tenth faster, but a square of the
 * old town then keeps the embedded database for a second.
 */
export const CELL_METRES = 250;
/** Farther than the widest ribbon reaches from its axis. */
const REACH_METRES = 30;
/** Cells a statement: about 0.2 s, for which the embedded database's readers wait. */
const CELLS_PER_STATEMENT = { embedded: 2, postgres: 16 } as const;
const STRETCHES_PER_PAGE = 5_000;

interface GroundRun {
  readonly database: Database;
  readonly city: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Every piece of the city's ground, cell by cell: a partition of its outline. */
export async function* workOutGround(run: GroundRun): AsyncGenerator<MappedRecord<"ground">> {
  const { database, city, signal, onProgress } = run;
  const read = <T>(work: Parameters<typeof database.transaction<T>>[1]) =>
    database.transaction(
      city,
      async (db) => {
        return work(db);
      },
      { readOnly: true },
    );
  const stretches = await readStretches(run);
  const cells = await read((db) => listCells(db, city, CELL_METRES));
  const reaching = assignStreets(layRibbons(stretches), stretches);
  const size = CELLS_PER_STATEMENT[database.kind];
  for (let start = 0; start < cells.length; start += size) {
    signal.throwIfAborted();
    const batch = cells.slice(start, start + size).map(reaching);
    yield* name(batch, await read((db) => cutGround(db, batch, CELL_METRES)));
    onProgress(Math.min(start + size, cells.length), cells.length);
  }
}

async function readStretches({ database, city, signal }: GroundRun): Promise<StreetStretch[]> {
  const all: StreetStretch[] = [];
  for (;;) {
    signal.throwIfAborted();
    const afterId = all.at(-1)?.id ?? -1;
    const page = await database.transaction(city, (db) => listStretches(db, afterId, STRETCHES_PER_PAGE), {
      readOnly: true,
    });
    all.push(...page);
    if (page.length < STRETCHES_PER_PAGE) return all;
  }
}

/** Finds for a cell what reaches into it. */
function assignStreets(
  { ribbons, joints }: StreetSurfaces,
  stretches: readonly StreetStretch[],
): (cell: Cell) => CellStreets {
  const boxes = new Map(stretches.map((stretch) => [stretch.id, stretch]));
  const ribbonAt = indexOf(ribbons.map(({ segmentId }) => boxes.get(segmentId)!));
  const jointAt = indexOf(joints.map(({ x, y }) => ({ west: x, south: y, east: x, north: y })));
  return (cell) => {
    const west = cell.column * CELL_METRES - REACH_METRES;
    const south = cell.row * CELL_METRES - REACH_METRES;
    const side = CELL_METRES + 2 * REACH_METRES;
    const box = [west, south, west + side, south + side] as const;
    return {
      cell,
      ribbons: ribbonAt(box).map((index) => ribbons[index]!),
      joints: jointAt(box).map((index) => joints[index]!),
    };
  };
}

type Box = Pick<StreetStretch, "west" | "south" | "east" | "north">;

function indexOf(boxes: readonly Box[]): (box: readonly [number, number, number, number]) => number[] {
  // An index of nothing is an error to flatbush.
  if (boxes.length === 0) return () => [];
  const index = new Flatbush(boxes.length);
  for (const { west, south, east, north } of boxes) index.add(west, south, east, north);
  index.finish();
  return (box) => index.search(...box).sort((a, b) => a - b);
}

/** The same piece has the same name in the next run: cell, kind and place among its like. */
function* name(
  batch: readonly CellStreets[],
  pieces: readonly GroundPiece[],
): Generator<MappedRecord<"ground">> {
  const counts = new Map<string, number>();
  for (const { cell, kind, sourceId, name, elevationMetres, geom } of pieces) {
    const { column, row } = batch[cell]!.cell;
    const like = `${sourceId ?? kind}@${column}.${row}`;
    const count = (counts.get(like) ?? 0) + 1;
    counts.set(like, count);
    yield { externalId: `${like}.${count}`, kind, name, elevationMetres, derived: sourceId === null, geom };
  }
}
