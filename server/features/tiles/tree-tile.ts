/** Trees as GPU instances of a few models, each with its own height, crown, turn and row of attributes. */
import type { Document, Mesh } from "@gltf-transform/core";
import { EXTMeshGPUInstancing, KHRMeshQuantization, type PropertyTable } from "@gltf-transform/extensions";
import { ASSUMED_TREE } from "../../../domain/layers/tiles-manifest.ts";
import type { BuiltTile, TileMaking } from "./built-tile.ts";
import { addAccessor, addMatteMaterial, addModelPrimitive, newTileDocument, writeTile } from "./glb.ts";
import { EXTInstanceFeatures } from "./instance-features.ts";
import { type LocalFrame, localFrame } from "./local-frame.ts";
import { ALL_CROWN_TONES, CROWN_TONES, featureHash } from "./palette.ts";
import { lift } from "./placed-rings.ts";
import { addPropertyTable, type FeatureTable } from "./property-table.ts";
import { RegionBuilder } from "./region.ts";
import type { TiledTree } from "./tile-rows.ts";
import { makeTreeModel, TREE_SHAPES, treeShape } from "./tree-models.ts";

/** A tree as it is drawn; heights above sea level. */
export interface DrawnTree {
  readonly externalId: string;
  readonly species: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly baseMetres: number;
  readonly heightMetres: number;
  readonly crownDiameterMetres: number;
  /** Number of a tone of `ALL_CROWN_TONES`. */
  readonly tone: number;
}

/** A size that is not known is assumed and shows so; on a relief a tree stands on the ground as drawn. */
export function drawnTree(
  tree: TiledTree,
  { relief, levelMetres }: Pick<TileMaking, "relief" | "levelMetres">,
): DrawnTree {
  const { externalId, longitude, latitude, heightMetres, crownDiameterMetres } = tree;
  return {
    externalId,
    longitude,
    latitude,
    species: tree.species ?? "",
    baseMetres: relief?.heightAt(longitude, latitude) ?? tree.baseMetres ?? levelMetres,
    heightMetres: heightMetres ?? ASSUMED_TREE.heightMetres,
    crownDiameterMetres: crownDiameterMetres ?? ASSUMED_TREE.crownDiameterMetres,
    tone: heightMetres === null ? CROWN_TONES.length : featureHash(externalId) % CROWN_TONES.length,
  };
}

export async function makeTreeTile(rows: readonly TiledTree[], making: TileMaking): Promise<BuiltTile> {
  const undulation = making.geoidUndulationMetres;
  const packing = making.packing ?? "compact";
  const trees = rows.map((tree) => drawnTree(tree, making));
  const region = new RegionBuilder();
  let widest = 0;
  for (const tree of trees) {
    region.addPlace(tree.longitude, tree.latitude);
    region.addHeight(tree.baseMetres + undulation);
    region.addHeight(tree.baseMetres + undulation + tree.heightMetres);
    widest = Math.max(widest, tree.crownDiameterMetres);
  }
  const frame = localFrame(
    (region.west + region.east) / 2,
    (region.south + region.north) / 2,
    region.lowestMetres,
  );

  const document = newTileDocument();
  if (packing === "compact") document.createExtension(KHRMeshQuantization).setRequired(true);
  document.createExtension(EXTMeshGPUInstancing).setRequired(true);
  const table = addPropertyTable(document, tableOf(rows));
  const scene = document.createScene();
  const material = addMatteMaterial(document);
  for (const shape of TREE_SHAPES) {
    for (const [tone, color] of ALL_CROWN_TONES.entries()) {
      const alike = [...trees.keys()].filter((row) => {
        const tree = trees[row]!;
        return tree.tone === tone && treeShape(tree) === shape;
      });
      if (alike.length === 0) continue;
      const model = makeTreeModel(shape, color);
      const mesh = document.createMesh().addPrimitive(addModelPrimitive(document, model, material, packing));
      scene.addChild(instancesOf(document, mesh, table, { trees, rows: alike, frame, undulation }));
    }
  }
  return {
    glb: await writeTile(making.io, document, packing),
    transform: frame.transform,
    region: region.finish(widest / 2 + REGION_MARGIN_METRES),
    featureCount: trees.length,
    fallbackCount: 0,
    problems: [],
  };
}

const REGION_MARGIN_METRES = 0.1;

interface Planting {
  readonly trees: readonly DrawnTree[];
  /** Numbers of `trees`, which are also their rows in the property table. */
  readonly rows: readonly number[];
  readonly frame: LocalFrame;
  readonly undulation: number;
}

function instancesOf(document: Document, mesh: Mesh, table: PropertyTable, planting: Planting) {
  const { trees, rows, frame, undulation } = planting;
  const translations = new Float32Array(rows.length * 3);
  const rotations = new Float32Array(rows.length * 4);
  const scales = new Float32Array(rows.length * 3);
  rows.forEach((row, i) => {
    const tree = trees[row]!;
    const [east, north, up] = lift(frame.place(tree.longitude, tree.latitude), tree.baseMetres + undulation);
    translations.set([east, up, -north], i * 3);
    const half = ((featureHash(`${tree.externalId}/turn`) % 360) * Math.PI) / 360;
    rotations.set([0, Math.sin(half), 0, Math.cos(half)], i * 4);
    scales.set([tree.crownDiameterMetres, tree.heightMetres, tree.crownDiameterMetres], i * 3);
  });
  const instances = document
    .createExtension(EXTMeshGPUInstancing)
    .createInstancedMesh()
    .setAttribute("TRANSLATION", addAccessor(document, "VEC3", translations))
    .setAttribute("ROTATION", addAccessor(document, "VEC4", rotations))
    .setAttribute("SCALE", addAccessor(document, "VEC3", scales))
    // Floats: two-byte ids would need padding, which instance attributes cannot declare.
    .setAttribute("_FEATURE_ID_0", addAccessor(document, "SCALAR", Float32Array.from(rows)));
  const features = document
    .createExtension(EXTInstanceFeatures)
    .createInstanceFeatures()
    .setFeatureCount(rows.length)
    .setAttribute(0)
    .setPropertyTable(table);
  return document
    .createNode()
    .setMesh(mesh)
    .setExtension("EXT_mesh_gpu_instancing", instances)
    .setExtension("EXT_instance_features", features);
}

function tableOf(trees: readonly TiledTree[]): FeatureTable {
  return {
    className: "tree",
    count: trees.length,
    columns: {
      id: { type: "string", values: trees.map((tree) => tree.externalId) },
      species: { type: "string", values: trees.map((tree) => tree.species) },
      sizeClass: { type: "string", values: trees.map((tree) => tree.sizeClass) },
      heightMetres: { type: "float", values: trees.map((tree) => tree.heightMetres) },
      crownDiameterMetres: { type: "float", values: trees.map((tree) => tree.crownDiameterMetres) },
    },
  };
}
