/** Reads the twin's camera as the page knows it, and puts it where the page says. */
import {
  Cartesian2,
  Cartesian3,
  Math as CesiumMath,
  HeadingPitchRange,
  Matrix4,
  Ray,
  type Scene,
} from "@cesium/engine";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { Camera } from "../city-view.ts";
import { between, clearPitchDegrees, flightMilliseconds, limit } from "./camera-moves.ts";
import type { GroundLevel } from "./ground-level.ts";

export interface CameraControl {
  get(): Camera;
  /** At once, within the limits; ends a flight. */
  set(camera: Camera): void;
  flyTo(camera: Camera): void;
  readonly isFlying: boolean;
  /** The ground on the screen, cut off where it would run to the horizon. */
  findExtent(): Extent;
  destroy(): void;
}

/** The camera opens 60° across the longer side of the screen. */
export function pixelsPerMetreAt(scene: Scene, distanceMetres: number): number {
  const { clientWidth, clientHeight } = scene.canvas;
  return Math.max(clientWidth, clientHeight) / (2 * Math.tan(Math.PI / 6) * distanceMetres);
}

/** Ground farther than this many times the middle's distance is too small to be looked at. */
const FARTHEST_RATIO = 4;

export function controlCamera(
  scene: Scene,
  ground: GroundLevel,
  city: Extent,
  start: Camera,
  onMove: () => void,
): CameraControl {
  let current = limit(start, city);
  let frame = 0;

  const place = (camera: Camera) => {
    current = camera;
    const target = ground.toWorld([camera.longitude, camera.latitude]);
    // Straight down, the heading would be lost: a hair less keeps "up" on the screen where it belongs.
    const pitch = Math.max(clearPitchDegrees(camera, ground.heightAt), -89.99);
    scene.camera.lookAt(
      target,
      new HeadingPitchRange(
        CesiumMath.toRadians(camera.headingDegrees),
        CesiumMath.toRadians(pitch),
        camera.distanceMetres,
      ),
    );
    scene.camera.lookAtTransform(Matrix4.IDENTITY);
    scene.requestRender();
  };
  const put = (camera: Camera) => {
    place(camera);
    onMove();
  };
  const land = () => {
    if (frame !== 0) cancelAnimationFrame(frame);
    frame = 0;
  };
  place(current);

  return {
    get: () => current,
    set(camera) {
      land();
      put(limit(camera, city));
    },
    flyTo(camera) {
      land();
      const from = current;
      const to = limit(camera, city);
      const duration = flightMilliseconds(from, to);
      let began: number | null = null;
      const step = (now: number) => {
        began ??= now;
        const t = Math.min((now - began) / duration, 1);
        put(t < 1 ? between(from, to, t) : to);
        frame = t < 1 ? requestAnimationFrame(step) : 0;
      };
      frame = requestAnimationFrame(step);
    },
    get isFlying() {
      return frame !== 0;
    },
    findExtent: () => findExtent(scene, ground, current),
    destroy: land,
  };
}

function findExtent(scene: Scene, ground: GroundLevel, camera: Camera): Extent {
  const { clientWidth: width, clientHeight: height } = scene.canvas;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const x of [0, width / 2, width]) {
    for (const y of [0, height / 2, height]) {
      const place = groundOrFarthest(scene, ground, x, y, camera.distanceMetres * FARTHEST_RATIO);
      if (place === null) continue;
      west = Math.min(west, place[0]);
      east = Math.max(east, place[0]);
      south = Math.min(south, place[1]);
      north = Math.max(north, place[1]);
    }
  }
  return [west, south, east, north];
}

function groundOrFarthest(scene: Scene, ground: GroundLevel, x: number, y: number, farthestMetres: number) {
  const eye = scene.camera.positionWC;
  const place = ground.findPlace(scene, x, y);
  if (place !== null && Cartesian3.distance(eye, ground.toWorld(place)) <= farthestMetres) return place;
  const sight = scene.camera.getPickRay(new Cartesian2(x, y));
  if (sight === undefined) return place;
  // Straight down from where the line of sight has gone far enough.
  const far = Ray.getPoint(sight, farthestMetres);
  const down = Cartesian3.negate(Cartesian3.normalize(far, new Cartesian3()), new Cartesian3());
  const above = Cartesian3.subtract(
    far,
    Cartesian3.multiplyByScalar(down, 100_000, new Cartesian3()),
    new Cartesian3(),
  );
  return ground.findPlaceAlong(new Ray(above, down));
}
