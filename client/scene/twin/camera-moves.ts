/**
 * Every way to move the twin's camera, as plain arithmetic on `Camera`: pointer, keys and links all end here,
 * so the limits hold whatever moved it. A city is small: degrees are treated as a plane around the camera.
 */
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { Camera } from "../city-view.ts";

const METRES_PER_DEGREE = 111_320;
export const MINIMUM_DISTANCE_METRES = 40;
export const MAXIMUM_DISTANCE_METRES = 12_000;
/** Below this tilt the horizon fills the screen and there is no ground point to turn about. */
const HIGHEST_PITCH_DEGREES = -12;
const LOWEST_PITCH_DEGREES = -90;
/** How far outside the city the middle of the screen may go. */
const MARGIN_METRES = 1_500;

export function metresToDegrees(
  eastMetres: number,
  northMetres: number,
  latitude: number,
): readonly [number, number] {
  const east = eastMetres / (METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
  return [east, northMetres / METRES_PER_DEGREE];
}

/** `rightMetres` and `forwardMetres` are as the screen stands, not as the compass does. */
export function pan(camera: Camera, rightMetres: number, forwardMetres: number): Camera {
  const heading = (camera.headingDegrees * Math.PI) / 180;
  const eastMetres = rightMetres * Math.cos(heading) + forwardMetres * Math.sin(heading);
  const northMetres = forwardMetres * Math.cos(heading) - rightMetres * Math.sin(heading);
  const [longitude, latitude] = metresToDegrees(eastMetres, northMetres, camera.latitude);
  return { ...camera, longitude: camera.longitude + longitude, latitude: camera.latitude + latitude };
}

/** Below 1 comes nearer. The ground point `about` stays where it is on the screen. */
export function zoom(camera: Camera, factor: number, about?: readonly [number, number]): Camera {
  const distanceMetres = clamp(
    camera.distanceMetres * factor,
    MINIMUM_DISTANCE_METRES,
    MAXIMUM_DISTANCE_METRES,
  );
  if (about === undefined) return { ...camera, distanceMetres };
  const scale = distanceMetres / camera.distanceMetres;
  return {
    ...camera,
    distanceMetres,
    longitude: about[0] + (camera.longitude - about[0]) * scale,
    latitude: about[1] + (camera.latitude - about[1]) * scale,
  };
}

/** Turns and tilts about the ground point in the middle of the screen. */
export function turn(camera: Camera, headingDegrees: number, pitchDegrees: number): Camera {
  return {
    ...camera,
    headingDegrees: camera.headingDegrees + headingDegrees,
    pitchDegrees: camera.pitchDegrees + pitchDegrees,
  };
}

/** The nearest camera that is neither lost, nor below ground, nor looking at the sky. */
export function limit(camera: Camera, city: Extent): Camera {
  const [west, south, east, north] = city;
  const [marginEast, marginNorth] = metresToDegrees(MARGIN_METRES, MARGIN_METRES, (south + north) / 2);
  return {
    longitude: clamp(camera.longitude, west - marginEast, east + marginEast),
    latitude: clamp(camera.latitude, south - marginNorth, north + marginNorth),
    distanceMetres: clamp(camera.distanceMetres, MINIMUM_DISTANCE_METRES, MAXIMUM_DISTANCE_METRES),
    headingDegrees: positiveAngle(camera.headingDegrees),
    pitchDegrees: clamp(camera.pitchDegrees, LOWEST_PITCH_DEGREES, HIGHEST_PITCH_DEGREES),
  };
}

/** The eye keeps so far above the ground under it. */
const EYE_METRES = 8;

/**
 * The camera's pitch, steeper where its eye would be in a hill.
 * @param heightAt of the ground, in metres.
 */
export function clearPitchDegrees(camera: Camera, heightAt: (place: readonly number[]) => number): number {
  let pitch = camera.pitchDegrees;
  const target = heightAt([camera.longitude, camera.latitude]);
  // Steeper, the eye stands over other ground: a few rounds find one that is clear of both.
  for (let round = 0; round < 4; round++) {
    const slope = (pitch * Math.PI) / 180;
    const eye = pan(camera, 0, -camera.distanceMetres * Math.cos(slope));
    const needed = heightAt([eye.longitude, eye.latitude]) + EYE_METRES - target;
    if (needed <= -camera.distanceMetres * Math.sin(slope)) return pitch;
    pitch = (-Math.asin(Math.min(needed / camera.distanceMetres, 1)) * 180) / Math.PI - 0.01;
  }
  return pitch;
}

/** Between two cameras, `t` from 0 to 1: rises on the way when the way is long, turns the short way round. */
export function between(from: Camera, to: Camera, t: number): Camera {
  const eased = t * t * (3 - 2 * t);
  const mix = (a: number, b: number) => a + (b - a) * eased;
  const wayMetres = groundDistance(from, to);
  const highest = Math.max(from.distanceMetres, to.distanceMetres);
  const rise = 1 + (Math.min(wayMetres / highest, 4) / 4) * 4 * eased * (1 - eased);
  const turnDegrees = positiveAngle(to.headingDegrees - from.headingDegrees + 180) - 180;
  return {
    longitude: mix(from.longitude, to.longitude),
    latitude: mix(from.latitude, to.latitude),
    distanceMetres: Math.exp(mix(Math.log(from.distanceMetres), Math.log(to.distanceMetres))) * rise,
    headingDegrees: positiveAngle(from.headingDegrees + turnDegrees * eased),
    pitchDegrees: mix(from.pitchDegrees, to.pitchDegrees),
  };
}

/** Longer for a longer way, never tiresome. */
export function flightMilliseconds(from: Camera, to: Camera): number {
  const steps = groundDistance(from, to) / Math.max(from.distanceMetres, to.distanceMetres);
  return Math.round(Math.min(500 + 350 * steps, 1_600));
}

function groundDistance(from: Camera, to: Camera): number {
  const shrink = Math.cos((from.latitude * Math.PI) / 180);
  return (
    Math.hypot((to.longitude - from.longitude) * shrink, to.latitude - from.latitude) * METRES_PER_DEGREE
  );
}

function positiveAngle(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
