/** The city's surface as flat meshes, each kind a little above or below its neighbours, with kerbs between. */
import { GROUND_KINDS, type GroundKind } from "../../../domain/city/city-data.ts";
import type { TileMaking } from "./building-tile.ts";
import type { BuiltTile, FoundProblem } from "./built-tile.ts";
import { writeMeshTile } from "./glb.ts";
import { localFrame } from "./local-frame.ts";
import { SurfaceBuilder } from "./mesh-builder.ts";
import { GROUND_STYLES, shade } from "./palette.ts";
import { addFlatSurface, addWalls, coverOf, placePolygon } from "./placed-rings.ts";
import type { FeatureTable } from "./property-table.ts";
import { RegionBuilder } from "./region.ts";
import type { TiledGround } from "./store.ts";
import { middleOf } from "./tile-centre.ts";

/** Kerbs reach this far below the surveyed level, so that no slit opens where two levels meet. */
const KERB_DEPTH_METRES = 0.25;
/** A third of a kerb is above the carriageway; there it is a fifth darker than its pavement. */
const KERB_FOOT_SHADE = 0.45;
const REGION_MARGIN_METRES = 0.1;

export async function makeGroundTile(pieces: readonly TiledGround[], making: TileMaking): Promise<BuiltTile> {
  const undulation = making.geoidUndulationMetres;
  const centre = middleOf(pieces.map(({ rings }) => rings));
  const lowest = Math.min(...pieces.map((piece) => piece.elevationMetres)) + undulation;
  const frame = localFrame(centre[0], centre[1], lowest);
  const region = new RegionBuilder();
  const surface = new SurfaceBuilder();
  const problems: FoundProblem[] = [];

  const placed = pieces.map(({ rings }) => placePolygon(frame, rings, region));
  const cut = await making.cut(pieces.filter((_, i) => !placed[i]!.triangles).map(({ id }) => id));

  pieces.forEach((piece, featureId) => {
    const polygon = placed[featureId]!;
    const { color, liftMetres } = GROUND_STYLES[knownKind(piece.kind)];
    const heightMetres = piece.elevationMetres + undulation + liftMetres;
    const kerbFootMetres = piece.elevationMetres + undulation - KERB_DEPTH_METRES;
    region.addHeight(heightMetres);
    const { cover, problem } = coverOf(frame, polygon, cut.get(piece.id), region);
    if (problem) problems.push({ id: piece.externalId, problem });
    addFlatSurface(surface, cover, { heightMetres, facing: "up", color, featureId });
    if (liftMetres > 0) {
      region.addHeight(kerbFootMetres);
      addWalls(surface, polygon.rings, {
        fromMetres: kerbFootMetres,
        toMetres: heightMetres,
        footColor: shade(color, KERB_FOOT_SHADE),
        // Between two pieces on one level a kerb shows only through the hairline where their corners differ:
        // with the ground's own colour and light that line is not seen.
        headColor: color,
        litAs: "ground",
        featureId,
      });
    }
  });

  return {
    glb: await writeMeshTile(making.io, { surface, lines: null, table: tableOf(pieces) }, making.packing),
    transform: frame.transform,
    region: region.finish(REGION_MARGIN_METRES),
    featureCount: pieces.length,
    problems,
  };
}

function knownKind(kind: string): GroundKind {
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
