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

const hashName = (suffix: string) => z.string().regex(new RegExp(`^[0-9a-f]{16}\\.${suffix}$`));

const layerTiles = z.object({
  /** File name of the 3D Tiles 1.1 tileset, relative to the manifest. */
  tileset: hashName("json"),
  featureCount: z.int().nonnegative(),
  tileCount: z.int().nonnegative(),
  /** Sum of the glb files, and of their gzip copies. */
  bytes: z.int().nonnegative(),
  gzipBytes: z.int().nonnegative(),
  problemCount: z.int().nonnegative(),
  /** The first hundred; `problemCount` says how many there are. */
  problems: z.array(z.object({ id: z.string(), problem: z.enum(TILE_PROBLEMS) })),
});
export type LayerTiles = z.infer<typeof layerTiles>;

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
});
export type TilesManifest = z.infer<typeof tilesManifest>;
