/**
 * The calm model's scene (TWIN.md, "The look"): warm white city, one light, soft shadows, nothing of a planet.
 *
 * The engine is used directly, neither through resium nor in its own widget. Measured (Vite 8, brotli, React
 * included): `Scene` 715 kB, `CesiumWidget` 841 kB, resium around it 959 kB. What the widget adds is entities and
 * data sources, which nothing here draws, a 300 kB table of terrain heights, and an error panel; what resium adds
 * is its table of components, and the things the page changes most (thousands of phases, the shape being drawn,
 * the camera) are read-only props there, which a fresh object destroys and rebuilds. Here they are methods.
 * `Viewer` is out of the question: it needs `unsafe-eval`.
 */
import {
  Cartesian3,
  Math as CesiumMath,
  Color,
  Credit,
  CreditDisplay,
  DirectionalLight,
  type Event,
  JulianDate,
  Matrix4,
  type PerspectiveFrustum,
  RequestScheduler,
  Scene,
  TaskProcessor,
  Transforms,
} from "@cesium/engine";

import type { Camera } from "../city-view.ts";
import { takeCanvas } from "../webgl.ts";

export const BACKGROUND = "#e9edf0";
const LIGHT_AZIMUTH_DEGREES = 235;
const LIGHT_ELEVATION_DEGREES = 38;
/** Brighter burns the ground to white. */
const LIGHT_INTENSITY = 0.92;
/** What a shadow leaves of the light. Lighter from straight above, where streets would be nothing but shadow. */
const SHADOW_LIGHT = { oblique: 0.72, above: 0.84 };
const SHADOW_MAP_PIXELS = 2048;
/** Shadows reach this many times as far as the eye looks: the nearer, the finer their edges. */
const SHADOW_REACH = { times: 3, leastMetres: 500, mostMetres: 2_600 };
/** Nothing in the city stands higher above its ground: what is nearer to the eye than that leaves is empty. */
const HIGHEST_METRES = 180;
/** Beyond two device pixels a CSS pixel the eye gains nothing and the card draws four times as much. */
const FINEST_PIXEL_RATIO = 2;
/** The light stands still, so the engine's clock does too; vite.config.ts ships the one table this day needs. */
const ENGINE_TIME = "2026-06-21T12:00:00Z";

/**
 * What `CesiumWidget` calls on its scene and the typings leave out. The engine's version is pinned, and a picture
 * that is not drawn fails the end-to-end tests.
 */
interface HostedScene extends Scene {
  pixelRatio: number;
  initializeFrame(): void;
}

export interface SceneHost {
  readonly scene: Scene;
  /** One frame of what is in place: for what changes its colour, when nothing is on its way. */
  drawOnce(): void;
  destroy(): void;
}

/**
 * @param onResize the canvas has another size: more or less of the city is on the screen.
 * @param isBusy whether anything of the scene is on its way: it is then looked at every frame.
 * @throws when the browser gives no WebGL context.
 */
export function createScene(
  container: HTMLElement,
  centre: readonly number[],
  onResize: () => void,
  isBusy: () => boolean,
): SceneHost {
  const canvas = takeCanvas();
  container.append(canvas);
  const scene = new Scene({
    ...inertCredits(),
    canvas,
    scene3DOnly: true,
    shadows: true,
    requestRenderMode: true,
    maximumRenderTimeChange: Number.POSITIVE_INFINITY,
    // Slabs are drawn once each and write depth; sorting every fragment would cost two more passes.
    orderIndependentTranslucency: false,
    msaaSamples: 4,
  }) as HostedScene;
  scene.backgroundColor = Color.fromCssColorString(BACKGROUND);
  scene.fog.enabled = false;
  scene.highDynamicRange = false;
  scene.light = new DirectionalLight({
    direction: lightDirection(centre),
    color: Color.WHITE,
    intensity: LIGHT_INTENSITY,
  });
  scene.shadowMap.size = SHADOW_MAP_PIXELS;
  scene.shadowMap.softShadows = true;
  // The pointer and the keys move the camera through camera-moves.ts: the engine's own controller turns about
  // a globe, which is not here, and has no limits of place.
  scene.screenSpaceCameraController.enableInputs = false;
  scene.screenSpaceCameraController.enableCollisionDetection = false;

  fitToCanvas(scene);
  const observer = new ResizeObserver(() => {
    fitToCanvas(scene);
    onResize();
  });
  observer.observe(canvas);
  const loop = runLoop(scene, isBusy);
  return {
    scene,
    drawOnce: loop.drawOnce,
    destroy() {
      loop.stop();
      observer.disconnect();
      // A browser grants few contexts, and takes its time to collect those let go.
      const context = canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context");
      scene.destroy();
      context?.loseContext();
      canvas.remove();
    },
  };
}

/**
 * Fits shadows and depth to what the camera shows. The engine spreads its four shadow maps from the nearest plane
 * to the farthest by logarithm: from 1 m, three of them would lie in the empty air before the eye.
 * @param riseMetres how far the city's highest ground stands above that in the middle of the screen.
 */
export function adjustToCamera(
  scene: Scene,
  { distanceMetres, pitchDegrees }: Camera,
  riseMetres: number,
): void {
  const eyeMetres = distanceMetres * Math.sin(CesiumMath.toRadians(-pitchDegrees));
  // Ground at the screen's edge is nearer than the eye is high, as far as the view is wide.
  scene.camera.frustum.near = Math.max(1, eyeMetres * 0.8 - HIGHEST_METRES - riseMetres);
  const { times, leastMetres, mostMetres } = SHADOW_REACH;
  scene.shadowMap.maximumDistance = CesiumMath.clamp(distanceMetres * times, leastMetres, mostMetres);
  const steepness = CesiumMath.clamp((-pitchDegrees - 45) / 45, 0, 1);
  scene.shadowMap.darkness = CesiumMath.lerp(SHADOW_LIGHT.oblique, SHADOW_LIGHT.above, steepness);
}

/** What the engine's own scene listens to, left out of the typings: an answer has come, a worker is done. */
const ARRIVALS = [
  (RequestScheduler as unknown as { requestCompletedEvent: Event }).requestCompletedEvent,
  (TaskProcessor as unknown as { taskCompletedEvent: Event }).taskCompletedEvent,
];

/** Frames the engine is still asked about after the last news: what it loads it takes up over some of them. */
const WAKEFUL_FRAMES = 60;

/** Shadows are laid out by what the frame before showed: the last tile's would wait for the next move. */
const FRAMES_BEHIND = 2;

/**
 * The engine draws only what was asked for, but at every frame looks through all tiles whether one has come: with
 * 500 tiles in view 5 ms, sixty times a second. When nothing is on its way it is not even asked, and the browser
 * makes no frame at all.
 */
function runLoop(scene: HostedScene, isBusy: () => boolean): { drawOnce(): void; stop(): void } {
  const time = JulianDate.fromIso8601(ENGINE_TIME);
  let frame = 0;
  let wakeful = 0;
  let owed = 0;
  let broken = false;
  const draw = () => {
    frame = 0;
    if (scene.drawingBufferWidth === 0 || scene.drawingBufferHeight === 0) return;
    if (isBusy()) {
      wakeful = WAKEFUL_FRAMES;
      owed = FRAMES_BEHIND;
    } else if (owed > 0) {
      owed -= 1;
      ask();
    } else if (wakeful > 0) wakeful -= 1;
    else return;
    if (owed > 0 || wakeful > 0) drawSoon();
    scene.initializeFrame();
    scene.render(time);
  };
  const drawSoon = () => {
    if (frame === 0 && !broken) frame = requestAnimationFrame(draw);
  };
  const wake = () => {
    wakeful = WAKEFUL_FRAMES;
    drawSoon();
  };
  const ask = scene.requestRender.bind(scene);
  scene.requestRender = () => {
    wake();
    ask();
  };
  const deaf = ARRIVALS.map((arrival) => arrival.addEventListener(wake));
  const stop = () => {
    broken = true;
    cancelAnimationFrame(frame);
    for (const stopListening of deaf) stopListening();
  };
  // The same error would come at every frame.
  scene.renderError.addEventListener(stop);
  wake();
  return {
    stop,
    drawOnce() {
      owed = Math.max(owed, 1);
      drawSoon();
    },
  };
}

function fitToCanvas(scene: HostedScene): void {
  const { canvas } = scene;
  const ratio = Math.min(window.devicePixelRatio, FINEST_PIXEL_RATIO);
  canvas.width = Math.round(canvas.clientWidth * ratio);
  canvas.height = Math.round(canvas.clientHeight * ratio);
  scene.pixelRatio = ratio;
  if (canvas.width === 0 || canvas.height === 0) return;
  (scene.camera.frustum as PerspectiveFrustum).aspectRatio = canvas.width / canvas.height;
  scene.requestRender();
}

/**
 * The engine would show its logo (with a style attribute) and append a <style> element without a nonce to the
 * document, or to what its credits' container calls its shadow root: a fragment that never enters the document,
 * where the content security policy has nothing to forbid. The city's own attribution is written by React.
 */
function inertCredits() {
  CreditDisplay.cesiumCredit = new Credit("");
  const creditContainer = document.createElement("div");
  Object.defineProperty(creditContainer, "shadowRoot", { value: document.createDocumentFragment() });
  return { creditContainer, creditViewport: document.createElement("div") };
}

/** From the sun to the ground, in earth-centred axes at the city's centre. */
function lightDirection(centre: readonly number[]): Cartesian3 {
  const azimuth = CesiumMath.toRadians(LIGHT_AZIMUTH_DEGREES);
  const elevation = CesiumMath.toRadians(LIGHT_ELEVATION_DEGREES);
  const fromSun = new Cartesian3(
    -Math.sin(azimuth) * Math.cos(elevation),
    -Math.cos(azimuth) * Math.cos(elevation),
    -Math.sin(elevation),
  );
  const axes = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(centre[0]!, centre[1]!));
  return Matrix4.multiplyByPointAsVector(axes, fromSun, new Cartesian3());
}
