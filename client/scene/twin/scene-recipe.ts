/**
 * The calm model's scene (TWIN.md, "The look"): warm white city, one light, soft shadows, nothing of a planet.
 *
 * The engine is used directly, not through resium. Measured with Vite 8 (brotli): engine and React 841 kB,
 * with resium 959 kB, because its component table keeps classes alive that nothing here draws. And what the
 * page changes most (thousands of phases, the shape being drawn, the camera) are read-only props there, which
 * a fresh object destroys and rebuilds; here they are methods. `CesiumWidget`, never `Viewer`: the latter needs
 * `unsafe-eval`.
 */
import {
  Cartesian3,
  Math as CesiumMath,
  CesiumWidget,
  Color,
  DirectionalLight,
  Ion,
  Matrix4,
  Transforms,
} from "@cesium/engine";

export const BACKGROUND = "#e9edf0";
const LIGHT_AZIMUTH_DEGREES = 235;
const LIGHT_ELEVATION_DEGREES = 38;
/** Brighter burns the ground to white. */
const LIGHT_INTENSITY = 0.92;
const SHADOW_DARKNESS = 0.72;
const SHADOW_MAP_PIXELS = 2048;
const SHADOW_DISTANCE_METRES = 2_600;
/** Beyond two device pixels a CSS pixel the eye gains nothing and the card draws four times as much. */
const FINEST_PIXEL_RATIO = 2;

/** @throws when the browser gives no WebGL context. */
export function createWidget(container: HTMLElement, centre: readonly number[]): CesiumWidget {
  Ion.defaultAccessToken = "";
  const widget = new CesiumWidget(container, {
    ...detachedCredits(),
    baseLayer: false,
    globe: false,
    skyBox: false,
    skyAtmosphere: false,
    scene3DOnly: true,
    shadows: true,
    requestRenderMode: true,
    maximumRenderTimeChange: Number.POSITIVE_INFINITY,
    // Slabs are drawn once each and write depth; sorting every fragment would cost two more passes.
    orderIndependentTranslucency: false,
    showRenderLoopErrors: false,
    blurActiveElementOnCanvasFocus: false,
    useBrowserRecommendedResolution: false,
    msaaSamples: 4,
  });
  widget.resolutionScale = Math.min(1, FINEST_PIXEL_RATIO / window.devicePixelRatio);
  const { scene } = widget;
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
  scene.shadowMap.darkness = SHADOW_DARKNESS;
  scene.shadowMap.maximumDistance = SHADOW_DISTANCE_METRES;
  scene.shadowMap.fadingEnabled = true;
  // The pointer and the keys move the camera through camera-moves.ts: the engine's own controller turns about
  // a globe, which is not here, and has no limits of place.
  scene.screenSpaceCameraController.enableInputs = false;
  scene.screenSpaceCameraController.enableCollisionDetection = false;
  return widget;
}

/**
 * The engine puts its logo, and a <style> element without a nonce, where its credits go. Outside the document
 * neither is shown nor judged by the content security policy; the city's own attribution is written by React.
 */
function detachedCredits() {
  const host = document.createElement("div");
  const creditContainer = document.createElement("div");
  host.attachShadow({ mode: "open" }).append(creditContainer);
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
