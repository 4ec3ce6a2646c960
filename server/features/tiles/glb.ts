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
  /** Null: nothing can be told of what is picked. */
  readonly table: FeatureTable | null;
  /** Finest difference across the ground worth its bytes; quantisation alone, as of heights, when left out. */
  readonly grainMetres?: number;
}

/** Surfaces and their crease lines as one mesh whose vertices know their row in the property table. */
export function writeMeshTile(io: NodeIO, tile: MeshTile, packing: Packing = "compact"): Promise<Uint8Array> {
  const document = newTileDocument();
  const features = tile.table && { table: addPropertyTable(document, tile.table), count: tile.table.count };
  const mesh = document.createMesh();
  const fit = packing === "compact" ? fitAround(tile) : null;
  if (fit) document.createExtension(KHRMeshQuantization).setRequired(true);
  if (tile.surface.indices.length > 0)
    mesh.addPrimitive(surfacePrimitive(document, tile.surface, features, fit));
  if (tile.lines && tile.lines.indices.length > 0) {
    mesh.addPrimitive(linePrimitive(document, tile.lines, features, fit));
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
  /** Quantised positions across the ground are multiples of this. */
  readonly multiple: number;
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
  const steps = ((tile.grainMetres ?? 0) / radius) * 32_767;
  const multiple = 2 ** Math.max(Math.floor(Math.log2(steps)), 0);
  // Rounding to a multiple must not lead beyond the last number.
  const room = 32_767 / (32_767 - multiple);
  return { centre: [middle[0]!, middle[2]!, -middle[1]!], radius: radius * room, multiple };
}

/** The property table that a primitive's feature ids count in, and its number of rows. */
interface TableRows {
  readonly table: PropertyTable;
  readonly count: number;
}

function surfacePrimitive(
  document: Document,
  surface: SurfaceBuilder,
  features: TableRows | null,
  fit: Fit | null,
): Primitive {
  const primitive = document
    .createPrimitive()
    .setMaterial(addMatteMaterial(document))
    .setIndices(addAccessor(document, "SCALAR", indexArray(surface.indices, surface.vertexCount)))
    .setAttribute("POSITION", positionAccessor(document, surface.positions, fit))
    .setAttribute("NORMAL", normalAccessor(document, surface.normals, fit !== null))
    .setAttribute("COLOR_0", addAccessor(document, "VEC3", new Uint8Array(surface.colors), true));
  if (features) addFeatureIds(document, primitive, surface.featureIds, features);
  return primitive;
}

function addFeatureIds(
  document: Document,
  primitive: Primitive,
  ids: Float64Array,
  { table, count }: TableRows,
): void {
  const extension = document.createExtension(EXTMeshFeatures);
  const featureId = extension
    .createFeatureID()
    .setFeatureCount(count)
    .setAttribute(0)
    .setPropertyTable(table);
  primitive
    .setAttribute("_FEATURE_ID_0", addAccessor(document, "SCALAR", new Uint16Array(ids)))
    .setExtension("EXT_mesh_features", extension.createFeatures().addFeatureID(featureId));
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
  const fit: Fit | null = quantised ? { centre: [0, 0, 0], radius: 1, multiple: 1 } : null;
  return document
    .createPrimitive()
    .setMaterial(material)
    .setIndices(addAccessor(document, "SCALAR", indexArray(model.indices, model.vertexCount)))
    .setAttribute("POSITION", positionAccessor(document, model.positions, fit))
    .setAttribute("NORMAL", normalAccessor(document, model.normals, quantised))
    .setAttribute("COLOR_0", addAccessor(document, "VEC3", new Uint8Array(model.colors), true));
}

function linePrimitive(
  document: Document,
  lines: LineBuilder,
  features: TableRows | null,
  fit: Fit | null,
): Primitive {
  const [red, green, blue] = CREASE_COLOR;
  const material = document
    .createMaterial()
    .setBaseColorFactor([red / 255, green / 255, blue / 255, CREASE_ALPHA])
    .setAlphaMode("BLEND")
    .setExtension("KHR_materials_unlit", document.createExtension(KHRMaterialsUnlit).createUnlit());
  const primitive = document
    .createPrimitive()
    .setMode(Primitive.Mode.LINES!)
    .setMaterial(material)
    .setIndices(addAccessor(document, "SCALAR", indexArray(lines.indices, lines.featureIds.length)))
    .setAttribute("POSITION", positionAccessor(document, lines.positions, fit));
  if (features) addFeatureIds(document, primitive, lines.featureIds, features);
  return primitive;
}

/** East-north-up to glTF's y-up: x east, y up, z south. */
function positionAccessor(document: Document, enu: Float64Array, fit: Fit | null): Accessor {
  const array = fit ? new Int16Array(enu.length) : new Float32Array(enu.length);
  const [cx, cy, cz] = fit ? fit.centre : [0, 0, 0];
  const multiple = fit?.multiple ?? 1;
  const scale = fit ? 32_767 / fit.radius : 1;
  for (let i = 0; i < enu.length; i += 3) {
    const [x, y, z] = [(enu[i]! - cx) * scale, (enu[i + 2]! - cy) * scale, (-enu[i + 1]! - cz) * scale];
    array[i] = fit ? Math.round(x / multiple) * multiple : x;
    array[i + 1] = fit ? Math.round(y) : y;
    array[i + 2] = fit ? Math.round(z / multiple) * multiple : z;
  }
  return addAccessor(document, "VEC3", array, fit !== null);
}

function normalAccessor(document: Document, enu: Float64Array, quantised: boolean): Accessor {
  const array = quantised ? new Int8Array(enu.length) : new Float32Array(enu.length);
  const scale = quantised ? 127 : 1;
  for (let i = 0; i < enu.length; i += 3) {
    array[i] = quantised ? Math.round(enu[i]! * scale) : enu[i]!;
    array[i + 1] = quantised ? Math.round(enu[i + 2]! * scale) : enu[i + 2]!;
    array[i + 2] = quantised ? Math.round(-enu[i + 1]! * scale) : -enu[i + 1]!;
  }
  return addAccessor(document, "VEC3", array, quantised);
}

function indexArray(indices: Float64Array, vertexCount: number): Uint16Array | Uint32Array {
  return vertexCount <= 0xffff ? new Uint16Array(indices) : new Uint32Array(indices);
}
