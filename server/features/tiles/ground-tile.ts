/**
 * The city's surface as meshes, each kind a little above or below its neighbours, with kerbs between: level at
 * its own height, or, where that is not known, lying on the relief.
 */
import { GROUND_KINDS, type GroundKind } from "../../../domain/city/city-data.ts";
import type { BuiltTile, CutPieces, FoundProblem, TileMaking } from "./built-tile.ts";
import { addDraped, addDrapedKerbs } from "./draped.ts";
import { writeMeshTile } from "./glb.ts";
import { localFrame } from "./local-frame.ts";
import { SurfaceBuilder } from "./mesh-builder.ts";
import { GROUND_STYLES, liftMetresOf, shade } from "./palette.ts";
import { addFlatSurface, addWalls, coverOf, placePolygon } from "./placed-rings.ts";
import type { FeatureTable } from "./property-table.ts";
import { RegionBuilder } from "./region.ts";
import { boxOf } from "./rings.ts";
import type { TiledGround } from "./tile-rows.ts";

/** Kerbs reach this far below the surveyed level, so that no slit opens where two levels meet. */
const KERB_DEPTH_METRES = 0.25;
/** A third of a kerb is above the carriageway; there it is a fifth darker than its pavement. */
const KERB_FOOT_SHADE = 0.45;
const REGION_MARGIN_METRES = 0.1;

export async function makeGroundTile(
  pieces: readonly TiledGround[],
  making: TileMaking,
  cut: CutPieces,
): Promise<BuiltTile> {
  const { relief, geoidUndulationMetres: undulation, levelMetres } = making;
  const [west, south, east, north] = boxOf(pieces.map(({ shape }) => shape.degrees));
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const origin = relief ? relief.heightAt(...middle) : (pieces[0]?.elevationMetres ?? levelMetres);
  const frame = localFrame(...middle, origin + undulation);
  const region = new RegionBuilder();
  const surface = new SurfaceBuilder();
  const problems: FoundProblem[] = [];

  const placed = pieces.map(({ shape }) => placePolygon(frame, shape.degrees, region));
  const uncut = new Set(pieces.filter((_, i) => !placed[i]!.triangles).map(({ id }) => id));
  const found = await cut([...uncut]);

  pieces.forEach((piece, featureId) => {
    const polygon = placed[featureId]!;
    const kind = knownKind(piece.kind);
    const { color } = GROUND_STYLES[kind];
    const liftMetres = liftMetresOf(kind, piece.elevationMetres !== null);
    const { cover, problem } = coverOf(frame, polygon, found.get(piece.id), region);
    if (problem) problems.push({ id: piece.externalId, problem });
    // Between two pieces on one level a kerb shows only through the hairline where their corners differ: with
    // the ground's own colour and light that line is not seen.
    const footColor = shade(color, KERB_FOOT_SHADE);
    const depthMetres = KERB_DEPTH_METRES + liftMetres;
    if (relief && piece.elevationMetres === null) {
      const draping = { relief, frame, region, raiseMetres: undulation + liftMetres, color, featureId };
      addDraped(surface, cover, draping);
      if (liftMetres > 0) addDrapedKerbs(surface, piece.shape.degrees, draping, { depthMetres, footColor });
      return;
    }
    const heightMetres = (piece.elevationMetres ?? levelMetres) + undulation + liftMetres;
    region.addHeight(heightMetres);
    addFlatSurface(surface, cover, { heightMetres, facing: "up", color, featureId });
    if (liftMetres <= 0) return;
    region.addHeight(heightMetres - depthMetres);
    addWalls(surface, polygon.rings, {
      fromMetres: heightMetres - depthMetres,
      toMetres: heightMetres,
      footColor,
      headColor: color,
      litAs: "ground",
      featureId,
    });
  });

  return {
    glb: await writeMeshTile(making.io, { surface, lines: null, table: tableOf(pieces) }, making.packing),
    transform: frame.transform,
    region: region.finish(REGION_MARGIN_METRES),
    featureCount: pieces.length,
    fallbackCount: uncut.size,
    problems,
  };
}

export function knownKind(kind: string): GroundKind {
  const known = GROUND_KINDS.find((candidate) => candidate === kind);
  if (!known) throw new Error(`ground kind: expected one of ${GROUND_KINDS.join(", ")}, got "${kind}"`);
  return known;
}

function tableOf(pieces: readonly TiledGround[]): FeatureTable {
  return {
    className: "ground",
    count: pieces.length,
    columns: {
      id: { type: "string", values: pieces.map((piece) => piece.externalId) },
      kind: { type: "string", values: pieces.map((piece) => piece.kind) },
      name: { type: "string", values: pieces.map((piece) => piece.name) },
    },
  };
}
