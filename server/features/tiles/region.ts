import { EARTH_RADIUS_METRES } from "./local-frame.ts";

/** Degrees and ellipsoidal metres. */
export interface Region {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly lowestMetres: number;
  readonly highestMetres: number;
}

/** Longitudes and latitudes in degrees; a bounding region that grows with what is put in it. */
export class RegionBuilder {
  west = Infinity;
  south = Infinity;
  east = -Infinity;
  north = -Infinity;
  lowestMetres = Infinity;
  highestMetres = -Infinity;

  addPlace(longitude: number, latitude: number): void {
    if (longitude < this.west) this.west = longitude;
    if (longitude > this.east) this.east = longitude;
    if (latitude < this.south) this.south = latitude;
    if (latitude > this.north) this.north = latitude;
  }

  addHeight(metres: number): void {
    if (metres < this.lowestMetres) this.lowestMetres = metres;
    if (metres > this.highestMetres) this.highestMetres = metres;
  }

  addRegion(region: Region): void {
    this.addPlace(region.west, region.south);
    this.addPlace(region.east, region.north);
    this.addHeight(region.lowestMetres);
    this.addHeight(region.highestMetres);
  }

  /** Grows by `marginMetres` on all sides, and down by what flat triangles sink below the curved earth. */
  finish(marginMetres: number): Region {
    const degrees = marginMetres / METRES_PER_DEGREE;
    const widening = degrees / Math.cos((this.north * Math.PI) / 180);
    const sag = diagonalMetres(this) ** 2 / (8 * EARTH_RADIUS_METRES);
    return {
      west: this.west - widening,
      south: this.south - degrees,
      east: this.east + widening,
      north: this.north + degrees,
      lowestMetres: this.lowestMetres - marginMetres - sag,
      highestMetres: this.highestMetres + marginMetres,
    };
  }
}

const METRES_PER_DEGREE = 111_000;

export function diagonalMetres(region: Region): number {
  const middle = ((region.south + region.north) / 2) * (Math.PI / 180);
  const width = (region.east - region.west) * METRES_PER_DEGREE * Math.cos(middle);
  const depth = (region.north - region.south) * METRES_PER_DEGREE;
  return Math.hypot(width, depth);
}

/** `boundingVolume.region` of 3D Tiles: radians and metres. */
export function regionVolume(region: Region): number[] {
  const radians = Math.PI / 180;
  return [
    region.west * radians,
    region.south * radians,
    region.east * radians,
    region.north * radians,
    region.lowestMetres,
    region.highestMetres,
  ];
}
