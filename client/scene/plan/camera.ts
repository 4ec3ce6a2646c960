/**
 * The shared camera and OpenLayers' view of the plan. The view works in web mercator (EPSG:3857), whose metre is
 * 1/cos(latitude) of a real one; everything outside this folder speaks degrees and real metres.
 */
import { fromLonLat, getPointResolution, toLonLat } from "ol/proj.js";
import type { Camera } from "../city-view.ts";

/**
 * The twin's camera opens 60° across the longer side of the screen (Cesium's `PerspectiveFrustum`), so a link
 * shows the same ground in both views: at distance d the longer side spans 2·d·tan 30°.
 */
const GROUND_PER_DISTANCE = 2 * Math.tan(Math.PI / 6);
const MERCATOR = "EPSG:3857";

export interface PlanViewState {
  /** EPSG:3857. */
  readonly centre: readonly [number, number];
  /** Mercator metres a CSS pixel. */
  readonly resolution: number;
  /** Radians, clockwise: how far the sheet is turned. */
  readonly rotation: number;
}

export interface ScreenSize {
  readonly widthPixels: number;
  readonly heightPixels: number;
}

export function viewOfCamera(camera: Camera, size: ScreenSize): PlanViewState {
  const centre = fromLonLat([camera.longitude, camera.latitude]) as [number, number];
  const realMetresPerPixel = (camera.distanceMetres * GROUND_PER_DISTANCE) / longerSide(size);
  return {
    centre,
    resolution: realMetresPerPixel / realMetresPerMercatorMetre(centre),
    rotation: turn(-camera.headingDegrees),
  };
}

/** `pitchDegrees` is the caller's: the plan looks straight down but gives back the tilt it was handed. */
export function cameraOfView(view: PlanViewState, size: ScreenSize, pitchDegrees: number): Camera {
  const [longitude, latitude] = toLonLat([...view.centre]) as [number, number];
  const realMetresPerPixel = view.resolution * realMetresPerMercatorMetre(view.centre);
  const heading = (-view.rotation * 180) / Math.PI;
  return {
    longitude,
    latitude,
    distanceMetres: (realMetresPerPixel * longerSide(size)) / GROUND_PER_DISTANCE,
    headingDegrees: ((heading % 360) + 360) % 360,
    pitchDegrees,
  };
}

/** At a place given in EPSG:3857. */
export function realMetresPerMercatorMetre(place: readonly number[]): number {
  return getPointResolution(MERCATOR, 1, [...place]);
}

/** The view moved over the sheet as it lies on the screen, in pixels to the right and up. */
export function panned(view: PlanViewState, rightPixels: number, upPixels: number): PlanViewState {
  const [dx, dy] = [rightPixels * view.resolution, upPixels * view.resolution];
  const [cos, sin] = [Math.cos(view.rotation), Math.sin(view.rotation)];
  const [x, y] = view.centre;
  return { ...view, centre: [x + dx * cos - dy * sin, y + dx * sin + dy * cos] };
}

function longerSide({ widthPixels, heightPixels }: ScreenSize): number {
  return Math.max(widthPixels, heightPixels, 1);
}

/** Degrees to radians in (-π, π]. */
function turn(degrees: number): number {
  const whole = ((degrees % 360) + 360) % 360;
  return ((whole > 180 ? whole - 360 : whole) * Math.PI) / 180;
}
