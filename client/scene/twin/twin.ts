/** The twin as one thing with methods: what React hands over goes to the part that draws it. */
import type { Extent } from "../../../domain/geo/geometry.ts";
import { DEFAULT_WIDTH_METRES, type Footprint } from "../../../domain/interventions/intervention.ts";
import { centreOfShape } from "../../../domain/interventions/shape.ts";
import type { Camera, CityViewProps, Pick } from "../city-view.ts";
import type { SnapGround } from "../draw/snap.ts";
import { indexStreets, type StreetIndex } from "../draw/street-index.ts";
import type { SceneClock } from "../phase-style.ts";
import { controlCamera } from "./camera.ts";
import { actionOfKey } from "./camera-keys.ts";
import { loadCityTiles } from "./city-tiles.ts";
import { createDaylight } from "./daylight.ts";
import { detourShapes } from "./detour-shapes.ts";
import { createDrawLabels } from "./draw-labels.ts";
import { createDrawing, type DrawingEvents } from "./drawing.ts";
import { createForeignEvents } from "./foreign-events.ts";
import { groundLevel } from "./ground-level.ts";
import { createOverlay } from "./overlay.ts";
import { createPhaseScene } from "./phase-scene.ts";
import { pickAt } from "./pick.ts";
import { listenToPointer } from "./pointer.ts";
import { findRelief } from "./relief-source.ts";
import { adjustToCamera, createScene } from "./scene-recipe.ts";
import { watchSettling } from "./settling.ts";
import { choiceShapes, ghostShapes, overlapShapes, selectionShapes } from "./shapes.ts";
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
  /** @param coming more of what is in sight are on their way. */
  setStreets(streets: CityViewProps["streets"], coming: boolean): void;
  setPhases(phases: CityViewProps["phases"], clock: SceneClock, selectedId: string | null): void;
  /** A step of the clock alone. */
  setClock(clock: SceneClock): void;
  setOverlaps(overlaps: CityViewProps["overlaps"]): void;
  setDetours(detours: CityViewProps["detours"]): void;
  setChoices(choices: readonly Footprint[]): void;
  setDrawing(drawing: CityViewProps["drawing"], language: CityViewProps["language"]): void;
  destroy(): void;
}

/** The camera counts as resting when it has not moved for so long. */
const REST_MILLISECONDS = 150;
/** Longer is neither the first frame waited for, nor the answer to what lies in sight. */
const FIRST_FRAME_MILLISECONDS = 15_000;
const ANSWER_MILLISECONDS = 3_000;

/** @throws when the browser gives no WebGL context. */
export function createTwin(
  container: HTMLElement,
  city: CityViewProps["city"],
  start: Camera,
  events: TwinEvents,
): Twin {
  const host = createScene(
    container,
    city.centre,
    () => restSoon(),
    () => isBusy(),
  );
  const { scene } = host;
  const { canvas } = scene;
  const ground = groundLevel(city.groundMetres, city.geoidUndulationMetres);
  const address = getTiles(city.id);
  const tiles = loadCityTiles(scene, address, createDaylight(city.centre), events.onError);
  const transit = createTransit(scene, ground, address);
  const foreignEvents = createForeignEvents(scene, ground, address, city.timeZone);
  // Drawn in this order: what is in dispute lies over what disputes it, and handles over all.
  const selection = createOverlay(scene);
  const ghosts = createOverlay(scene);
  const draft = createOverlay(scene);
  const overlaps = createOverlay(scene);
  const detours = createOverlay(scene);
  let phases: CityViewProps["phases"] = [];
  let streets: CityViewProps["streets"] = [];
  let streetsComing = false;
  let streetIndex: StreetIndex | null = null;
  // Indexed when something is drawn: a whole city takes a tenth of a second. Buildings have no outlines here.
  const snapGround = (): SnapGround => {
    streetIndex ??= indexStreets(streets);
    return { streets: streetIndex, streetsComing, phases, buildingsNear: () => [] };
  };
  const labels = createDrawLabels(container, scene, ground);
  const handles = createOverlay(scene);
  const drawing = createDrawing(scene, ground, { draft, handles, labels }, snapGround, events);
  let led: CityViewProps["detours"] = [];
  const choices = createOverlay(scene);
  const numbers = createDrawLabels(container, scene, ground);
  let offered: readonly Footprint[] = [];
  const drawChoices = () => {
    choices.draw(choiceShapes(offered, ground));
    numbers.show(
      offered.map((footprint, i) => ({
        place: centreOfShape(footprint),
        text: String(i + 1),
        kind: "choice",
      })),
    );
  };
  let language: CityViewProps["language"] = "it";

  let layers: CityViewProps["layers"] = {};
  let selected: CityViewProps["phases"][number] | null = null;
  let disputed: CityViewProps["overlaps"] = [];
  let drawn: CityViewProps["drawing"] = {
    tool: "none",
    footprint: null,
    kind: "roadwork",
    widthMetres: DEFAULT_WIDTH_METRES,
  };
  let groundKnown = false;
  let byKeyboard = false;
  let resting = 0;

  const restSoon = () => {
    window.clearTimeout(resting);
    resting = window.setTimeout(rest, REST_MILLISECONDS);
    settling.disturb();
  };
  const camera = controlCamera(scene, ground, city.extent, start, () => {
    restSoon();
    adjust();
    if (byKeyboard) drawing.point(false, false);
  });
  const adjust = () => {
    const { longitude, latitude } = camera.get();
    adjustToCamera(scene, camera.get(), ground.riseAbove([longitude, latitude]));
    works.follow();
  };
  const names = createStreetNames(container, scene, ground, () => placeWords());
  const drawOnce = () => {
    settling.disturbOnce();
    host.drawOnce();
  };
  const works = createPhaseScene(container, scene, ground, camera, drawOnce, () => placeWords());
  // What is at work in a street matters more than its name.
  const placeWords = () => names.place(works.placeLabels());
  const rest = () => {
    resting = 0;
    placeWords();
    // Handles stand so many pixels off, which are other metres now.
    if (drawn.tool !== "none") drawing.update(drawn, language);
    tellSight();
  };
  // What lies in sight is asked for once the city stands there: reading and drawing thousands of phases and streets
  // was a quarter of what the page did before its first frame.
  let sight: "not-yet" | "asked" | "answered" = "not-yet";
  const tellSight = () => {
    if (sight !== "not-yet") events.onCameraChange(camera.get(), camera.findExtent());
  };
  const openSight = () => {
    if (sight !== "not-yet" || scene.isDestroyed()) return;
    stopWaiting();
    window.clearTimeout(patience);
    sight = phases.length > 0 ? "answered" : "asked";
    tellSight();
    patience = window.setTimeout(() => {
      sight = "answered";
    }, ANSWER_MILLISECONDS);
  };
  let patience = window.setTimeout(openSight, FIRST_FRAME_MILLISECONDS);
  void tiles.firstFrame.then(openSight);
  // Where no building is in view, or is to be shown, none is waited for.
  const stopWaiting = scene.postRender.addEventListener(() => tiles.isComplete && openSight());
  const isBusy = () =>
    resting !== 0 ||
    sight !== "answered" ||
    camera.isFlying ||
    !groundKnown ||
    ![names.isReady, tiles.isComplete, transit.isComplete, foreignEvents.isComplete, works.isComplete].every(
      Boolean,
    );
  const settling = watchSettling(scene, isBusy, events.onSettled);
  restSoon();
  adjust();

  const appearanceOf = (layer: string) => layers[layer] ?? { visible: true, opacity: 1 };
  const drawSelection = () =>
    selection.draw(
      selected ? selectionShapes(selected.geometry.coordinates, selected.properties.kind, ground) : {},
    );
  const layOnRelief = async () => {
    const relief = await findRelief(await address);
    if (scene.isDestroyed()) return;
    if (relief !== null) ground.setRelief(relief);
    groundKnown = true;
    addSurroundings(scene, ground, city.centre);
    camera.set(camera.get());
    works.redraw();
    transit.redraw();
    foreignEvents.redraw();
    drawSelection();
    overlaps.draw(overlapShapes(disputed, ground));
    ghosts.draw(ghostShapes(drawn.others ?? [], drawn.kind, ground));
    detours.draw(detourShapes(led, ground));
    drawChoices();
    drawing.update(drawn, language);
  };
  // Without its manifest there is no city at all, which is told by whoever loads its tiles.
  layOnRelief().catch((error: unknown) => !scene.isDestroyed() && events.onError(String(error)));

  const stopPointer = listenToPointer(scene, ground, camera, {
    mayDrag: () => drawing.mayDragMap,
    mayClick: () => drawn.tool === "none",
    onMove: () => {
      byKeyboard = false;
      container.dataset.keys = "false";
    },
    onClick: (x, y) => events.onPick(pickAt(scene, tiles, x, y)),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOfKey(event, camera.get(), drawn.tool);
    if (action === null) return;
    event.preventDefault();
    container.dataset.keys = "true";
    byKeyboard = drawn.tool !== "none";
    if (action.kind === "move") camera.set(action.camera);
    if (action.kind === "place-vertex") drawing.point(true, action.free);
    if (action.kind === "nudge") {
      const heading = (camera.get().headingDegrees * Math.PI) / 180;
      const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
      drawing.nudge(action.right * cos + action.up * sin, action.up * cos - action.right * sin);
    }
    if (action.kind === "turn") drawing.turn(action.degrees);
    if (action.kind === "finish") drawing.finish();
    if (action.kind === "take-vertex-back") drawing.takeBack();
    if (action.kind === "cancel") drawing.cancel();
    if (action.kind === "pick") {
      events.onPick(pickAt(scene, tiles, canvas.clientWidth / 2, canvas.clientHeight / 2));
    }
  };
  const onSettle = () => drawing.settle();
  canvas.addEventListener("keydown", onKeyDown);
  canvas.addEventListener("keyup", onSettle);
  canvas.addEventListener("blur", onSettle);

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
      foreignEvents.setAppearance(next["foreign-events"] ?? { visible: false, opacity: 1 });
      const { visible, opacity } = appearanceOf("street-names");
      names.setAppearance(visible, opacity);
      const phases = appearanceOf("interventions");
      works.setAppearance(phases.visible, phases.opacity);
    },
    setStreets(next, coming) {
      if (next !== streets) streetIndex = null;
      streets = next;
      streetsComing = coming;
      names.setStreets(next);
      drawing.streetsChanged();
      restSoon();
    },
    setPhases(next, clock, selectedId) {
      if (sight === "asked" && next !== phases) sight = "answered";
      phases = next;
      works.setPhases(phases, clock);
      foreignEvents.setInterval(clock.interval);
      const chosen = phases.find(({ id }) => id === selectedId) ?? null;
      if (chosen === selected) return;
      selected = chosen;
      drawSelection();
    },
    // The interval is the same: it comes with the phases.
    setClock: (clock) => works.setClock(clock),
    setOverlaps(next) {
      disputed = next;
      overlaps.draw(overlapShapes(disputed, ground));
    },
    setChoices(next) {
      offered = next;
      drawChoices();
    },
    setDetours(next) {
      led = next;
      detours.draw(detourShapes(led, ground));
    },
    setDrawing(next, nextLanguage) {
      if (next.others !== drawn.others || next.kind !== drawn.kind) {
        ghosts.draw(ghostShapes(next.others ?? [], next.kind, ground));
      }
      drawn = next;
      if (next.tool === "none") byKeyboard = false;
      language = nextLanguage;
      works.setLanguage(language);
      drawing.update(next, language);
    },
    destroy() {
      window.clearTimeout(resting);
      window.clearTimeout(patience);
      for (const stop of stopErrors) stop();
      canvas.removeEventListener("keydown", onKeyDown);
      canvas.removeEventListener("keyup", onSettle);
      canvas.removeEventListener("blur", onSettle);
      stopPointer();
      works.destroy();
      drawing.destroy();
      numbers.destroy();
      names.destroy();
      settling.destroy();
      camera.destroy();
      host.destroy();
    },
  };
}
