/** What lies below the streets. None of Turin's networks is public: every pipe here is invented. */
import type { UtilityNetwork, UtilityRecord } from "../../domain/city/city-data.ts";
import type { Door } from "./addresses.ts";
import { externalIdOf, lineOf } from "./frame.ts";
import type { Grid } from "./grid.ts";
import { type StreetProfile, streetInputs } from "./inputs.ts";
import { add, directionOf, distance, dot, leftOf, type Point, scale, subtract } from "./plane.ts";
import { type Random, randomFor } from "./random.ts";
import { profileOf } from "./street-ground.ts";

interface Laying {
  /** From the axis, left positive, metres. */
  readonly offset: (profile: StreetProfile) => number;
  readonly depthMetres: readonly [number, number];
  readonly smallMillimetres: readonly number[];
  readonly largeMillimetres: readonly number[];
  readonly materials: readonly string[];
}

const roadHalf = (profile: StreetProfile) => profile.carriageway || profile.pavement * 0.6;
const footway = (profile: StreetProfile) =>
  profile.carriageway
    ? profile.carriageway + profile.strip + profile.sideRoad + profile.pavement * 0.45
    : profile.pavement * 0.8;

/** Depths and offsets after the common practice of layering a street (UNI 10576 names the order, not values). */
const LAYING: Record<UtilityNetwork, Laying> = {
  sewer: {
    offset: () => 0,
    depthMetres: [2.4, 4.2],
    smallMillimetres: [400, 500, 600],
    largeMillimetres: [1000, 1200, 1800],
    materials: ["mattoni", "calcestruzzo", "gres"],
  },
  water: {
    offset: (profile) => 0.4 * roadHalf(profile),
    depthMetres: [1.1, 1.5],
    smallMillimetres: [100, 125, 150, 200],
    largeMillimetres: [300, 400, 600],
    materials: ["ghisa grigia", "ghisa sferoidale", "acciaio", "PEAD"],
  },
  gas: {
    offset: (profile) => -0.42 * roadHalf(profile),
    depthMetres: [0.8, 1.1],
    smallMillimetres: [80, 100, 150],
    largeMillimetres: [200, 300],
    materials: ["acciaio", "ghisa sferoidale", "PEAD"],
  },
  heating: {
    offset: (profile) => 0.72 * roadHalf(profile),
    depthMetres: [1, 1.6],
    smallMillimetres: [150, 200, 250],
    largeMillimetres: [400, 500, 800],
    materials: ["acciaio preisolato"],
  },
  power: {
    offset: (profile) => -footway(profile),
    depthMetres: [0.7, 1],
    smallMillimetres: [160],
    largeMillimetres: [160, 200],
    materials: ["cavidotto PVC", "cavidotto PEAD"],
  },
  telecom: {
    offset: (profile) => footway(profile),
    depthMetres: [0.5, 0.8],
    smallMillimetres: [110, 125],
    largeMillimetres: [125],
    materials: ["tritubo PEAD", "cavidotto PVC"],
  },
};

function accuracyClass(random: Random): UtilityRecord["accuracyClass"] {
  const draw = random.next();
  return draw < 0.1 ? "A" : draw < 0.4 ? "B" : draw < 0.6 ? "C" : "D";
}

/** Heating reaches two streets in three, and no alley. */
function isLaid(network: UtilityNetwork, street: string, profile: StreetProfile): boolean {
  if (network !== "heating") return true;
  return profile.carriageway >= 4 && randomFor(`heating:${street}`).chance(0.66);
}

export function layNetworks(grid: Grid, doors: readonly Door[]): UtilityRecord[] {
  const records: UtilityRecord[] = [];
  const record = (line: readonly Point[], rest: Omit<UtilityRecord, "id" | "externalId" | "geom">) => {
    const id = records.length + 1;
    records.push({ id, externalId: externalIdOf("utility", id), geom: lineOf(line), ...rest });
  };
  for (const edge of grid.edges) {
    if (edge.street < 0) continue;
    const profile = profileOf(edge.street);
    if (profile.class === "lot") continue;
    const street = streetInputs[edge.street]!.name;
    const from = grid.nodes[edge.from]!;
    const to = grid.nodes[edge.to]!;
    const across = leftOf(directionOf(from, to));
    for (const network of Object.keys(LAYING) as UtilityNetwork[]) {
      if (!isLaid(network, street, profile)) continue;
      const laying = LAYING[network];
      // One pipe a street: the same size, depth and material from end to end.
      const random = randomFor(`utility:${network}:${street}`);
      const isLarge = profile.class === "main" || (profile.class === "area_collector" && random.chance(0.5));
      const shift = scale(across, laying.offset(profile));
      record([add(from, shift), add(to, shift)], {
        network,
        diameterMillimetres: random.pick(isLarge ? laying.largeMillimetres : laying.smallMillimetres),
        depthMetres: Math.round(random.between(...laying.depthMetres) * 100) / 100,
        material: random.pick(laying.materials),
        accuracyClass: accuracyClass(randomFor(`survey:${network}:${edge.id}`)),
      });
    }
  }
  connectHouses(grid, doors, record);
  return records;
}

/** A water connection to the first door of each house. */
function connectHouses(
  grid: Grid,
  doors: readonly Door[],
  record: (line: readonly Point[], rest: Omit<UtilityRecord, "id" | "externalId" | "geom">) => void,
): void {
  const connected = new Set<number>();
  for (const door of doors) {
    if (connected.has(door.building)) continue;
    connected.add(door.building);
    const edge = grid.edges[door.edge]!;
    const from = grid.nodes[edge.from]!;
    const along = directionOf(from, grid.nodes[edge.to]!);
    const main = LAYING.water.offset(profileOf(edge.street));
    const place = dot(subtract(door.at, from), along);
    const tap = add(add(from, scale(along, place)), scale(leftOf(along), main));
    if (place < 0 || distance(tap, door.at) < 1) continue;
    const random = randomFor(`connection:${door.street}:${door.houseNumber}`);
    record([tap, door.at], {
      network: "water",
      diameterMillimetres: random.pick([32, 40, 50, 63]),
      depthMetres: Math.round(random.between(0.9, 1.2) * 100) / 100,
      material: random.pick(["PEAD", "acciaio", "piombo"]),
      accuracyClass: random.chance(0.1) ? "C" : "D",
    });
  }
}
