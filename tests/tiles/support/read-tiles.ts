/** Reads tiles as a client would, with none of the tiler's own geometry code: proj4 turns coordinates back. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Document, Node, Primitive } from "@gltf-transform/core";
import type { InstancedMesh, PropertyTable, StructuralMetadata } from "@gltf-transform/extensions";
import proj4 from "proj4";
import { openTileIo } from "../../../server/features/tiles/glb.ts";

export interface TileEntry {
  readonly uri: string;
  /** 0 of a leaf: what is at full detail and tells of its features. */
  readonly geometricError: number;
  /** Uris of the tiles with content that stand in its place when it is too coarse. */
  readonly below: readonly string[];
  /** West, south, east, north in radians, lowest, highest in ellipsoidal metres. */
  readonly region: readonly number[];
  /** Of this tile and of every tile above it, the root first. */
  readonly regions: readonly (readonly number[])[];
  /** Frame to earth-centred coordinates, with those of the tiles above. */
  readonly transform: readonly number[];
  readonly document: Document;
}

interface TileJson {
  boundingVolume: { region: number[] };
  geometricError: number;
  refine?: string;
  transform?: number[];
  content?: { uri: string };
  children?: TileJson[];
}

export interface Tileset {
  readonly geometricError: number;
  readonly root: TileJson;
}

export async function readTileset(folder: string, name: string): Promise<Tileset> {
  return JSON.parse(await readFile(join(folder, name), "utf8"));
}

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** Every tile with content, those above before those below. */
export async function readTiles(folder: string, tileset: Tileset): Promise<TileEntry[]> {
  const io = await openTileIo();
  const entries: TileEntry[] = [];
  const walk = async (tile: TileJson, above: number[][], handedDown: readonly number[]): Promise<void> => {
    const regions = [...above, tile.boundingVolume.region];
    const transform = tile.transform ? product(handedDown, tile.transform) : handedDown;
    if (tile.content) {
      const { uri } = tile.content;
      const document = await io.readBinary(new Uint8Array(await readFile(join(folder, uri))));
      const { geometricError, children = [] } = tile;
      const below = children.flatMap((child) => child.content?.uri ?? []);
      entries.push({ uri, geometricError, below, region: regions.at(-1)!, regions, transform, document });
    }
    for (const child of tile.children ?? []) await walk(child, regions, transform);
  };
  await walk(tileset.root, [], IDENTITY);
  return entries;
}

/** Of column-major 4 × 4 matrices. */
function product(a: readonly number[], b: readonly number[]): number[] {
  return Array.from({ length: 16 }, (_, i) =>
    [0, 1, 2, 3].reduce((sum, k) => sum + a[k * 4 + (i % 4)]! * b[Math.floor(i / 4) * 4 + k]!, 0),
  );
}

/** Longitude and latitude in degrees, ellipsoidal height in metres. */
export type Place = readonly [number, number, number];

const geocentric = proj4("+proj=geocent +datum=WGS84 +units=m", "EPSG:4326");

export function toPlace(entry: TileEntry, [x, y, z]: readonly number[]): Place {
  // The content is y-up; a runtime turns it z-up before the tile's own transform.
  const local = [x!, -z!, y!];
  const t = entry.transform;
  const earth = [0, 1, 2].map(
    (row) => t[row]! * local[0]! + t[row + 4]! * local[1]! + t[row + 8]! * local[2]! + t[row + 12]!,
  );
  return geocentric.forward(earth) as [number, number, number];
}

/** Points of a primitive in the tile's frame, node transform applied. */
export function listPoints(node: Node, primitive: Primitive): number[][] {
  const position = primitive.getAttribute("POSITION")!;
  const [sx, sy, sz] = node.getWorldScale();
  const [tx, ty, tz] = node.getWorldTranslation();
  return Array.from({ length: position.getCount() }, (_, i) => {
    const [x, y, z] = position.getElement(i, [0, 0, 0]);
    return [x * sx + tx, y * sy + ty, z * sz + tz];
  });
}

export interface InstancePart {
  readonly node: Node;
  readonly primitive: Primitive;
  readonly attribute: (name: string, i: number) => number[];
  readonly count: number;
}

export function listInstanced(document: Document): InstancePart[] {
  return document
    .getRoot()
    .listNodes()
    .flatMap((node) => {
      const instances = node.getExtension<InstancedMesh>("EXT_mesh_gpu_instancing");
      if (!instances) return [];
      const attribute = (name: string, i: number) =>
        instances.getAttribute(name)!.getElement(i, [] as number[]);
      const count = instances.getAttribute("TRANSLATION")!.getCount();
      return node
        .getMesh()!
        .listPrimitives()
        .map((primitive) => ({ node, primitive, attribute, count }));
    });
}

export function getTable(document: Document): PropertyTable {
  const metadata = document.getRoot().getExtension<StructuralMetadata>("EXT_structural_metadata")!;
  return metadata.listPropertyTables()[0]!;
}

/** Decodes a column straight from its bytes; null stands where the class says noData. */
export function readColumn(document: Document, name: string): (string | number | null)[] {
  const metadata = document.getRoot().getExtension<StructuralMetadata>("EXT_structural_metadata")!;
  const table = getTable(document);
  const described = metadata.getSchema()!.getClass(table.getClass())!.getProperty(name)!;
  const property = table.getProperty(name);
  if (!property) return Array.from({ length: table.getCount() }, () => null);
  const values = property.getValues();
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  return Array.from({ length: table.getCount() }, (_, i) => {
    let value: string | number;
    if (described.getType() === "STRING") {
      const offsets = readOffsets(document, name);
      value = new TextDecoder().decode(values.subarray(offsets[i]!, offsets[i + 1]!));
    } else if (described.getComponentType() === "FLOAT32") value = view.getFloat32(i * 4, true);
    else if (described.getComponentType() === "INT16") value = view.getInt16(i * 2, true);
    else throw new Error(`column ${name}: ${described.getType()} ${described.getComponentType()}`);
    return value === described.getNoData() ? null : value;
  });
}

export function readOffsets(document: Document, name: string): number[] {
  const property = getTable(document).getProperty(name)!;
  const bytes = property.getStringOffsets()!;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = property.getStringOffsetType() === "UINT16" ? 2 : 4;
  return Array.from({ length: bytes.byteLength / width }, (_, i) =>
    width === 2 ? view.getUint16(i * 2, true) : view.getUint32(i * 4, true),
  );
}
