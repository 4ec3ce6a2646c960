/** Buildings as extruded polygons with courtyards, arcades left open, roofs and crease lines. */
import { ASSUMED_HEIGHT_METRES } from "../../../domain/layers/tiles-manifest.ts";
import type { BuiltTile, CutPieces, FoundProblem, TileMaking } from "./built-tile.ts";
import { addCreases } from "./creases.ts";
import { writeMeshTile } from "./glb.ts";
import { localFrame } from "./local-frame.ts";
import { LineBuilder, SurfaceBuilder } from "./mesh-builder.ts";
import { ALL_BUILDING_TONES, BUILDING_TONES, featureHash, shade } from "./palette.ts";
import { addFlatSurface, addWalls, coverOf, placePolygon } from "./placed-rings.ts";
import type { FeatureTable } from "./property-table.ts";
import { RegionBuilder } from "./region.ts";
import { boxOf } from "./rings.ts";
import type { TiledBuilding } from "./tile-rows.ts";

/** Walls darken towards the ground, as daylight in a street does. */
export const FOOT_SHADE = 0.86;
const SOFFIT_SHADE = 0.7;
/** Quantisation, crease stand-off and nine decimals of a degree together stay below this. */
const REGION_MARGIN_METRES = 0.1;
/** The ground's lowest kind lies 0.3 m below the relief: on a relief, walls reach that much below it. */
const SUNK_METRES = 0.35;

/** Metres above sea level. */
export interface Standing {
  /** Where the walls begin. */
  readonly footMetres: number;
  /** Where the building stands; below `footMetres` when it hangs. */
  readonly standsAtMetres: number;
  readonly roofMetres: number;
  /** The wall hangs over an arcade or passage, and has a lower edge. */
  readonly hangs: boolean;
  /** Number of a tone of `ALL_BUILDING_TONES`. */
  readonly tone: number;
}

/**
 * Where a building begins and ends. On a relief its walls start at the lowest ground along its outline, or at
 * its surveyed base if that is lower; its roof is as high above the base as the source says.
 */
export function standingOf(
  building: TiledBuilding,
  { relief, levelMetres }: Pick<TileMaking, "relief" | "levelMetres">,
): Standing {
  const { clearHeightMetres, baseMetres, externalId } = building;
  const ground = relief?.lowestAlong(building.shape.degrees) ?? null;
  const base = baseMetres ?? ground ?? levelMetres;
  const height = building.heightMetres ?? ASSUMED_HEIGHT_METRES;
  const hangs = clearHeightMetres > 0 && clearHeightMetres < height;
  const standsAt = ground === null ? base : Math.min(base, ground) - SUNK_METRES;
  return {
    standsAtMetres: standsAt,
    footMetres: hangs ? base + clearHeightMetres : standsAt,
    roofMetres: base + height,
    hangs,
    tone:
      building.heightMetres === null
        ? BUILDING_TONES.length
        : featureHash(externalId) % BUILDING_TONES.length,
  };
}

export async function makeBuildingTile(
  buildings: readonly TiledBuilding[],
  making: TileMaking,
  cut: CutPieces,
): Promise<BuiltTile> {
  const undulation = making.geoidUndulationMetres;
  const standings = buildings.map((building) => standingOf(building, making));
  const lowest = standings.reduce((least, { footMetres }) => Math.min(least, footMetres), Infinity);
  const [west, south, east, north] = boxOf(buildings.map(({ shape }) => shape.degrees));
  const frame = localFrame((west + east) / 2, (south + north) / 2, lowest + undulation);
  const region = new RegionBuilder();
  const surface = new SurfaceBuilder();
  const lines = new LineBuilder();
  const problems: FoundProblem[] = [];

  const placed = buildings.map(({ shape }) => placePolygon(frame, shape.degrees, region));
  const uncut = buildings.filter((_, i) => !placed[i]!.triangles).map(({ id }) => id);
  const pieces = await cut(uncut);

  buildings.forEach((building, featureId) => {
    const polygon = placed[featureId]!;
    const { hangs, ...standing } = standings[featureId]!;
    const tone = ALL_BUILDING_TONES[standing.tone]!;
    const footMetres = standing.footMetres + undulation;
    const roofMetres = standing.roofMetres + undulation;
    if (building.clearHeightMetres > 0 && !hangs) {
      problems.push({ id: building.externalId, problem: "clear-height-too-high" });
    }
    region.addHeight(footMetres);
    region.addHeight(roofMetres);

    const { cover, problem } = coverOf(frame, polygon, pieces.get(building.id), region);
    if (problem) problems.push({ id: building.externalId, problem });
    addWalls(surface, polygon.rings, {
      fromMetres: footMetres,
      toMetres: roofMetres,
      footColor: shade(tone, FOOT_SHADE),
      headColor: tone,
      litAs: "wall",
      featureId,
    });
    addFlatSurface(surface, cover, { heightMetres: roofMetres, facing: "up", color: tone, featureId });
    if (hangs) {
      const color = shade(tone, SOFFIT_SHADE);
      addFlatSurface(surface, cover, { heightMetres: footMetres, facing: "down", color, featureId });
    }
    addCreases(lines, polygon.rings, {
      fromMetres: footMetres,
      toMetres: roofMetres,
      lowerEdge: hangs,
      featureId,
    });
  });

  return {
    glb: await writeMeshTile(making.io, { surface, lines, table: tableOf(buildings) }, making.packing),
    transform: frame.transform,
    region: region.finish(REGION_MARGIN_METRES),
    featureCount: buildings.length,
    fallbackCount: uncut.length,
    problems,
  };
}

function tableOf(buildings: readonly TiledBuilding[]): FeatureTable {
  return {
    className: "building",
    count: buildings.length,
    columns: {
      id: { type: "string", values: buildings.map((b) => b.externalId) },
      heightMetres: { type: "float", values: buildings.map((b) => b.heightMetres) },
      heightSource: { type: "string", values: buildings.map((b) => b.heightSource) },
      baseMetres: { type: "float", values: buildings.map((b) => b.baseMetres) },
      use: { type: "string", values: buildings.map((b) => b.use) },
      floors: { type: "integer", values: buildings.map((b) => b.floors) },
      yearBuilt: { type: "integer", values: buildings.map((b) => b.yearBuilt) },
      clearHeightMetres: { type: "float", values: buildings.map((b) => b.clearHeightMetres) },
    },
  };
}
