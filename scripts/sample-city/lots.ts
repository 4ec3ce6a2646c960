/** What stands on each face of the street plan: a block of houses, a square, a park, a station or the river. */
import { type BlockFront, buildBlock } from "./blocks.ts";
import type { Lot } from "./city-parts.ts";
import { fillCourtyard } from "./courtyards.ts";
import type { Face } from "./faces.ts";
import { styleAt } from "./house-style.ts";
import { frame, type Site, sites, streetInputs } from "./inputs.ts";
import { makesWay } from "./landmarks.ts";
import { between, centroid, containsPoint, type Point, signedArea } from "./plane.ts";
import { isFree, plantSite } from "./planting.ts";
import { randomFor } from "./random.ts";
import { layRiver } from "./river.ts";
import { layStation } from "./station.ts";
import { type FrontRing, layStreets } from "./street-ground.ts";

const SMALLEST_BLOCK_SQUARE_METRES = 220;

function streetOf(face: Face, side: number) {
  const index = face.sides[side]!.edge.street;
  return index < 0 ? undefined : streetInputs[index]!;
}

function hasArcade(face: Face, side: number): boolean {
  const street = streetOf(face, side);
  if (!street?.arcade) return false;
  if (!street.arcadeWithin) return true;
  const [west, south, east, north] = street.arcadeWithin;
  const [u, v] = between(face.ring[side]!, face.ring[(side + 1) % face.ring.length]!, 0.5);
  return u > west && u < east && v > south && v < north;
}

function blockFront(face: Face, front: FrontRing): BlockFront {
  return {
    ring: front.ring,
    edges: front.sides.map((side) => (face.sides[side]!.edge.street < 0 ? -1 : face.sides[side]!.edge.id)),
    arcades: front.sides.map((side) => hasArcade(face, side)),
    cornices: front.sides.map((side) => streetOf(face, side)?.cornice ?? null),
  };
}

function siteOf(face: Face): Site | undefined {
  return sites.find((site) => site.at.some((point) => containsPoint(face.ring, point)));
}

export function settle(face: Face): Lot {
  const site = siteOf(face);
  const streets = layStreets(face, site, frame.groundMetres);
  const lot: Lot = {
    face,
    site,
    pieces: [...streets.pieces],
    treeRows: streets.treeRows,
    buildings: [],
    trees: [],
  };
  const front = streets.front;
  if (!front || signedArea(front.ring) < 1) return lot;
  const [u, v] = centroid(front.ring);
  // Named after the place, so that a street drawn elsewhere leaves this block as it is.
  const random = randomFor(`lot:${Math.round(u)}:${Math.round(v)}`);
  const lay = (
    kind: Lot["pieces"][number]["kind"],
    ring: readonly Point[],
    holes: readonly (readonly Point[])[] = [],
  ) => lot.pieces.push({ kind, name: site?.name ?? null, ring, holes, elevationMetres: frame.groundMetres });

  if (site?.kind === "river") layRiver(lot, face, front);
  else if (site?.kind === "station") layStation(lot, site, front.ring);
  else if (site) {
    lay(site.kind === "green" ? "green" : "square", front.ring);
    lot.trees.push(...plantSite(site, front.ring, random));
  } else if (signedArea(front.ring) < SMALLEST_BLOCK_SQUARE_METRES) {
    lay("pavement", front.ring);
  } else {
    const style = styleAt([u, v], frame.groundMetres, null);
    const block = buildBlock(blockFront(face, front), style, random);
    for (const ring of block.arcades) lay("arcade", ring);
    lay("base", block.base, block.courtyard ? [block.courtyard.toReversed()] : []);
    lot.buildings.push(...block.buildings);
    if (block.courtyard) {
      lay("courtyard", block.courtyard);
      const filled = fillCourtyard(block.courtyard, style, random);
      lot.buildings.push(...filled.buildings);
      lot.trees.push(...filled.trees.filter(({ at }) => isFree(at)));
    }
    const kept = lot.buildings.filter((building) => !makesWay(building.ring));
    lot.buildings.splice(0, lot.buildings.length, ...kept);
  }
  return lot;
}
