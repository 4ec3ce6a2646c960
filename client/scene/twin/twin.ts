/** The twin as one thing with methods: what React hands over goes to the part that draws it. */
import { PrimitiveCollection } from "@cesium/engine";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { Camera, CityViewProps, Pick } from "../city-view.ts";
import type { SceneClock } from "../phase-style.ts";
import { controlCamera } from "./camera.ts";
import { actionOfKey } from "./camera-keys.ts";
import { loadCityTiles } from "./city-tiles.ts";
import { createDaylight } from "./daylight.ts";
import { createDrawing, type DrawingEvents } from "./drawing.ts";
import { groundLevel } from "./ground-level.ts";
import { createOverlay } from "./overlay.ts";
import { drawPins, type PhasePins, PINS_FROM_METRES } from "./phase-pins.ts";
import { drawPhases, type PhaseSlabs } from "./phase-slabs.ts";
import { pickAt } from "./pick.ts";
import { listenToPointer } from "./pointer.ts";
import { adjustToCamera, createScene } from "./scene-recipe.ts";
import { watchSettling } from "./settling.ts";
import { overlapShapes, selectionShapes } from "./shapes.ts";
import { createStreetNames } from "./street-names.ts";
import { addSurroundings } from "./surroundings.ts";
import { getTiles } from "./tiles-manifest.ts";
import { createTransit } from "./transit.ts";

export interface TwinEvents extends DrawingEvents {
  onCameraChange(camera: Camera, extent: Extent): void;
  onPick(pick: Pick | null): void;
  onSettled(settled: boolean): void;
  onError(message: string): void;
}

export interface Twin {
  readonly canvas: HTMLCanvasElement;
  look(look: CityViewProps["look"], reducedMotion: boolean): void;
  setLayers(layers: CityViewProps["layers"]): void;
  setStreets(streets: CityViewProps["streets"]): void;
  setPhases(phases: CityViewProps["phases"], clock: SceneClock, selectedId: string | null): void;
  setOverlaps(overlaps: CityViewProps["overlaps"]): void;
  setDrawing(drawing: CityViewProps["drawing"]): void;
  destroy(): void;
}

/** The camera counts as resting when it has not moved for so long. */
const REST_MILLISECONDS = 150;

/** @throws when the browser gives no WebGL context. */
export function createTwin(
  container: HTMLElement,
  city: CityViewProps["city"],
  start: Camera,
  events: TwinEvents,
): Twin {
  const host = createScene(container, city.centre, () => restSoon());
  const { scene } = host;
  const { canvas } = scene;
  const ground = groundLevel(city.groundMetres, city.geoidUndulationMetres);
  addSurroundings(scene, ground, city.centre);
  const address = getTiles(city.id);
  const tiles = loadCityTiles(scene, address, createDaylight(city.centre), events.onError);
  const transit = createTransit(scene, ground, address);
  const slabLayer = scene.primitives.add(new PrimitiveCollection()) as PrimitiveCollection;
  // Drawn in this order: what is in dispute lies over what disputes it, and handles over all.
  const selection = createOverlay(scene);
  const draft = createOverlay(scene);
  const overlaps = createOverlay(scene);
  const drawing = createDrawing(scene, ground, { draft, handles: createOverlay(scene) }, events);

  let slabs: PhaseSlabs | null = null;
  let pins: PhasePins | null = null;
  let drawnPhases: CityViewProps["phases"] | null = null;
  let layers: CityViewProps["layers"] = {};
  let clock: SceneClock | null = null;
  let tool: CityViewProps["drawing"]["tool"] = "none";
  let byKeyboard = false;
  let resting = 0;

  const showPins = () => {
    if (pins) pins.primitives.show = camera.get().distanceMetres >= PINS_FROM_METRES;
  };
  const restSoon = () => {
    window.clearTimeout(resting);
    resting = window.setTimeout(rest, REST_MILLISECONDS);
    settling.disturb();
  };
  const camera = controlCamera(scene, ground, city.extent, start, () => {
    restSoon();
    adjustToCamera(scene, camera.get());
    showPins();
    if (byKeyboard) drawing.point(false);
  });
  const names = createStreetNames(container, scene, ground, () => names.place());
  const rest = () => {
    resting = 0;
    names.place();
    events.onCameraChange(camera.get(), camera.findExtent());
  };
  const settling = watchSettling(
    scene,
    () => resting !== 0 || camera.isFlying || !names.isReady || !tiles.isComplete || !transit.isComplete,
    events.onSettled,
  );
  restSoon();
  adjustToCamera(scene, camera.get());

  const appearanceOf = (layer: string) => layers[layer] ?? { visible: true, opacity: 1 };
  const styleSlabs = () => {
    const { visible, opacity } = appearanceOf("interventions");
    slabLayer.show = visible;
    if (clock) {
      slabs?.setClock(clock, opacity);
      pins?.setClock(clock, opacity);
    }
    scene.requestRender();
  };

  const stopPointer = listenToPointer(scene, ground, camera, {
    mayDrag: () => drawing.mayDragMap,
    mayClick: () => tool === "none",
    onMove: () => {
      byKeyboard = false;
      container.dataset.keys = "false";
    },
    onClick: (x, y) => events.onPick(pickAt(scene, tiles, x, y)),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOfKey(event, camera.get(), tool);
    if (action === null) return;
    event.preventDefault();
    container.dataset.keys = "true";
    byKeyboard = tool !== "none";
    if (action.kind === "move") camera.set(action.camera);
    if (action.kind === "place-vertex") drawing.point(true);
    if (action.kind === "take-vertex-back") drawing.takeBack();
    if (action.kind === "cancel") drawing.cancel();
    if (action.kind === "pick") {
      events.onPick(pickAt(scene, tiles, canvas.clientWidth / 2, canvas.clientHeight / 2));
    }
  };
  canvas.addEventListener("keydown", onKeyDown);

  const stopErrors = [
    scene.renderError.addEventListener((_: unknown, error: unknown) =>
      events.onError(error instanceof Error ? error.message : String(error)),
    ),
  ];

  return {
    canvas,
    look({ camera: target, immediately }, reducedMotion) {
      if (immediately || reducedMotion) camera.set(target);
      else camera.flyTo(target);
    },
    setLayers(next) {
      layers = next;
      tiles.setAppearance(next);
      transit.setAppearance(next.transit ?? { visible: false, opacity: 1 });
      const { visible, opacity } = appearanceOf("street-names");
      names.setAppearance(visible, opacity);
      styleSlabs();
    },
    setStreets(streets) {
      names.setStreets(streets);
      drawing.setStreets(streets);
      restSoon();
    },
    setPhases(phases, nextClock, selectedId) {
      if (phases !== drawnPhases) {
        slabLayer.removeAll();
        slabs = drawPhases(phases, nextClock.nowMs, ground.toWorld);
        slabLayer.add(slabs.primitives);
        pins = drawPins(phases, ground.toWorld);
        slabLayer.add(pins.primitives);
        showPins();
        drawnPhases = phases;
      }
      clock = nextClock;
      styleSlabs();
      const selected = phases.find(({ id }) => id === selectedId);
      selection.draw(
        selected ? selectionShapes(selected.geometry.coordinates, selected.properties.kind, ground) : {},
      );
    },
    setOverlaps: (next) => overlaps.draw(overlapShapes(next, ground)),
    setDrawing(next) {
      tool = next.tool;
      if (tool === "none") byKeyboard = false;
      drawing.update(next);
    },
    destroy() {
      window.clearTimeout(resting);
      for (const stop of stopErrors) stop();
      canvas.removeEventListener("keydown", onKeyDown);
      stopPointer();
      drawing.destroy();
      names.destroy();
      settling.destroy();
      camera.destroy();
      host.destroy();
    },
  };
}
