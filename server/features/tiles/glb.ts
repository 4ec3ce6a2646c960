/** Writes one tile's meshes as binary glTF. */
import {
  type Accessor,
  Document,
  type Material,
  NodeIO,
  Primitive,
  type TypedArray,
} from "@gltf-transform/core";
import {
  EXTMeshFeatures,
  EXTMeshGPUInstancing,
  EXTMeshoptCompression,
  EXTStructuralMetadata,
  KHRMaterialsUnlit,
  KHRMeshQuantization,
  type PropertyTable,
} from "@gltf-transform/extensions";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";
import { EXTInstanceFeatures } from "./instance-features.ts";
import type { LineBuilder, SurfaceBuilder } from "./mesh-builder.ts";
import { CREASE_ALPHA, CREASE_COLOR } from "./palette.ts";
import { addPropertyTable, type FeatureTable } from "./property-table.ts";

/** `plain` writes floats and no compression: what the bench compares with. */
export type Packing = "compact" | "plain";

/** Reads and writes every extension a tile uses. */
export async function openTileIo(): Promise<NodeIO> {
  await Promise.all([MeshoptEncoder.ready, MeshoptDecoder.ready]);
  return new NodeIO()
    .registerExtensions([
      EXTStructuralMetadata,
      EXTMeshFeatures,
      EXTMeshGPUInstancing,
      EXTInstanceFeatures,
      EXTMeshoptCompression,
      KHRMaterialsUnlit,
      KHRMeshQuantization,
    ])
    .registerDependencies({ "meshopt.encoder": MeshoptEncoder, "meshopt.decoder": MeshoptDecoder });
}

export function newTileDocument(): Document {
  const document = new Document();
  document.createBuffer();
  document.getRoot().getAsset().generator = "decumano";
  return document;
}

export function addAccessor(
  document: Document,
  type: Parameters<Accessor["setType"]>[0],
  array: TypedArray,
  normalized = false,
): Accessor {
  return document
    .createAccessor()
    .setType(type)
    .setArray(array as TypedArray & Parameters<Accessor["setArray"]>[0])
    .setNormalized(normalized)
    .setBuffer(document.getRoot().listBuffers()[0]!);
}

/** Rough, not metallic: the only light is the scene's own. */
export function addMatteMaterial(document: Document): Material {
  return document.createMaterial().setRoughnessFactor(1).setMetallicFactor(0);
}

export async function writeTile(io: NodeIO, document: Document, packing: Packing): Promise<Uint8Array> {
  // After all else, so that it finds every accessor the other extensions have claimed.
  if (packing === "compact") document.createExtension(EXTMeshoptCompression).setRequired(true);
  return io.writeBinary(document);
}

export interface MeshTile {
  readonly surface: SurfaceBuilder;
  readonly lines: LineBuilder | null;
  readonly table: FeatureTable;
}

/** Surfaces and their crease lines as one mesh whose vertices know their row in the property table. */
export function writeMeshTile(io: NodeIO, tile: MeshTile, packing: Packing = "compact"): Promise<Uint8Array> {
  const document = newTileDocument();
  const table = addPropertyTable(document, tile.table);
  const mesh = document.createMesh();
  const fit = packing === "compact" ? fitAround(tile) : null;
  if (fit) document.createExtension(KHRMeshQuantization).setRequired(true);
  if (tile.surface.indices.length > 0) mesh.addPrimitive(surfacePrimitive(document, tile, table, fit));
  if (tile.lines && tile.lines.indices.length > 0) {
    mesh.addPrimitive(linePrimitive(document, tile.lines, tile.table.count, table, fit));
  }
  const node = document.createNode().setMesh(mesh);
  if (fit) node.setTranslation(fit.centre).setScale([fit.radius, fit.radius, fit.radius]);
  document.createScene().addChild(node);
  return writeTile(io, document, packing);
}

/** A cube in glTF axes that holds every vertex; quantised positions are fractions of its half side. */
interface Fit {
  readonly centre: [number, number, number];
  readonly radius: number;
}

function fitAround(tile: MeshTile): Fit {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const { positions } of tile.lines ? [tile.surface, tile.lines] : [tile.surface]) {
    for (let i = 0; i < positions.length; i += 3) {
      for (let axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis]!, positions[i + axis]!);
        high[axis] = Math.max(high[axis]!, positions[i + axis]!);
      }
    }
  }
  const middle = low.map((value, axis) => (value + high[axis]!) / 2);
  const radius = Math.max(...low.map((value, axis) => (high[axis]! - value) / 2), 1);
  return { centre: [middle[0]!, middle[2]!, -middle[1]!], radius };
}

function surfacePrimitive(
  document: Document,
  tile: MeshTile,
  table: PropertyTable,
  fit: Fit | null,
): Primitive {
  const { surface } = tile;
  return document
    .createPrimitive()
    .setMaterial(addMatteMaterial(document))
    .setIndices(addAccessor(document, "SCALAR", indexArray(surface.indices, surface.featureIds.length)))
    .setAttribute("POSITION", positionAccessor(document, surface.positions, fit))
    .setAttribute("NORMAL", normalAccessor(document, surface.normals, fit !== null))
    .setAttribute("COLOR_0", addAccessor(document, "VEC3", Uint8Array.from(surface.colors), true))
    .setAttribute("_FEATURE_ID_0", featureIdAccessor(document, surface.featureIds))
    .setExtension("EXT_mesh_features", meshFeatures(document, tile.table.count, table));
}

/** A small model's surface as it is, one unit large, for instances to place. */
export function addModelPrimitive(
  document: Document,
  model: SurfaceBuilder,
  material: Material,
  packing: Packing,
): Primitive {
  const quantised = packing === "compact";
  // The model fits the unit cube, so its positions are normalised fractions already.
  const fit: Fit | null = quantised ? { centre: [0, 0, 0], radius: 1 } : null;
  return document
    .createPrimitive()
    .setMaterial(material)
    .setIndices(addAccessor(document, "SCALAR", indexArray(model.indices, model.featureIds.length)))
    .setAttribute("POSITION", positionAccessor(document, model.positions, fit))
    .setAttribute("NORMAL", normalAccessor(document, model.normals, quantised))
    .setAttribute("COLOR_0", addAccessor(document, "VEC3", Uint8Array.from(model.colors), true));
}

function linePrimitive(
  document: Document,
  lines: LineBuilder,
  featureCount: number,
  table: PropertyTable,
  fit: Fit | null,
): Primitive {
  const [red, green, blue] = CREASE_COLOR;
  const material = document
    .createMaterial()
    .setBaseColorFactor([red / 255, green / 255, blue / 255, CREASE_ALPHA])
    .setAlphaMode("BLEND")
    .setExtension("KHR_materials_unlit", document.createExtension(KHRMaterialsUnlit).createUnlit());
  return document
    .createPrimitive()
    .setMode(Primitive.Mode.LINES!)
    .setMaterial(material)
    .setIndices(addAccessor(document, "SCALAR", indexArray(lines.indices, lines.featureIds.length)))
    .setAttribute("POSITION", positionAccessor(document, lines.positions, fit))
    .setAttribute("_FEATURE_ID_0", featureIdAccessor(document, lines.featureIds))
    .setExtension("EXT_mesh_features", meshFeatures(document, featureCount, table));
}

function meshFeatures(document: Document, featureCount: number, table: PropertyTable) {
  const extension = document.createExtension(EXTMeshFeatures);
  const featureId = extension
    .createFeatureID()
    .setFeatureCount(featureCount)
    .setAttribute(0)
    .setPropertyTable(table);
  return extension.createFeatures().addFeatureID(featureId);
}

/** East-north-up to glTF's y-up: x east, y up, z south. */
function positionAccessor(document: Document, enu: readonly number[], fit: Fit | null): Accessor {
  const array = fit ? new Int16Array(enu.length) : new Float32Array(enu.length);
  const [cx, cy, cz] = fit ? fit.centre : [0, 0, 0];
  const scale = fit ? 32_767 / fit.radius : 1;
  for (let i = 0; i < enu.length; i += 3) {
    array[i] = round((enu[i]! - cx) * scale);
    array[i + 1] = round((enu[i + 2]! - cy) * scale);
    array[i + 2] = round((-enu[i + 1]! - cz) * scale);
  }
  return addAccessor(document, "VEC3", array, fit !== null);

  function round(value: number): number {
    return fit ? Math.round(value) : value;
  }
}

function normalAccessor(document: Document, enu: readonly number[], quantised: boolean): Accessor {
  const array = quantised ? new Int8Array(enu.length) : new Float32Array(enu.length);
  const scale = quantised ? 127 : 1;
  for (let i = 0; i < enu.length; i += 3) {
    array[i] = quantised ? Math.round(enu[i]! * scale) : enu[i]!;
    array[i + 1] = quantised ? Math.round(enu[i + 2]! * scale) : enu[i + 2]!;
    array[i + 2] = quantised ? Math.round(-enu[i + 1]! * scale) : -enu[i + 1]!;
  }
  return addAccessor(document, "VEC3", array, quantised);
}

function featureIdAccessor(document: Document, ids: readonly number[]): Accessor {
  return addAccessor(document, "SCALAR", Uint16Array.from(ids));
}

function indexArray(indices: readonly number[], vertexCount: number): Uint16Array | Uint32Array {
  return vertexCount <= 0xffff ? Uint16Array.from(indices) : Uint32Array.from(indices);
}
