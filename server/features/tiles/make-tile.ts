/** Makes one tile and writes it: what a worker does, or the main thread where a city is too small for workers. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GROUND_KINDS } from "../../../domain/city/city-data.ts";
import type { Relief } from "../../../domain/geo/relief.ts";
import type { TileLayer } from "../../../domain/layers/tiles-manifest.ts";
import { makeBuildingTile, standingOf } from "./building-tile.ts";
import type { BuiltTile, CutPieces, FoundProblem, TileMaking } from "./built-tile.ts";
import { packShapes, packTrees, unpackTrees as unpackCoarseTrees, unpackShapes } from "./coarse-file.ts";
import { makeCoarseBuildings, makeCoarseGround } from "./coarse-mesh.ts";
import { type CoarseShape, coarsen, ON_RELIEF, withStraightBorders } from "./coarse-shapes.ts";
import { coarseTreesOf, makeCoarseTrees, thinned } from "./coarse-trees.ts";
import { openTileIo } from "./glb.ts";
import { knownKind, makeGroundTile } from "./ground-tile.ts";
import type { Region } from "./region.ts";
import { ReliefSurface } from "./relief-surface.ts";
import type { FlatRing } from "./rings.ts";
import type { PackedPieces, PackedRows } from "./rows-store.ts";
import { type WrittenFile, writeCoarseFile, writeHashedFile } from "./tile-files.ts";
import {
  type TiledBuilding,
  type TiledGround,
  unpackBuildings,
  unpackGround,
  unpackPieces,
  unpackTrees,
} from "./tile-rows.ts";
import { makeTreeTile } from "./tree-tile.ts";

/** The same for all tiles of one build; sent once to every worker. */
export interface TileSetting {
  readonly folder: string;
  readonly geoidUndulationMetres: number;
  readonly levelMetres: number;
  readonly relief: Relief | null;
}

export type TileJob =
  | {
      readonly kind: "leaf";
      readonly layer: TileLayer;
      readonly rows: readonly PackedRows[];
      /** The grid that the tile above coarsens on; null when there is none above. */
      readonly stepCentimetres: number | null;
    }
  | {
      readonly kind: "branch";
      readonly layer: TileLayer;
      /** Coarse files of the tiles below. */
      readonly children: readonly string[];
      readonly stepCentimetres: number;
    };

/** A tile in its place; plain data, kept in the index from one build to the next. */
export interface MadeTile {
  /** Null when nothing of it is left to draw. */
  readonly file: WrittenFile | null;
  readonly transform: readonly number[];
  readonly region: Region;
  readonly featureCount: number;
  readonly fallbackCount: number;
  readonly problems: readonly FoundProblem[];
  /** What the tile above is made of; null when there is none above. */
  readonly coarse: string | null;
}

export type FindPieces = (
  table: "building" | "ground",
  ids: readonly number[],
) => Promise<readonly PackedPieces[]>;

export async function openMaking(setting: TileSetting): Promise<TileMaking> {
  const { geoidUndulationMetres, levelMetres, relief } = setting;
  const io = await openTileIo();
  return { io, geoidUndulationMetres, levelMetres, relief: relief && new ReliefSurface(relief) };
}

export async function makeTile(
  job: TileJob,
  making: TileMaking,
  folder: string,
  find: FindPieces,
): Promise<MadeTile> {
  const { tile, coarse } =
    job.kind === "leaf" ? await makeLeaf(job, making, find) : await makeBranch(job, making, folder);
  if (tile === null) return { ...NOTHING, coarse: coarse && (await writeCoarseFile(folder, coarse)) };
  const { glb, ...placed } = tile;
  const [file, coarseName] = await Promise.all([
    writeHashedFile(folder, "glb", glb),
    coarse && writeCoarseFile(folder, coarse),
  ]);
  return { ...placed, file, coarse: coarseName };
}

const NOTHING: Omit<MadeTile, "coarse"> = {
  file: null,
  transform: [],
  region: { west: 0, south: 0, east: 0, north: 0, lowestMetres: 0, highestMetres: 0 },
  featureCount: 0,
  fallbackCount: 0,
  problems: [],
};

interface Made {
  readonly tile: BuiltTile | null;
  readonly coarse: Int32Array | null;
}

async function makeLeaf(
  { layer, rows, stepCentimetres }: TileJob & { kind: "leaf" },
  making: TileMaking,
  find: FindPieces,
): Promise<Made> {
  if (layer === "trees") {
    const trees = rows.flatMap(unpackTrees);
    const tile = await makeTreeTile(trees, making);
    return { tile, coarse: stepCentimetres === null ? null : packTrees(coarseTreesOf(trees, making)) };
  }
  const table = layer === "buildings" ? "building" : "ground";
  const cut: CutPieces = async (ids) => unpackPieces(ids.length === 0 ? [] : await find(table, ids));
  let tile: BuiltTile;
  let shapes: CoarseShape[];
  if (layer === "buildings") {
    const buildings = rows.flatMap(unpackBuildings);
    tile = await makeBuildingTile(buildings, making, cut);
    shapes = stepCentimetres === null ? [] : buildings.map((building) => coarseBuilding(building, making));
  } else {
    const ground = unpackGround(rows);
    // Every square of a piece larger than a tile missed it.
    if (ground.length === 0) return { tile: null, coarse: null };
    tile = await makeGroundTile(ground, making, cut);
    shapes = stepCentimetres === null ? [] : ground.map((piece) => coarsePiece(piece, making));
  }
  if (stepCentimetres === null) return { tile, coarse: null };
  return { tile, coarse: packShapes(coarsen(shapes, stepCentimetres, layer)) };
}

function coarseBuilding(building: TiledBuilding, making: TileMaking): CoarseShape {
  const { standsAtMetres, roofMetres, tone } = standingOf(building, making);
  return {
    rings: building.shape.metres.map(centimetresOf),
    kind: tone,
    topMillimetres: Math.round(roofMetres * 1000),
    footMillimetres: Math.round(standsAtMetres * 1000),
  };
}

function coarsePiece({ shape, kind, elevationMetres }: TiledGround, making: TileMaking): CoarseShape {
  const known = elevationMetres ?? (making.relief ? null : making.levelMetres);
  const top = known === null ? ON_RELIEF : Math.round(known * 1000);
  return {
    rings: shape.metres.map(centimetresOf),
    kind: GROUND_KINDS.indexOf(knownKind(kind)),
    topMillimetres: top,
    footMillimetres: top,
  };
}

function centimetresOf(ring: FlatRing): Int32Array {
  return Int32Array.from(ring, (value) => Math.round(value * 100));
}

async function makeBranch(
  { layer, children, stepCentimetres }: TileJob & { kind: "branch" },
  making: TileMaking,
  folder: string,
): Promise<Made> {
  const parts = await Promise.all(children.map((name) => readCoarseFile(folder, name)));
  if (layer === "trees") {
    const trees = thinned(parts.map(unpackCoarseTrees));
    return { tile: await makeCoarseTrees(trees, making), coarse: packTrees(trees) };
  }
  const shapes = coarsen(parts.flatMap(unpackShapes), stepCentimetres, layer);
  const coarse = packShapes(shapes);
  const drawn = withStraightBorders(shapes, stepCentimetres);
  if (drawn.length === 0) return { tile: null, coarse };
  const make = layer === "buildings" ? makeCoarseBuildings : makeCoarseGround;
  return { tile: await make(drawn, stepCentimetres, making), coarse };
}

async function readCoarseFile(folder: string, name: string): Promise<Int32Array> {
  const bytes = await readFile(join(folder, name));
  // A Buffer of its own may begin anywhere in a larger one; 32-bit numbers must not.
  return new Int32Array(Uint8Array.from(bytes).buffer);
}
