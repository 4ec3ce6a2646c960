/**
 * The city's ground as one surface: its relief where it has one, else WGS 84's ellipsoid swollen to the ground's
 * one height. The relief comes with the tiles, a moment after the scene.
 */
import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  IntersectionTests,
  Matrix4,
  type PerspectiveFrustum,
  Ray,
  type Scene,
} from "@cesium/engine";
import { heightAt, type Relief } from "../../../domain/geo/relief.ts";
import { type CutSurface, cutLine, cutSurface } from "./drape.ts";
import { highestMetres, sightOnRelief, swollen } from "./sight-line.ts";

export type Degrees = readonly [longitude: number, latitude: number];

export interface GroundLevel {
  /** Above the ellipsoid. */
  heightAt(place: readonly number[]): number;
  /** How far the highest ground of the city stands above this place. */
  riseAbove(place: readonly number[]): number;
  /** How far below this place ground of the city may lie; nothing beyond the relief, which goes on level. */
  reachBelow(place: readonly number[]): number;
  toWorld(place: readonly number[], aboveMetres?: number): Cartesian3;
  /** The line with a place more wherever the ground under it bends. */
  cutLine(line: readonly (readonly number[])[]): readonly (readonly number[])[];
  /** Triangles cut so that each lies on ground that is flat. */
  cutSurface(corners: readonly (readonly number[])[], triangles: ArrayLike<number>): CutSurface;
  /** The ground under a point of the canvas (CSS pixels), or null when it shows the sky. */
  findPlace(scene: Scene, x: number, y: number): Degrees | null;
  findPlaceAlong(ray: Ray): Degrees | null;
  /** Where the canvas shows a place; null behind the camera. */
  findPixel(scene: Scene, place: readonly number[], aboveMetres?: number): { x: number; y: number } | null;
  /** What was drawn before lies on the former ground. */
  setRelief(relief: Relief): void;
}

export function groundLevel(metresAboveSea: number, geoidUndulationMetres: number): GroundLevel {
  let relief: Relief | null = null;
  let highest = metresAboveSea;
  const surface = swollen(metresAboveSea + geoidUndulationMetres);
  let findPlaceAlong = (ray: Ray): Degrees | null => {
    const hit = IntersectionTests.rayEllipsoid(ray, surface);
    if (hit === undefined) return null;
    const place = Cartographic.fromCartesian(Ray.getPoint(ray, hit.start));
    return [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude)];
  };
  const aboveSea = (place: readonly number[]) =>
    relief === null ? metresAboveSea : heightAt(relief, place[0]!, place[1]!);
  const toWorld = (place: readonly number[], aboveMetres = 0) =>
    Cartesian3.fromDegrees(place[0]!, place[1]!, aboveSea(place) + geoidUndulationMetres + aboveMetres);

  return {
    heightAt: (place) => aboveSea(place) + geoidUndulationMetres,
    riseAbove: (place) => highest - aboveSea(place),
    reachBelow: (place) =>
      relief !== null && isWithin(relief, place) ? aboveSea(place) - relief.lowestMetres : 0,
    toWorld,
    cutLine: (line) => (relief === null ? line : cutLine(relief, line)),
    cutSurface: (corners, triangles) =>
      relief === null ? { corners, triangles } : cutSurface(relief, corners, triangles),
    setRelief(next) {
      relief = next;
      highest = highestMetres(next);
      findPlaceAlong = sightOnRelief(next, geoidUndulationMetres);
    },
    findPlaceAlong: (ray) => findPlaceAlong(ray),
    findPlace(scene, x, y) {
      const ray = scene.camera.getPickRay(new Cartesian2(x, y));
      return ray === undefined ? null : findPlaceAlong(ray);
    },
    // Not `SceneTransforms.worldToWindowCoordinates`: it takes everything nearer than twice the near plane
    // for lying behind the camera.
    findPixel({ camera, canvas }, place, aboveMetres = 0) {
      const seen = Matrix4.multiplyByPoint(camera.viewMatrix, toWorld(place, aboveMetres), new Cartesian3());
      if (seen.z >= 0) return null;
      const { fovy, aspectRatio } = camera.frustum as PerspectiveFrustum;
      const reach = -seen.z * Math.tan(fovy! / 2);
      return {
        x: (canvas.clientWidth / 2) * (1 + seen.x / (reach * aspectRatio!)),
        y: (canvas.clientHeight / 2) * (1 - seen.y / reach),
      };
    },
  };
}

function isWithin(relief: Relief, place: readonly number[]): boolean {
  const { west, south, stepEast, stepNorth, columns, rows } = relief;
  const [x, y] = [(place[0]! - west) / stepEast, (place[1]! - south) / stepNorth];
  return x >= 0 && y >= 0 && x <= columns - 1 && y <= rows - 1;
}
