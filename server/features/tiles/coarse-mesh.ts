/** Draws coarse shapes: walls where no neighbour hides them, roofs, and ground on a coarser relief. */

import { GROUND_KINDS } from "../../../domain/city/city-data.ts";
import { FOOT_SHADE } from "./building-tile.ts";
import type { BuiltTile, TileMaking } from "./built-tile.ts";
import { type CoarseShape, ON_RELIEF } from "./coarse-shapes.ts";
import { degreesAround } from "./degrees-around.ts";
import { addDraped } from "./draped.ts";
import { writeMeshTile } from "./glb.ts";
import { EdgeOwners, type GridRing, straightened } from "./grid-outlines.ts";
import { type LocalFrame, localFrame } from "./local-frame.ts";
import { SurfaceBuilder } from "./mesh-builder.ts";
import { ALL_BUILDING_TONES, GROUND_STYLES, liftMetresOf, shade } from "./palette.ts";
import { addFlatSurface, addWalls, type Cover, type PlacedRing, placeRing } from "./placed-rings.ts";
import { RegionBuilder } from "./region.ts";
import { coarsened, ReliefSurface } from "./relief-surface.ts";
import { roughTriangles } from "./surface-triangles.ts";

const REGION_MARGIN_METRES = 0.5;

interface Canvas {
  readonly frame: LocalFrame;
  readonly region: RegionBuilder;
  readonly surface: SurfaceBuilder;
  readonly toDegrees: (x: number, y: number) => [number, number];
  readonly undulation: number;
}

function canvasOver(
  shapes: readonly CoarseShape[],
  { geoidUndulationMetres: undulation }: TileMaking,
): Canvas {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  let lowest = Infinity;
  for (const { rings, footMillimetres } of shapes) {
    lowest = Math.min(lowest, footMillimetres);
    const outside = rings[0]!;
    for (let i = 0; i < outside.length; i += 2) {
      box[0] = Math.min(box[0], outside[i]!);
      box[1] = Math.min(box[1], outside[i + 1]!);
      box[2] = Math.max(box[2], outside[i]!);
      box[3] = Math.max(box[3], outside[i + 1]!);
    }
  }
  const [west, south, east, north] = box.map((value) => value / 100) as typeof box;
  const toDegrees = degreesAround([west, south, east, north]);
  const frame = localFrame(...toDegrees((west + east) / 2, (south + north) / 2), lowest / 1000 + undulation);
  const surface = new SurfaceBuilder();
  return { frame, region: new RegionBuilder(), surface, toDegrees, undulation };
}

function place(canvas: Canvas, ring: GridRing): { degrees: Float64Array; placed: PlacedRing } {
  const degrees = new Float64Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    degrees.set(canvas.toDegrees(ring[i]! / 100, ring[i + 1]! / 100), i);
  }
  return { degrees, placed: placeRing(canvas.frame, degrees, canvas.region) };
}

function coverOf(canvas: Canvas, rings: readonly GridRing[]): Cover {
  // A hole that the coarse grid has swallowed has no corners left, at which earcut stumbles.
  const placed = rings.filter(({ length }) => length >= 6).map((ring) => place(canvas, ring));
  const corners = placed.flatMap((ring) => ring.placed);
  const places = new Float64Array(corners.length * 2);
  const holeStarts: number[] = [];
  let start = 0;
  for (const { degrees } of placed) {
    if (start > 0) holeStarts.push(start / 2);
    places.set(degrees, start);
    start += degrees.length;
  }
  const coordinates = corners.flatMap(({ surface }) => [surface[0], surface[1]]);
  return [{ corners, places, triangles: roughTriangles({ coordinates, holeStarts }) }];
}

/** Positions finer than this part of a step are not worth their bytes. */
const GRAINS_PER_STEP = 12;

async function finish(canvas: Canvas, stepCentimetres: number, making: TileMaking): Promise<BuiltTile> {
  const { surface, frame, region } = canvas;
  const grainMetres = stepCentimetres / 100 / GRAINS_PER_STEP;
  return {
    glb: await writeMeshTile(making.io, { surface, lines: null, table: null, grainMetres }, making.packing),
    transform: frame.transform,
    region: region.finish(REGION_MARGIN_METRES + grainMetres),
    featureCount: 0,
    fallbackCount: 0,
    problems: [],
  };
}

/** Walls reach a grid's width below the ground, so that none floats over a relief that is coarser, too. */
export async function makeCoarseBuildings(
  shapes: readonly CoarseShape[],
  stepCentimetres: number,
  making: TileMaking,
): Promise<BuiltTile> {
  const canvas = canvasOver(shapes, making);
  const owners = new EdgeOwners();
  shapes.forEach(({ rings }, number) => {
    for (const ring of rings) owners.addRing(ring, number);
  });
  for (const { rings, kind, topMillimetres, footMillimetres } of shapes) {
    const headColor = ALL_BUILDING_TONES[kind]!;
    const sunkMetres = making.relief ? stepCentimetres / 100 : 0;
    const footMetres = footMillimetres / 1000 + canvas.undulation - sunkMetres;
    const roofMetres = topMillimetres / 1000 + canvas.undulation;
    canvas.region.addHeight(footMetres);
    canvas.region.addHeight(roofMetres);
    for (const ring of rings) {
      for (const { corners, hiddenMillimetres } of visibleWalls(ring, topMillimetres, owners, shapes)) {
        addWalls(canvas.surface, [place(canvas, corners).placed], {
          fromMetres: hiddenMillimetres === null ? footMetres : hiddenMillimetres / 1000 + canvas.undulation,
          toMetres: roofMetres,
          footColor: hiddenMillimetres === null ? shade(headColor, FOOT_SHADE) : headColor,
          headColor,
          litAs: "wall",
          featureId: 0,
          open: true,
        });
      }
    }
    const cover = coverOf(
      canvas,
      rings.map((ring) => straightened(ring)),
    );
    addFlatSurface(canvas.surface, cover, {
      heightMetres: roofMetres,
      facing: "up",
      color: headColor,
      featureId: 0,
    });
  }
  return finish(canvas, stepCentimetres, making);
}

interface VisibleWall {
  /** Two corners. */
  readonly corners: GridRing;
  /** Up to where a neighbour hides it; null: it is seen down to its foot. */
  readonly hiddenMillimetres: number | null;
}

/** Straight on where edges run straight on and are hidden alike. */
function visibleWalls(
  ring: ArrayLike<number>,
  topMillimetres: number,
  owners: EdgeOwners,
  shapes: readonly CoarseShape[],
): VisibleWall[] {
  const walls: VisibleWall[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[next]!, ring[next + 1]!];
    const neighbour = owners.find(bx, by, ax, ay);
    const hiddenMillimetres = neighbour === undefined ? null : shapes[neighbour]!.topMillimetres;
    if (hiddenMillimetres !== null && hiddenMillimetres >= topMillimetres) continue;
    const last = walls.at(-1);
    const goesOn =
      last?.hiddenMillimetres === hiddenMillimetres &&
      last.corners[2] === ax &&
      last.corners[3] === ay &&
      (ax - last.corners[0]!) * (by - ay) === (ay - last.corners[1]!) * (bx - ax);
    const corners = goesOn ? [last.corners[0]!, last.corners[1]!, bx, by] : [ax, ay, bx, by];
    if (goesOn) walls.pop();
    walls.push({ corners, hiddenMillimetres });
  }
  return walls;
}

/** Cells of the relief that ground is cut along are about as wide as this many steps of the grid. */
const STEPS_PER_CELL = 10;

export async function makeCoarseGround(
  shapes: readonly CoarseShape[],
  stepCentimetres: number,
  making: TileMaking,
): Promise<BuiltTile> {
  const relief = making.relief && coarseRelief(making.relief, (stepCentimetres / 100) * STEPS_PER_CELL);
  const level = relief ? relief.relief.lowestMetres : making.levelMetres;
  const standing = shapes.map((shape) => ({
    ...shape,
    footMillimetres: shape.topMillimetres === ON_RELIEF ? level * 1000 : shape.topMillimetres,
  }));
  const canvas = canvasOver(standing, making);
  for (const { rings, kind, topMillimetres, footMillimetres } of standing) {
    const groundKind = GROUND_KINDS[kind]!;
    const { color } = GROUND_STYLES[groundKind];
    const liftMetres = liftMetresOf(groundKind, topMillimetres !== ON_RELIEF);
    const cover = coverOf(
      canvas,
      rings.map((ring) => straightened(ring)),
    );
    const raiseMetres = canvas.undulation + liftMetres;
    if (relief && topMillimetres === ON_RELIEF) {
      const { frame, region } = canvas;
      addDraped(canvas.surface, cover, { relief, frame, region, raiseMetres, color, featureId: 0 });
    } else {
      const heightMetres = footMillimetres / 1000 + raiseMetres;
      canvas.region.addHeight(heightMetres);
      addFlatSurface(canvas.surface, cover, { heightMetres, facing: "up", color, featureId: 0 });
    }
  }
  return finish(canvas, stepCentimetres, making);
}

const coarseReliefs = new WeakMap<ReliefSurface, Map<number, ReliefSurface>>();

/** Made once for each width: every tile of a worker asks for one of a handful. */
function coarseRelief(surface: ReliefSurface, cellMetres: number): ReliefSurface {
  const stride = Math.max(1, Math.round(cellMetres / surface.stepNorthMetres));
  const known = coarseReliefs.get(surface) ?? new Map<number, ReliefSurface>();
  coarseReliefs.set(surface, known);
  const coarse = known.get(stride) ?? new ReliefSurface(coarsened(surface.relief, stride));
  known.set(stride, coarse);
  return coarse;
}
