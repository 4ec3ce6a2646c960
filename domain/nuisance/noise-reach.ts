/**
 * How far a source is heard above a level over hard ground in the open: half a sphere, nothing in between, so that more
 * people are counted than walls and corners would leave (ISO 9613-2, geometrical divergence: L = L_W - 20 log10 r - 8).
 */
const HALF_SPHERE_DECIBELS = 10 * Math.log10(2 * Math.PI);

/** Immission by day (DPCM 14-11-1997, table C): class IV, where people live amid traffic; class I, schools and hospitals. */
export const RESIDENTS_DECIBELS = 65;
export const SENSITIVE_DECIBELS = 50;
/** Beyond it air and houses count for more than distance. */
const MOST_METRES = 500;

export function reachOf(powerDecibels: number, levelDecibels: number): number {
  const metres = 10 ** ((powerDecibels - HALF_SPHERE_DECIBELS - levelDecibels) / 20);
  return Math.round(Math.min(MOST_METRES, metres) * 10) / 10;
}

export interface NoiseReach {
  readonly residentsMetres: number;
  readonly sensitiveMetres: number;
}

export function noiseReach(powerDecibels: number | null): NoiseReach | null {
  return powerDecibels === null
    ? null
    : {
        residentsMetres: reachOf(powerDecibels, RESIDENTS_DECIBELS),
        sensitiveMetres: reachOf(powerDecibels, SENSITIVE_DECIBELS),
      };
}
