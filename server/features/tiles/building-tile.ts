/** Buildings as extruded polygons with courtyards, arcades left open, roofs and crease lines. */
import type { NodeIO } from "@gltf-transform/core";
import type { BuiltTile, FoundProblem } from "./built-tile.ts";
import { addCreases } from "./creases.ts";
import { type Packing, writeMeshTile } from "./glb.ts";
import { localFrame } from "./local-frame.ts";
import { LineBuilder, SurfaceBuilder } from "./mesh-builder.ts";
import { BUILDING_TONES, featureHash, shade } from "./palette.ts";
import { addFlatSurface, addWalls, coverOf, placePolygon } from "./placed-rings.ts";
import type { FeatureTable } from "./property-table.ts";
import { RegionBuilder } from "./region.ts";
import type { Pieces, TiledBuilding } from "./store.ts";
import { middleOf } from "./tile-centre.ts";

/** Walls darken towards the ground, as daylight in a street does. */
const FOOT_SHADE = 0.86;
const SOFFIT_SHADE = 0.7;
/** Quantisation, crease stand-off and nine decimals of a degree together stay below this. */
const REGION_MARGIN_METRES = 0.1;

export interface TileMaking {
  readonly io: NodeIO;
  readonly geoidUndulationMetres: number;
  /** Pieces of the features that no ear-cutter manages whole; asked for once a tile. */
  readonly cut: (ids: readonly number[]) => Promise<ReadonlyMap<number, Pieces>>;
  readonly packing?: Packing;
}

export async function makeBuildingTile(
  buildings: readonly TiledBuilding[],
  making: TileMaking,
): Promise<BuiltTile> {
  const undulation = making.geoidUndulationMetres;
  const centre = middleOf(buildings.map(({ rings }) => rings));
  const lowest = Math.min(...buildings.map((building) => building.baseMetres)) + undulation;
  const frame = localFrame(centre[0], centre[1], lowest);
  const region = new RegionBuilder();
  const surface = new SurfaceBuilder();
  const lines = new LineBuilder();
  const problems: FoundProblem[] = [];

  const placed = buildings.map(({ rings }) => placePolygon(frame, rings, region));
  const pieces = await making.cut(buildings.filter((_, i) => !placed[i]!.triangles).map(({ id }) => id));

  buildings.forEach((building, featureId) => {
    const polygon = placed[featureId]!;
    const base = building.baseMetres + undulation;
    const roofMetres = base + building.heightMetres;
    const hangs = building.clearHeightMetres > 0 && building.clearHeightMetres < building.heightMetres;
    const footMetres = hangs ? base + building.clearHeightMetres : base;
    if (building.clearHeightMetres >= building.heightMetres) {
      problems.push({ id: building.externalId, problem: "clear-height-too-high" });
    }
    region.addHeight(footMetres);
    region.addHeight(roofMetres);

    const { cover, problem } = coverOf(frame, polygon, pieces.get(building.id), region);
    if (problem) problems.push({ id: building.externalId, problem });
    const tone = BUILDING_TONES[featureHash(building.externalId) % BUILDING_TONES.length]!;
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
      use: { type: "string", values: buildings.map((b) => b.use) },
      floors: { type: "integer", values: buildings.map((b) => b.floors) },
      yearBuilt: { type: "integer", values: buildings.map((b) => b.yearBuilt) },
      clearHeightMetres: { type: "float", values: buildings.map((b) => b.clearHeightMetres) },
    },
  };
}
