/**
 * What `manifest.json` beside a city's tiles says: the only file there whose content changes. Every other
 * file carries the hash of its content in its name, so a client may keep it for ever.
 */
import { z } from "zod";

export const TILE_LAYERS = ["buildings", "ground", "trees"] as const;
export type TileLayer = (typeof TILE_LAYERS)[number];

/**
 * What the tiler found wrong with a feature. Only `empty-geometry` keeps a feature out of the tiles.
 * - `repaired-surface`: a ring crosses itself; roof or ground drawn from its repaired polygon, walls as given.
 * - `open-surface`: not even the repaired polygon could be cut; the walls are drawn, surface is missing.
 * - `clear-height-too-high`: the clear height leaves no wall; drawn as if it stood on the ground.
 * - `empty-geometry`: nothing to draw.
 */
const TILE_PROBLEMS = [
  "repaired-surface",
  "open-surface",
  "clear-height-too-high",
  "empty-geometry",
] as const;
export type TileProblem = (typeof TILE_PROBLEMS)[number];

/**
 * A building whose height no source tells is drawn this high, in a paler tone: the median of Turin's 10,626
 * surveyed units is 9.06 m. In its row of the property table `heightMetres` has no value and `heightSource`
 * is "unknown".
 */
export const ASSUMED_HEIGHT_METRES = 9;

/** A tree whose size no source tells is drawn this large; its row of the property table has no value there. */
export const ASSUMED_TREE = { heightMetres: 8, crownDiameterMetres: 5 } as const;

const hashName = (suffix: string) => z.string().regex(new RegExp(`^[0-9a-f]{16}\\.${suffix}$`));

const layerTiles = z.object({
  /** File name of the 3D Tiles 1.1 tileset, relative to the manifest. */
  tileset: hashName("json"),
  /** Features in the leaves; each is in exactly one (a piece of ground larger than a tile is in several). */
  featureCount: z.int().nonnegative(),
  /** Leaves and simplified tiles above them. */
  tileCount: z.int().nonnegative(),
  /** Tiles at full detail, with a property table; the others are simplified and tell nothing of a feature. */
  leafCount: z.int().nonnegative(),
  /** Sum of the glb files, and of their Brotli copies. */
  bytes: z.int().nonnegative(),
  packedBytes: z.int().nonnegative(),
  /** Features whose surface no ear-cutter managed and that were cut into pieces first. */
  fallbackCount: z.int().nonnegative(),
  problemCount: z.int().nonnegative(),
  /** The first hundred; `problemCount` says how many there are. */
  problems: z.array(z.object({ id: z.string(), problem: z.enum(TILE_PROBLEMS) })),
});
export type LayerTiles = z.infer<typeof layerTiles>;

/**
 * The city's ground as the tiles draw it (`Relief` of domain/geo/relief.ts). `file` holds `columns * rows`
 * heights as uint16 little-endian, row by row from the south-west, in quanta above `lowestMetres` (metres above
 * sea level), and after them one bit a grid point, lowest bit first: 1 where a surveyed height is near.
 */
const reliefFile = z.object({
  /** Relative to the manifest. */
  file: hashName("relief"),
  west: z.number(),
  south: z.number(),
  stepEast: z.number().positive(),
  stepNorth: z.number().positive(),
  columns: z.int().min(2),
  rows: z.int().min(2),
  lowestMetres: z.number(),
  quantumMetres: z.number().positive(),
  /** What to add for heights above the ellipsoid, which tiles and terrain have. */
  geoidUndulationMetres: z.number(),
});
export type ReliefFile = z.infer<typeof reliefFile>;

export const tilesManifest = z.object({
  version: z.literal(1),
  city: z.string(),
  builtAt: z.iso.datetime(),
  /** Changes when the data or the tiler changes. */
  inputHash: z.string().regex(/^[0-9a-f]{64}$/),
  layers: z.object({ buildings: layerTiles, ground: layerTiles, trees: layerTiles }),
  plan: z.object({
    /** Relative to the manifest; every tile of `extent` between the two zooms exists, an empty one too. */
    template: z.string().regex(/^plan-[0-9a-f]{16}\/\{z\}\/\{x\}\/\{y\}\.mvt$/),
    minZoom: z.int(),
    maxZoom: z.int(),
    /** [west, south, east, north] in degrees, CRS84. */
    extent: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    tileCount: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
  }),
  /** null: the city has no relief; its ground and buildings stand at their own heights. */
  relief: reliefFile.nullable(),
  /** The same relief as quantized-mesh 1.0, for any reader of it; null where `relief` is. */
  terrain: z
    .object({
      /** Relative to the manifest; holds `layer.json` and `{z}/{x}/{y}.terrain` (geographic, TMS). */
      folder: z.string().regex(/^terrain-[0-9a-f]{16}$/),
      maxZoom: z.int().nonnegative(),
      tileCount: z.int().positive(),
      bytes: z.int().nonnegative(),
    })
    .nullable(),
});
export type TilesManifest = z.infer<typeof tilesManifest>;
