/** The explicit tileset.json (3D Tiles 1.1) over one layer's quadtree. */
import type { QuadNode } from "./quadtree.ts";
import { diagonalMetres, type Region, RegionBuilder, regionVolume } from "./region.ts";

export interface PlacedTile {
  readonly uri: string;
  readonly region: Region;
  readonly transform: readonly number[];
}

interface TileJson {
  readonly boundingVolume: { readonly region: number[] };
  readonly geometricError: number;
  readonly refine?: "ADD";
  readonly transform?: readonly number[];
  readonly content?: { readonly uri: string };
  readonly children?: readonly TileJson[];
}

/**
 * A branch has no content of its own, so its error says from how far its leaves are wanted. Cesium asks for
 * them within about 104 metres for each metre of error (1080 lines, 60° field of view, at most 16 pixels of
 * error): 150 m shows a leaf from 15 km, and from 6 km on a phone held upright.
 */
const LEAST_BRANCH_ERROR_METRES = 150;

export function tilesetJson(tree: QuadNode | null, tiles: readonly PlacedTile[], generator: string): string {
  let next = 0;
  const root = tree ? describe(tree).json : emptyTile();
  return JSON.stringify({
    asset: { version: "1.1", generator },
    geometricError: Math.max(root.geometricError, LEAST_BRANCH_ERROR_METRES) * 2,
    root,
  });

  function describe(node: QuadNode): { json: TileJson; region: Region } {
    if (node.kind === "leaf") {
      const { uri, region, transform } = tiles[next++]!;
      const boundingVolume = { region: regionVolume(region) };
      return {
        json: { boundingVolume, geometricError: 0, refine: "ADD", transform, content: { uri } },
        region,
      };
    }
    const children = node.children.map(describe);
    const around = new RegionBuilder();
    for (const child of children) around.addRegion(child.region);
    const region = around.finish(0);
    return {
      region,
      json: {
        boundingVolume: { region: regionVolume(region) },
        geometricError: Math.max(diagonalMetres(region) / 8, LEAST_BRANCH_ERROR_METRES),
        // Leaves show one by one as they arrive; replacing would wait for all four.
        refine: "ADD",
        children: children.map((child) => child.json),
      },
    };
  }
}

function emptyTile(): TileJson {
  return { boundingVolume: { region: [0, 0, 0, 0, 0, 0] }, geometricError: 0, refine: "ADD" };
}
