declare module "geojson-vt" {
  import type { FeatureCollection } from "geojson";
  export interface TileFeature {
    readonly tags: Readonly<Record<string, unknown>>;
  }
  export interface VectorTile {
    readonly features: readonly TileFeature[];
  }
  export interface TileIndex {
    getTile(z: number, x: number, y: number): VectorTile | null;
  }
  export default function geojsonvt(
    data: FeatureCollection,
    options: { maxZoom: number; indexMaxZoom: number; buffer: number; tolerance: number; extent: number },
  ): TileIndex;
}

declare module "vt-pbf" {
  import type { VectorTile } from "geojson-vt";

  const vtpbf: {
    fromGeojsonVt(layers: Record<string, VectorTile>, options: { version: 1 | 2 }): Uint8Array;
  };
  export default vtpbf;
}
