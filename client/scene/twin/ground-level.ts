/**
 * The city's ground as one smooth surface: WGS 84's ellipsoid swollen to the ground's height (which departs
 * from the true parallel surface by less than a millimetre at 300 m). One height for the whole city, as its
 * ground mesh has now; a terrain would answer here.
 */
import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  Ellipsoid,
  IntersectionTests,
  Matrix4,
  type PerspectiveFrustum,
  Ray,
  type Scene,
} from "@cesium/engine";

export type Degrees = readonly [longitude: number, latitude: number];

export interface GroundLevel {
  /** Above the ellipsoid. */
  readonly heightMetres: number;
  toWorld(place: readonly number[], aboveMetres?: number): Cartesian3;
  /** The ground under a point of the canvas (CSS pixels), or null when it shows the sky. */
  findPlace(scene: Scene, x: number, y: number): Degrees | null;
  findPlaceAlong(ray: Ray): Degrees | null;
  /** Where the canvas shows a place; null behind the camera. */
  findPixel(scene: Scene, place: readonly number[], aboveMetres?: number): { x: number; y: number } | null;
}

export function groundLevel(metresAboveSea: number, geoidUndulationMetres: number): GroundLevel {
  const heightMetres = metresAboveSea + geoidUndulationMetres;
  const radii = Ellipsoid.WGS84.radii;
  const surface = new Ellipsoid(radii.x + heightMetres, radii.y + heightMetres, radii.z + heightMetres);
  const toWorld = (place: readonly number[], aboveMetres = 0) =>
    Cartesian3.fromDegrees(place[0]!, place[1]!, heightMetres + aboveMetres);

  const findPlaceAlong = (ray: Ray): Degrees | null => {
    const hit = IntersectionTests.rayEllipsoid(ray, surface);
    if (hit === undefined) return null;
    const place = Cartographic.fromCartesian(Ray.getPoint(ray, hit.start));
    return [CesiumMath.toDegrees(place.longitude), CesiumMath.toDegrees(place.latitude)];
  };

  return {
    heightMetres,
    toWorld,
    findPlaceAlong,
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
