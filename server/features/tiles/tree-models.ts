/**
 * Three trees of at most 60 triangles: crown and trunk are surfaces of revolution, one unit high and one unit
 * wide, standing on the origin; each real tree scales one of them by its own height and crown.
 */
import { SurfaceBuilder, type Vector } from "./mesh-builder.ts";
import { type LinearColor, linearColor, shade } from "./palette.ts";

export const TREE_SHAPES = ["round", "tall", "conical"] as const;
export type TreeShape = (typeof TREE_SHAPES)[number];

const TRUNK_COLOR = linearColor("#9b8f7e");
const TRUNK_SIDES = 4;
const CROWN_SIDES = 6;

interface Profile {
  /** [radius, height] from the bottom pole to the top pole; the poles have no radius. */
  readonly crown: readonly (readonly [number, number])[];
  readonly trunkRadius: number;
  readonly trunkTop: number;
}

const PROFILES: Readonly<Record<TreeShape, Profile>> = {
  round: {
    crown: [
      [0, 0.24],
      [0.36, 0.34],
      [0.5, 0.56],
      [0.38, 0.82],
      [0, 1],
    ],
    trunkRadius: 0.045,
    trunkTop: 0.32,
  },
  tall: {
    crown: [
      [0, 0.14],
      [0.4, 0.26],
      [0.5, 0.5],
      [0.3, 0.84],
      [0, 1],
    ],
    trunkRadius: 0.05,
    trunkTop: 0.22,
  },
  conical: {
    crown: [
      [0, 0.1],
      [0.5, 0.16],
      [0.3, 0.5],
      [0, 1],
    ],
    trunkRadius: 0.05,
    trunkTop: 0.16,
  },
};

export function makeTreeModel(shape: TreeShape, tone: LinearColor): SurfaceBuilder {
  const mesh = new SurfaceBuilder();
  const { crown, trunkRadius, trunkTop } = PROFILES[shape];
  addCrown(mesh, crown, tone);
  addTrunk(mesh, trunkRadius, trunkTop);
  return mesh;
}

/** Lit as a smooth ball and darker below, so that a crown reads soft in spite of its few faces. */
function addCrown(mesh: SurfaceBuilder, profile: Profile["crown"], tone: LinearColor): void {
  const bottom = profile[0]![1];
  const rings = profile.map(([radius, height], i) => {
    const before = profile[Math.max(i - 1, 0)]!;
    const after = profile[Math.min(i + 1, profile.length - 1)]!;
    const color = shade(tone, 0.72 + 0.28 * Math.min(1, ((height - bottom) / (1 - bottom)) * 1.4));
    const sides = radius === 0 ? 1 : CROWN_SIDES;
    return Array.from({ length: sides }, (_, side) => {
      const angle = ((side + (i % 2) / 2) / CROWN_SIDES) * 2 * Math.PI;
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      const rise = radius === 0 ? (i === 0 ? -1 : 1) : before[0] - after[0];
      const spread = radius === 0 ? 0 : after[1] - before[1];
      const length = Math.hypot(rise, spread);
      const normal: Vector = [(x * spread) / length, (y * spread) / length, rise / length];
      return mesh.addVertex([x * radius, y * radius, height], normal, color, 0);
    });
  });
  for (let i = 0; i + 1 < rings.length; i++) joinRings(mesh, rings[i]!, rings[i + 1]!, i % 2 === 1);
}

/** Triangles between a ring and the one above, which is turned by half a side. */
function joinRings(mesh: SurfaceBuilder, lower: number[], upper: number[], lowerTurned: boolean): void {
  for (let side = 0; side < CROWN_SIDES; side++) {
    const next = (side + 1) % CROWN_SIDES;
    const at = (ring: number[], k: number) => ring[ring.length === 1 ? 0 : k]!;
    if (lower.length > 1)
      mesh.addTriangle(at(lower, side), at(lower, next), at(upper, lowerTurned ? next : side));
    if (upper.length > 1)
      mesh.addTriangle(at(upper, next), at(upper, side), at(lower, lowerTurned ? side : next));
  }
}

function addTrunk(mesh: SurfaceBuilder, radius: number, top: number): void {
  for (let side = 0; side < TRUNK_SIDES; side++) {
    const corners = [side, side + 1].map((k) => (k / TRUNK_SIDES) * 2 * Math.PI);
    const middle = (corners[0]! + corners[1]!) / 2;
    const normal: Vector = [Math.cos(middle), Math.sin(middle), 0];
    const at = (angle: number, height: number) =>
      mesh.addVertex([Math.cos(angle) * radius, Math.sin(angle) * radius, height], normal, TRUNK_COLOR, 0);
    const [a, b] = [at(corners[0]!, 0), at(corners[1]!, 0)];
    const [c, d] = [at(corners[1]!, top), at(corners[0]!, top)];
    mesh.addTriangle(a, b, c);
    mesh.addTriangle(a, c, d);
  }
}

const CONIFERS =
  /^(abies|cedrus|picea|pinus|larix|taxus|sequoia|thuja|chamaecyparis|metasequoia|pseudotsuga|cryptomeria|ginkgo)\b/i;
/** Twice as high as wide reads as a column. */
const TALL_RATIO = 2;

export function treeShape(tree: {
  readonly species: string;
  readonly heightMetres: number;
  readonly crownDiameterMetres: number;
}): TreeShape {
  if (CONIFERS.test(tree.species)) return "conical";
  return tree.heightMetres / tree.crownDiameterMetres >= TALL_RATIO ? "tall" : "round";
}
