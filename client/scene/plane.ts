/**
 * Degrees to metres and back around one place, on a plane that touches the earth there: for lengths and angles
 * of a few hundred metres on the screen (an error of 1 cm at 1 km). What is stored never passes through it.
 */
export interface Plane {
  readonly toMetres: (place: readonly number[]) => [number, number];
  readonly toDegrees: (point: readonly number[]) => [number, number];
}

const SEMI_MAJOR_METRES = 6_378_137;
const ECCENTRICITY_SQUARED = 0.00669437999014;

export function planeAt(origin: readonly number[]): Plane {
  const [longitude, latitude] = [origin[0]!, origin[1]!];
  const phi = (latitude * Math.PI) / 180;
  const w = 1 - ECCENTRICITY_SQUARED * Math.sin(phi) ** 2;
  const eastRadius = (SEMI_MAJOR_METRES / Math.sqrt(w)) * Math.cos(phi);
  const northRadius = (SEMI_MAJOR_METRES * (1 - ECCENTRICITY_SQUARED)) / w ** 1.5;
  const metresEast = (eastRadius * Math.PI) / 180;
  const metresNorth = (northRadius * Math.PI) / 180;
  return {
    toMetres: (place) => [(place[0]! - longitude) * metresEast, (place[1]! - latitude) * metresNorth],
    toDegrees: (point) => [longitude + point[0]! / metresEast, latitude + point[1]! / metresNorth],
  };
}
