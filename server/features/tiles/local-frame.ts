/**
 * East-north-up coordinates around one point, in double precision: what a tile's meshes are written in, so
 * that 32-bit and quantised vertices stay exact to millimetres. WGS 84 (NIMA TR8350.2).
 */
const SEMI_MAJOR_METRES = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);
export const EARTH_RADIUS_METRES = 6_371_000;

/** A place on the ellipsoid in a frame: `surface` at height 0, `up` its outward normal (unit length). */
export interface LocalPlace {
  readonly surface: readonly [number, number, number];
  readonly up: readonly [number, number, number];
}

export interface LocalFrame {
  readonly longitude: number;
  readonly latitude: number;
  readonly heightMetres: number;
  /** Frame → earth-centred coordinates, column-major 4 × 4, as a tile's `transform` wants it. */
  readonly transform: readonly number[];
  /** `surface + heightMetres * up` is the point at that ellipsoidal height. Degrees in, metres out. */
  place(longitude: number, latitude: number): LocalPlace;
}

type Vector = readonly [number, number, number];

function earthCentred(longitude: number, latitude: number): { surface: Vector; up: Vector } {
  const lambda = (longitude * Math.PI) / 180;
  const phi = (latitude * Math.PI) / 180;
  const sinPhi = Math.sin(phi);
  const cosPhi = Math.cos(phi);
  const up: Vector = [cosPhi * Math.cos(lambda), cosPhi * Math.sin(lambda), sinPhi];
  const radius = SEMI_MAJOR_METRES / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinPhi * sinPhi);
  return { surface: [up[0] * radius, up[1] * radius, up[2] * radius * (1 - ECCENTRICITY_SQUARED)], up };
}

export function localFrame(longitude: number, latitude: number, heightMetres: number): LocalFrame {
  const { surface, up } = earthCentred(longitude, latitude);
  const origin: Vector = [
    surface[0] + up[0] * heightMetres,
    surface[1] + up[1] * heightMetres,
    surface[2] + up[2] * heightMetres,
  ];
  const lambda = (longitude * Math.PI) / 180;
  const east: Vector = [-Math.sin(lambda), Math.cos(lambda), 0];
  const north: Vector = [
    up[1] * east[2] - up[2] * east[1],
    up[2] * east[0] - up[0] * east[2],
    up[0] * east[1] - up[1] * east[0],
  ];
  const turn = (x: number, y: number, z: number): [number, number, number] => [
    east[0] * x + east[1] * y + east[2] * z,
    north[0] * x + north[1] * y + north[2] * z,
    up[0] * x + up[1] * y + up[2] * z,
  ];
  return {
    longitude,
    latitude,
    heightMetres,
    transform: [...east, 0, ...north, 0, ...up, 0, ...origin, 1],
    place(lon, lat) {
      const there = earthCentred(lon, lat);
      const [x, y, z] = there.surface;
      return {
        surface: turn(x - origin[0], y - origin[1], z - origin[2]),
        up: turn(...there.up),
      };
    },
  };
}
