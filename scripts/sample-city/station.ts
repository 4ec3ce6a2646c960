/** The two stations: a head station with its tracks, and a gallery over tracks that run below ground. */
import type { BuildingDraft, Lot } from "./city-parts.ts";
import { frame, type Site } from "./inputs.ts";
import { makesWay } from "./landmarks.ts";
import { cutToLeft, type Point, rectangle } from "./plane.ts";

const HALL_METRES = 46;
const SHED_METRES = 130;

export function layStation(lot: Lot, site: Site, ring: readonly Point[]): void {
  const west = Math.min(...ring.map(([u]) => u));
  const east = Math.max(...ring.map(([u]) => u));
  const north = Math.max(...ring.map(([, v]) => v));
  const south = Math.min(...ring.map(([, v]) => v));
  const lay = (kind: "square" | "rail" | "base", piece: readonly Point[]) =>
    lot.pieces.push({ kind, name: site.name, ring: piece, holes: [], elevationMetres: frame.groundMetres });
  const build = (piece: readonly Point[], heightMetres: number, clearHeightMetres = 0) => {
    const building: BuildingDraft = {
      ring: piece,
      holes: [],
      heightMetres,
      clearHeightMetres,
      baseMetres: frame.groundMetres,
      use: "station",
      floors: null,
      yearBuilt: null,
      fronts: [],
      name: site.name,
    };
    if (!makesWay(piece)) lot.buildings.push(building);
  };
  const middle: Point = [(west + east) / 2, (north + south) / 2];
  if (site.name.endsWith("Susa")) {
    lay("square", ring);
    build(rectangle([middle[0], middle[1] + 30], [0, 1], 380, 30), 17);
    return;
  }
  const hallFoot: Point = [west, north - HALL_METRES];
  const hall = cutToLeft(ring, hallFoot, [1, 0]);
  lay("base", hall);
  // The tracks widen southwards: the buildings keep to the width there is at the street.
  const eastAtStreet = Math.max(...ring.filter(([, v]) => v > north - 1).map(([u]) => u));
  const thirds = [west + (eastAtStreet - west) * 0.3, west + (eastAtStreet - west) * 0.7];
  build(cutToLeft(hall, [thirds[0]!, 0], [0, 1]), 21);
  build(cutToLeft(cutToLeft(hall, [thirds[0]!, 0], [0, -1]), [thirds[1]!, 0], [0, 1]), 30);
  build(cutToLeft(hall, [thirds[1]!, 0], [0, -1]), 21);
  const tracks = cutToLeft(ring, hallFoot, [-1, 0]);
  lay("rail", tracks);
  const shedFoot = north - HALL_METRES - SHED_METRES;
  const shed = cutToLeft(tracks, [west, shedFoot], [1, 0]);
  build(cutToLeft(shed, [west + 18, 0], [0, 1]), 18);
  build(cutToLeft(cutToLeft(shed, [west + 18, 0], [0, -1]), [eastAtStreet - 14, 0], [0, 1]), 14, 7);
  build(cutToLeft(shed, [eastAtStreet - 14, 0], [0, -1]), 18);
  for (let u = west + 30; u < eastAtStreet - 10; u += 22)
    build(rectangle([u, shedFoot - 130], [0, 1], 240, 7), 5, 4);
}
