/** Other bodies' traffic events, a point each. Loaded when the layer is first shown. */
import {
  BufferPoint,
  BufferPointCollection,
  BufferPointMaterial,
  Color,
  PrimitiveCollection,
  type Scene,
} from "@cesium/engine";
import type { Span } from "../../../domain/geo/interval.ts";
import { foreignEvents } from "../../../domain/layers/catalogue/foreign-events.ts";
import { daysOf, type ForeignEventDays, isTold } from "../../../domain/layers/foreign-event-days.ts";
import type { LayerAppearance } from "./city-tiles.ts";
import type { GroundLevel } from "./ground-level.ts";
import type { TilesAddress } from "./tiles-manifest.ts";

interface Event extends ForeignEventDays {
  readonly kind: string;
  readonly place: readonly [number, number];
}

export interface ForeignEvents {
  setAppearance(appearance: LayerAppearance): void;
  /** Those that last within it are drawn. */
  setInterval(interval: Span): void;
  /** The ground under it has changed. */
  redraw(): void;
  /** False while they are on their way. */
  readonly isComplete: boolean;
}

/** Above every slab: they say where to read, not what ground is taken. */
const RAISED_METRES = 2;
const POINT_PIXELS = 11;

export function createForeignEvents(
  scene: Scene,
  ground: GroundLevel,
  tiles: Promise<TilesAddress>,
  timeZone: string,
): ForeignEvents {
  const layer = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection;
  let appearance: LayerAppearance = { visible: false, opacity: 1 };
  let found: readonly Event[] | null = null;
  let pending = false;
  let drawnOpacity = -1;
  let days = daysOf({ startMs: 0, endMs: 0 }, timeZone);

  const load = async () => {
    pending = true;
    try {
      const { placesOnce, readPlanFeatures } = await import("./plan-features.ts");
      const features = await readPlanFeatures(await tiles, ["foreign_event"]);
      found = placesOnce(features).map(({ feature, place }) => {
        const { kind, startsOn, endsOn, toldOn } = feature.getProperties() as Event;
        return { kind, startsOn, endsOn, toldOn, place };
      });
      if (!scene.isDestroyed()) show();
    } catch (error) {
      // The city without them is still the city; switching the layer on again asks again.
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
      const shown = found.filter((event) => isTold(event, days));
      if (shown.length > 0) layer.add(draw(shown, ground, opacity));
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
    setInterval(interval) {
      const next = daysOf(interval, timeZone);
      if (next.join() === days.join()) return;
      days = next;
      drawnOpacity = -1;
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

function draw(events: readonly Event[], ground: GroundLevel, opacity: number): BufferPointCollection {
  const materials = new Map(
    foreignEvents.legend.map(({ value, fill }) => [
      value,
      new BufferPointMaterial({
        color: Color.fromCssColorString(fill).withAlpha(opacity),
        size: POINT_PIXELS,
        outlineColor: Color.WHITE.withAlpha(opacity),
        outlineWidth: 2,
      }),
    ]),
  );
  const points = new BufferPointCollection({ primitiveCountMax: events.length, allowPicking: false });
  const point = new BufferPoint();
  for (const { kind, place } of events) {
    const material = materials.get(kind);
    if (material !== undefined)
      points.add({ position: ground.toWorld(place, RAISED_METRES), material }, point);
  }
  return points;
}
