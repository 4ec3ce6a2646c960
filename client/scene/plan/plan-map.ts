/** The plan without React: one OpenLayers map, its layers, and what can be asked of it. */
import { defaults as defaultInteractions } from "ol/interaction/defaults.js";
import OlMap from "ol/Map.js";
import { transformExtent } from "ol/proj.js";
import View from "ol/View.js";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { Footprint, InterventionKind } from "../../../domain/interventions/intervention.ts";
import { foreignEvents } from "../../../domain/layers/catalogue/foreign-events.ts";
import { interventions } from "../../../domain/layers/catalogue/interventions.ts";
import { daysOf, isTold } from "../../../domain/layers/foreign-event-days.ts";
import type { Camera, CityViewProps, Pick } from "../city-view.ts";
import type { SnapGround } from "../draw/snap.ts";
import { indexStreets, type StreetIndex } from "../draw/street-index.ts";
import type { SceneClock } from "../phase-style.ts";
import { createBaseLayers, LAYER_ID, showSource } from "./base-layers.ts";
import { createBaseSource, getPlanTiles } from "./base-source.ts";
import { buildingsNear } from "./buildings-near.ts";
import {
  cameraOfView,
  type PlanViewState,
  panned,
  realMetresPerMercatorMetre,
  type ScreenSize,
  viewOfCamera,
} from "./camera.ts";
import { createChoiceLayer, showChoices } from "./choice-layer.ts";
import { createDetourLayer, showDetours } from "./detour-layer.ts";
import { createDrawing, type Drawing, type DrawingEvents } from "./drawing.ts";
import { createSteps, goTo } from "./flight.ts";
import { createGhostLayer, showGhosts } from "./ghost-layer.ts";
import { createOverlapLayer, showOverlaps } from "./overlap-layer.ts";
import { createPlanClusters } from "./phase-clusters.ts";
import { createPhaseLayers } from "./phase-layer.ts";
import { findPick, isOverPhase } from "./pick.ts";
import { createSettling } from "./settling.ts";
import { createStreetNamesLayer, showStreetNames } from "./street-names.ts";

/** A hand that stops for less is still moving. */
const CAMERA_REST_MILLISECONDS = 150;
/** A phone's third pixel an edge costs twice the memory of two and shows nothing more. */
const MAX_PIXEL_RATIO = 2;
const MOUSE_REACH_PIXELS = 5;
const FINGER_REACH_PIXELS = 14;
/** Mercator metres a pixel: a manhole to the screen, and a province. */
const RESOLUTIONS = { min: 0.02, max: 300 };

export interface PlanEvents extends DrawingEvents {
  onCameraChange(camera: Camera, extent: Extent): void;
  onPick(pick: Pick | null): void;
  onSettled(settled: boolean): void;
  onError(message: string): void;
  /** At every frame in which the sheet moved. */
  onViewChange(view: { readonly metresPerPixel: number; readonly rotation: number }): void;
}

export interface Plan {
  readonly drawing: Drawing;
  look(camera: Camera, immediately: boolean): void;
  setLayers(layers: CityViewProps["layers"]): void;
  /** @param coming more of what is in sight are on their way. */
  setStreets(streets: CityViewProps["streets"], coming: boolean): void;
  setDetours(detours: CityViewProps["detours"]): void;
  setChoices(choices: readonly Footprint[]): void;
  setPhases(phases: CityViewProps["phases"]): void;
  setClock(clock: SceneClock): void;
  setLanguage(language: CityViewProps["language"]): void;
  select(phaseId: string | null): void;
  setOverlaps(overlaps: CityViewProps["overlaps"]): void;
  setGhosts(footprints: readonly Footprint[], kind: InterventionKind): void;
  setPicking(picking: boolean): void;
  pan(right: number, up: number): void;
  zoom(steps: number): void;
  rotate(degrees: number): void;
  northUp(): void;
  pickAtCentre(): void;
  dispose(): void;
}

export function openPlan(target: HTMLElement, city: CityViewProps["city"], events: PlanEvents): Plan {
  const pixelRatio = Math.min(window.devicePixelRatio || 1, MAX_PIXEL_RATIO);
  const cityCentre = viewOfCamera(
    {
      longitude: city.centre[0],
      latitude: city.centre[1],
      distanceMetres: 1,
      headingDegrees: 0,
      pitchDegrees: -90,
    },
    { widthPixels: 1, heightPixels: 1 },
  ).centre;
  const view = new View({
    minResolution: RESOLUTIONS.min,
    maxResolution: RESOLUTIONS.max,
    constrainRotation: false,
    smoothResolutionConstraint: false,
  });
  const realMetres = realMetresPerMercatorMetre(cityCentre);
  let shownDays = daysOf({ startMs: 0, endMs: 0 }, city.timeZone);
  const base = createBaseLayers(pixelRatio, realMetres, (event) => isTold(event, shownDays));
  const phases = createPhaseLayers(pixelRatio, realMetres);
  const ghosts = createGhostLayer();
  const overlaps = createOverlapLayer();
  const detours = createDetourLayer();
  const choices = createChoiceLayer();
  const names = createStreetNamesLayer();
  const map = new OlMap({
    target,
    view,
    pixelRatio,
    controls: [],
    // Double click ends a drawing; a zoom on it would jump as the drawing ends.
    interactions: defaultInteractions({
      doubleClickZoom: false,
      keyboard: false,
      shiftDragZoom: false,
      altShiftDragRotate: true,
    }),
    layers: [
      ...base,
      phases.ground,
      phases.selected,
      ghosts,
      overlaps,
      detours,
      choices,
      names,
      phases.marks,
    ],
    moveTolerance: 3,
  });
  const clusters = createPlanClusters(map, realMetres);
  const stepTo = createSteps(view);
  let streets: CityViewProps["streets"] = [];
  let streetsComing = false;
  let streetIndex: StreetIndex | null = null;
  let shownPhases: CityViewProps["phases"] = [];
  // Indexed when something is drawn: a whole city takes a tenth of a second.
  const snapGround = (): SnapGround => {
    streetIndex ??= indexStreets(streets);
    return {
      streets: streetIndex,
      streetsComing,
      phases: shownPhases,
      buildingsNear: (at, reach) => buildingsNear(base, at, reach),
    };
  };
  const drawing = createDrawing(map, snapGround, pixelRatio, events);
  const settling = createSettling(map, events.onSettled);
  const loading = new AbortController();
  let pitchDegrees = -90;
  let picking = true;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const size = (): ScreenSize => ({ widthPixels: target.clientWidth, heightPixels: target.clientHeight });
  const viewState = (): PlanViewState => ({
    centre: view.getCenter() as [number, number],
    resolution: view.getResolution()!,
    rotation: view.getRotation(),
  });

  let pending: Camera | null = null;
  function look(camera: Camera, immediately: boolean): void {
    pitchDegrees = camera.pitchDegrees;
    const { widthPixels, heightPixels } = size();
    // A distance means nothing on a sheet that is not shown yet.
    pending = widthPixels * heightPixels === 0 ? camera : null;
    if (pending !== null) return;
    goTo(view, viewOfCamera(camera, size()), Math.max(widthPixels, heightPixels), immediately);
  }
  map.on("change:size", () => {
    if (pending !== null) look(pending, true);
  });
  map.on("movestart", () => target.classList.add("plan-moving"));
  map.on("moveend", () => {
    target.classList.remove("plan-moving");
    clearTimeout(rest);
    rest = setTimeout(() => {
      if (!view.isDef()) return;
      const extent = transformExtent(view.calculateExtent(map.getSize()), "EPSG:3857", "EPSG:4326");
      events.onCameraChange(
        cameraOfView(viewState(), size(), pitchDegrees),
        extent as [number, number, number, number],
      );
    }, CAMERA_REST_MILLISECONDS);
  });
  let seen = "";
  map.on("postrender", () => {
    if (!view.isDef()) return;
    const { centre, resolution, rotation } = viewState();
    const metresPerPixel = resolution * realMetresPerMercatorMetre(centre);
    const now = `${metresPerPixel.toPrecision(4)} ${rotation.toFixed(4)}`;
    if (now === seen) return;
    seen = now;
    events.onViewChange({ metresPerPixel, rotation });
  });
  map.on("click", ({ pixel, originalEvent }) => {
    if (!picking) return;
    const finger = originalEvent instanceof PointerEvent && originalEvent.pointerType === "touch";
    events.onPick(findPick(map, phases, pixel, finger ? FINGER_REACH_PIXELS : MOUSE_REACH_PIXELS));
  });
  map.on("pointermove", ({ pixel, dragging }) => {
    if (!dragging) target.classList.toggle("plan-over-phase", picking && isOverPhase(map, phases, pixel));
  });

  getPlanTiles(city.id, loading.signal)
    .then((tiles) => {
      const source = createBaseSource(city.id, tiles, events.onError);
      source.on("tileloadstart", settling.unsettle);
      showSource(base, source, tiles.extent);
    })
    .catch((error: unknown) => {
      if (loading.signal.aborted) return;
      events.onError(error instanceof Error ? error.message : String(error));
    })
    .finally(settling.start);

  return {
    drawing,
    look,
    setLayers(layers) {
      for (const layer of map.getLayers().getArray()) {
        const setting = layers[layer.get(LAYER_ID) as string];
        if (setting === undefined) continue;
        layer.setVisible(setting.visible);
        layer.setOpacity(setting.opacity);
      }
      clusters.setVisible(layers[interventions.id]?.visible ?? true);
    },
    setStreets(next, coming) {
      if (next !== streets) streetIndex = null;
      streets = next;
      streetsComing = coming;
      showStreetNames(names, next);
      drawing.streetsChanged();
    },
    setChoices: (list) => showChoices(choices, list),
    setDetours: (lines) => showDetours(detours, lines),
    setPhases(list) {
      shownPhases = list;
      settling.unsettle();
      phases.show(list);
      clusters.setPhases(list);
    },
    setClock(clock) {
      phases.setClock(clock);
      clusters.setClock(clock);
      const days = daysOf(clock.interval, city.timeZone);
      if (days.join() === shownDays.join()) return;
      shownDays = days;
      base.find((layer) => layer.get(LAYER_ID) === foreignEvents.id)?.changed();
    },
    setLanguage: clusters.setLanguage,
    select: phases.select,
    setGhosts: (footprints, kind) => showGhosts(ghosts, footprints, kind),
    setOverlaps: (list) => showOverlaps(overlaps, list, pixelRatio),
    setPicking(on) {
      picking = on;
      target.classList.toggle("plan-drawing", !on);
    },
    pan: (right, up) => {
      const pixels = Math.min(target.clientWidth, target.clientHeight);
      stepTo((from) => panned(from, right * pixels, up * pixels));
    },
    zoom: (steps) => stepTo((from) => ({ ...from, resolution: from.resolution / 1.6 ** steps })),
    rotate: (degrees) => stepTo((from) => ({ ...from, rotation: from.rotation + (degrees * Math.PI) / 180 })),
    northUp: () => stepTo((from) => ({ ...from, rotation: 0 })),
    pickAtCentre() {
      const centre = map.getPixelFromCoordinate(view.getCenter()!);
      events.onPick(findPick(map, phases, centre, FINGER_REACH_PIXELS));
    },
    dispose() {
      loading.abort();
      clearTimeout(rest);
      settling.dispose();
      drawing.dispose();
      clusters.destroy();
      map.setTarget(undefined);
      map.dispose();
    },
  };
}
