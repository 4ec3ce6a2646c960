/** Trees as they are seen from far: some of them, each a crown of eight faces that stands for its neighbours. */
import type { BuiltTile, TileMaking } from "./built-tile.ts";
import type { CoarseTree, CoarseTrees } from "./coarse-file.ts";
import { degreesAround } from "./degrees-around.ts";
import { writeMeshTile } from "./glb.ts";
import { localFrame } from "./local-frame.ts";
import { SurfaceBuilder, type Vector } from "./mesh-builder.ts";
import { ALL_CROWN_TONES, featureHash, shade } from "./palette.ts";
import { lift } from "./placed-rings.ts";
import { RegionBuilder } from "./region.ts";
import type { TiledTree } from "./tile-rows.ts";
import { drawnTree } from "./tree-tile.ts";

const MOST_TREES = 2_000;
/** A crown that stands for several is at most this much wider than it is. */
const WIDEST = 1.6;

export function coarseTreesOf(rows: readonly TiledTree[], making: TileMaking): CoarseTrees {
  const trees = rows.map((row): CoarseTree => {
    const tree = drawnTree(row, making);
    return {
      x: Math.round(row.x * 100),
      y: Math.round(row.y * 100),
      baseMillimetres: Math.round(tree.baseMetres * 1000),
      heightMillimetres: Math.round(tree.heightMetres * 1000),
      crownMillimetres: Math.round(tree.crownDiameterMetres * 1000),
      tone: tree.tone,
      rank: featureHash(`${tree.externalId}/rank`),
    };
  });
  return thinned([{ total: trees.length, trees }]);
}

/** Those of the lowest rank: what is shown from farther is always among what is shown from nearer. */
export function thinned(parts: readonly CoarseTrees[]): CoarseTrees {
  const trees = parts.flatMap((part) => part.trees).sort((a, b) => a.rank - b.rank || a.x - b.x);
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  return { total, trees: trees.slice(0, MOST_TREES) };
}

const SIDES = 4;
/** [radius, height] of the crown's widest ring, of a tree one unit high and wide. */
const WAIST = [0.46, 0.5] as const;
const CROWN_FOOT = 0.14;

export async function makeCoarseTrees({ total, trees }: CoarseTrees, making: TileMaking): Promise<BuiltTile> {
  const undulation = making.geoidUndulationMetres;
  const [xs, ys] = [trees.map(({ x }) => x / 100), trees.map(({ y }) => y / 100)];
  const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value), Infinity);
  const most = (values: readonly number[]) =>
    values.reduce((high, value) => Math.max(high, value), -Infinity);
  const [west, south, east, north] = [least(xs), least(ys), most(xs), most(ys)];
  const toDegrees = degreesAround([west, south, east, north]);
  const lowest = least(trees.map(({ baseMillimetres }) => baseMillimetres)) / 1000 + undulation;
  const frame = localFrame(...toDegrees((west + east) / 2, (south + north) / 2), lowest);
  const widening = Math.min(Math.sqrt(total / trees.length), WIDEST);
  const region = new RegionBuilder();
  const surface = new SurfaceBuilder();
  let widest = 0;
  for (const tree of trees) {
    const [longitude, latitude] = toDegrees(tree.x / 100, tree.y / 100);
    const base = tree.baseMillimetres / 1000 + undulation;
    const [height, width] = [tree.heightMillimetres / 1000, (tree.crownMillimetres / 1000) * widening];
    widest = Math.max(widest, width);
    region.addPlace(longitude, latitude);
    region.addHeight(base);
    region.addHeight(base + height);
    const foot = lift(frame.place(longitude, latitude), base);
    const color = ALL_CROWN_TONES[tree.tone]!;
    const turn = (tree.rank % 90) * (Math.PI / 180);
    const at = (radius: number, angle: number, rise: number): Vector => [
      foot[0] + Math.cos(angle) * radius * width,
      foot[1] + Math.sin(angle) * radius * width,
      foot[2] + rise * height,
    ];
    const top = surface.addVertex(at(0, 0, 1), [0, 0, 1], color, 0);
    const bottom = surface.addVertex(at(0, 0, CROWN_FOOT), [0, 0, -1], shade(color, 0.72), 0);
    const waist = Array.from({ length: SIDES }, (_, side) => {
      const angle = turn + (side / SIDES) * 2 * Math.PI;
      const normal: Vector = [Math.cos(angle), Math.sin(angle), 0];
      return surface.addVertex(at(WAIST[0], angle, WAIST[1]), normal, shade(color, 0.92), 0);
    });
    waist.forEach((corner, side) => {
      const next = waist[(side + 1) % SIDES]!;
      surface.addTriangle(corner, next, top);
      surface.addTriangle(next, corner, bottom);
    });
  }
  return {
    glb: await writeMeshTile(making.io, { surface, lines: null, table: null }, making.packing),
    transform: frame.transform,
    region: region.finish(widest / 2 + 0.5),
    featureCount: 0,
    fallbackCount: 0,
    problems: [],
  };
}
