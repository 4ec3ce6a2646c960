/** The city itself: one 3D Tiles tileset a layer, as the manifest beside the tiles names them. */
import {
  Cesium3DTileStyle,
  Cesium3DTileset,
  type CustomShader,
  type Scene,
  ShadowMode,
} from "@cesium/engine";
import { TILE_LAYERS, type TileLayer } from "../../../domain/layers/tiles-manifest.ts";
import type { TilesAddress } from "./tiles-manifest.ts";

export interface LayerAppearance {
  readonly visible: boolean;
  readonly opacity: number;
}

export interface CityTiles {
  setAppearance(layers: Readonly<Record<string, LayerAppearance>>): void;
  /** False while the manifest, a tileset or a tile the present view needs is on its way. */
  readonly isComplete: boolean;
  /** Kept when the first frame that shows buildings is drawn. */
  readonly firstFrame: Promise<void>;
  /** The layer a picked primitive belongs to. */
  findLayer(tileset: unknown): TileLayer | null;
}

/** Buildings cast and do not receive: walls that shade themselves are striped by the map's resolution. */
const SHADOWS: Readonly<Record<TileLayer, ShadowMode>> = {
  buildings: ShadowMode.CAST_ONLY,
  ground: ShadowMode.RECEIVE_ONLY,
  trees: ShadowMode.CAST_ONLY,
};

/** Pixels of error allowed: ground is flat and must be whole; a far tree may wait. */
const SCREEN_ERROR: Readonly<Record<TileLayer, number>> = { ground: 16, buildings: 16, trees: 24 };

/** In the browser's own timeline: the frame that first shows buildings is drawn. */
const FIRST_FRAME_MARK = "first-frame-with-city";

/** @param onFailed there is no city to show: its manifest or a whole layer cannot be had. */
export function loadCityTiles(
  scene: Scene,
  address: Promise<TilesAddress>,
  daylight: CustomShader,
  onFailed: (message: string) => void,
): CityTiles {
  const tilesets = new Map<TileLayer, Cesium3DTileset>();
  let appearance: Readonly<Record<string, LayerAppearance>> = {};
  let pending = true;
  let onFirstFrame: () => void = () => undefined;
  const firstFrame = new Promise<void>((resolve) => {
    onFirstFrame = resolve;
  });

  const load = async () => {
    const { base, manifest } = await address;
    await Promise.all(
      TILE_LAYERS.filter((layer) => manifest.layers[layer].featureCount > 0).map(async (layer) => {
        const tileset = await Cesium3DTileset.fromUrl(`${base}/${manifest.layers[layer].tileset}`, {
          maximumScreenSpaceError: SCREEN_ERROR[layer],
          shadows: SHADOWS[layer],
          preloadWhenHidden: false,
          // A horizon view of a city asks for little far detail; the fog this heuristic needs is off.
          dynamicScreenSpaceError: false,
        });
        if (scene.isDestroyed()) return tileset.destroy();
        // It would paint a sky of its own into every shadow.
        tileset.environmentMapManager.enabled = false;
        tileset.customShader = daylight;
        // One tile is a gap in the picture, not the end of it.
        tileset.tileFailed.addEventListener(({ url, message }: { url: string; message: string }) =>
          console.warn(`tile ${url}: ${message}`),
        );
        if (layer === "buildings") markFirstFrame(scene, tileset, onFirstFrame);
        scene.primitives.add(tileset);
        tilesets.set(layer, tileset);
        apply();
      }),
    );
  };
  load()
    .catch((error: unknown) => {
      if (!scene.isDestroyed()) onFailed(error instanceof Error ? error.message : String(error));
    })
    .finally(() => {
      pending = false;
      if (!scene.isDestroyed()) scene.requestRender();
    });

  const apply = () => {
    for (const [layer, tileset] of tilesets) {
      const { visible, opacity } = appearance[layer] ?? { visible: true, opacity: 1 };
      tileset.show = visible && opacity > 0;
      tileset.style =
        opacity < 1 ? new Cesium3DTileStyle({ color: `color("white", ${opacity})` }) : undefined;
    }
    scene.requestRender();
  };

  return {
    firstFrame,
    setAppearance(layers) {
      appearance = layers;
      apply();
    },
    get isComplete() {
      return !pending && [...tilesets.values()].every((tileset) => !tileset.show || tileset.tilesLoaded);
    },
    findLayer(tileset) {
      for (const [layer, candidate] of tilesets) if (candidate === tileset) return layer;
      return null;
    },
  };
}

function markFirstFrame(scene: Scene, buildings: Cesium3DTileset, onFirstFrame: () => void): void {
  const stopTiles = buildings.tileVisible.addEventListener(() => {
    stopTiles();
    const stopFrames = scene.postRender.addEventListener(() => {
      stopFrames();
      performance.mark(FIRST_FRAME_MARK);
      onFirstFrame();
    });
  });
}
