/** Tram and bus lines on the ground, with their stops. */
import {
  BufferPoint,
  BufferPointCollection,
  BufferPointMaterial,
  BufferPolyline,
  BufferPolylineCollection,
  BufferPolylineMaterial,
  Color,
  PrimitiveCollection,
  type Scene,
} from "@cesium/engine";
import { transit as transitLayer } from "../../../domain/layers/catalogue/transit.ts";
import type { LayerAppearance } from "./city-tiles.ts";
import type { GroundLevel } from "./ground-level.ts";
import { edgeOf } from "./slab.ts";
import type { TilesAddress } from "./tiles-manifest.ts";
import type { Transit } from "./transit-source.ts";

export interface TransitLines {
  setAppearance(appearance: LayerAppearance): void;
  /** The ground under it has changed. */
  redraw(): void;
  /** False while the lines are on their way. */
  readonly isComplete: boolean;
}

/** Above every kerb, below every slab. */
const LINE_METRES = 0.6;
const WIDTH_PIXELS: Readonly<Record<string, number>> = { tram: 3, bus: 2 };
const STOP_PIXELS = 5;

export function createTransit(scene: Scene, ground: GroundLevel, tiles: Promise<TilesAddress>): TransitLines {
  const layer = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection;
  let appearance: LayerAppearance = { visible: false, opacity: 1 };
  let found: Transit | null = null;
  let pending = false;
  let drawnOpacity = -1;

  const load = async () => {
    pending = true;
    try {
      const { getTransit } = await import("./transit-source.ts");
      found = await getTransit(await tiles);
      if (!scene.isDestroyed()) show();
    } catch (error) {
      // The city without its lines is still the city; switching the layer on again asks again.
      console.warn(error);
    } finally {
      pending = false;
      if (!scene.isDestroyed()) scene.requestRender();
    }
  };

  const show = () => {
    const { visible, opacity } = appearance;
    layer.show = visible && found !== null;
    if (found !== null && visible && opacity !== drawnOpacity) {
      layer.removeAll();
      for (const primitive of draw(found, ground, opacity)) layer.add(primitive);
      drawnOpacity = opacity;
    }
    scene.requestRender();
  };

  return {
    setAppearance(next) {
      appearance = next;
      if (next.visible && found === null && !pending) void load();
      show();
    },
    redraw() {
      drawnOpacity = -1;
      show();
    },
    get isComplete() {
      return !pending;
    },
  };
}

function draw({ lines, stops }: Transit, ground: GroundLevel, opacity: number) {
  const colours = new Map(
    transitLayer.legend.map(({ value, fill }) => [value, Color.fromCssColorString(fill).withAlpha(opacity)]),
  );
  // What the legend does not explain (a metro runs below) is not drawn.
  const explained = lines.filter(({ mode, places }) => colours.has(mode) && places.length > 1);
  const laid = explained.map(({ mode, places }) => ({
    mode,
    positions: edgeOf(places, LINE_METRES, ground),
  }));
  const paths = new BufferPolylineCollection({
    primitiveCountMax: laid.length,
    vertexCountMax: laid.reduce((total, { positions }) => total + positions.length / 3, 0),
    allowPicking: false,
  });
  const line = new BufferPolyline();
  for (const { mode, positions } of laid) {
    const material = new BufferPolylineMaterial({
      color: colours.get(mode)!,
      width: WIDTH_PIXELS[mode] ?? 2,
    });
    paths.add({ positions, material }, line);
  }
  const points = new BufferPointCollection({ primitiveCountMax: stops.length, allowPicking: false });
  const point = new BufferPoint();
  const material = new BufferPointMaterial({
    color: Color.WHITE.withAlpha(opacity),
    size: STOP_PIXELS,
    outlineColor: colours.get("stop")!,
    outlineWidth: 1.5,
  });
  for (const stop of stops) {
    points.add({ position: ground.toWorld(stop, LINE_METRES), material }, point);
  }
  return [...(laid.length > 0 ? [paths] : []), ...(stops.length > 0 ? [points] : [])];
}
