/** What the tests ask of the tiles they read, worked out from what a client would see. */
import type { Node, Primitive } from "@gltf-transform/core";
import type { Features, PropertyTable } from "@gltf-transform/extensions";
import { expect } from "vitest";
import type { InstanceFeatures } from "../../../server/features/tiles/instance-features.ts";
import { listInstanced, listPoints, type Place, readColumn, type TileEntry, toPlace } from "./read-tiles.ts";

export function readRows(entries: readonly TileEntry[], columns: readonly string[]) {
  return entries
    .flatMap(({ document }) => {
      const values = columns.map((name) => readColumn(document, name));
      return values[0]!.map((_, row) => values.map((column) => column[row]));
    })
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

export function byId<R extends { readonly externalId: string }>(records: readonly R[]): R[] {
  return [...records].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
}

function eachPrimitive(entry: Pick<TileEntry, "document">): { node: Node; primitive: Primitive }[] {
  return entry.document
    .getRoot()
    .listNodes()
    .filter((node) => node.getExtension("EXT_mesh_gpu_instancing") === null)
    .flatMap((node) => (node.getMesh()?.listPrimitives() ?? []).map((primitive) => ({ node, primitive })));
}

function featureIdOf(primitive: Primitive, vertex: number): number {
  return primitive.getAttribute("_FEATURE_ID_0")!.getElement(vertex, [])[0]!;
}

export function listFeatureIds(document: TileEntry["document"]): number[] {
  const vertices = eachPrimitive({ document }).flatMap(({ primitive }) => [
    ...primitive.getAttribute("_FEATURE_ID_0")!.getArray()!,
  ]);
  const instances = listInstanced(document).flatMap(({ attribute, count }) =>
    Array.from({ length: count }, (_, i) => attribute("_FEATURE_ID_0", i)[0]!),
  );
  return [...vertices, ...instances];
}

/** The property table that each set of feature ids, of vertices or of instances, says it counts in. */
export function listTablesMeant(document: TileEntry["document"]): (PropertyTable | null)[] {
  const ofVertices = eachPrimitive({ document }).flatMap(({ primitive }) =>
    primitive
      .getExtension<Features>("EXT_mesh_features")!
      .listFeatureIDs()
      .map((featureId) => featureId.getPropertyTable()),
  );
  const ofInstances = listInstanced(document).map(({ node }) =>
    node.getExtension<InstanceFeatures>("EXT_instance_features")!.getPropertyTable(),
  );
  return [...ofVertices, ...ofInstances];
}

export function listPlaces(entry: TileEntry): Place[] {
  return eachPrimitive(entry).flatMap(({ node, primitive }) =>
    listPoints(node, primitive).map((point) => toPlace(entry, point)),
  );
}

/** Every vertex of every tree, whatever way it is turned: a crown's corner may point anywhere. */
export function listTreePlaces(entry: TileEntry): Place[] {
  return listInstanced(entry.document).flatMap(({ node, primitive, attribute, count }) => {
    const model = listPoints(node, primitive);
    return Array.from({ length: count }, (_, i) => {
      const [tx, ty, tz] = attribute("TRANSLATION", i);
      const [sx, sy] = attribute("SCALE", i);
      return model.flatMap(([x, y, z]) => {
        const reach = Math.hypot(x!, z!) * sx!;
        const height = ty! + y! * sy!;
        const corners = [
          [tx! + reach, height, tz!],
          [tx! - reach, height, tz!],
          [tx!, height, tz! + reach],
          [tx!, height, tz! - reach],
        ];
        return corners.map((corner) => toPlace(entry, corner));
      });
    }).flat();
  });
}

export function isWithin([longitude, latitude, height]: Place, region: readonly number[]): boolean {
  const [west, south, east, north, lowest, highest] = region;
  const [x, y] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return x >= west! && x <= east! && y >= south! && y <= north! && height >= lowest! && height <= highest!;
}

/** Lowest and highest vertex of the faces of each building; crease lines stand a little off. */
export function heightsOf(entries: readonly TileEntry[]): Map<string, [number, number]> {
  const heights = new Map<string, [number, number]>();
  for (const entry of entries) {
    const ids = readColumn(entry.document, "id");
    const [{ node, primitive }] = eachPrimitive(entry) as [{ node: Node; primitive: Primitive }];
    listPoints(node, primitive).forEach((point, vertex) => {
      const id = String(ids[featureIdOf(primitive, vertex)]);
      const height = toPlace(entry, point)[2];
      const [lowest, highest] = heights.get(id) ?? [Infinity, -Infinity];
      heights.set(id, [Math.min(lowest, height), Math.max(highest, height)]);
    });
  }
  return heights;
}

/**
 * Roof area of each building, and the volume within its walls by Gauss's theorem: the eastward flux through all
 * faces, to which level ones add nothing. Taken from the faces' winding, which must agree with their normals.
 */
export function measureBuildings(entry: TileEntry): Map<string, { roof: number; volume: number }> {
  const measures = new Map<string, { roof: number; volume: number; fromEast: number }>();
  const ids = readColumn(entry.document, "id");
  const [{ node, primitive }] = eachPrimitive(entry) as [{ node: Node; primitive: Primitive }];
  const points = listPoints(node, primitive);
  const normals = primitive.getAttribute("NORMAL")!;
  const indices = primitive.getIndices()!.getArray()!;
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i]!, indices[i + 1]!, indices[i + 2]!];
    const [p, q, r] = [points[a]!, points[b]!, points[c]!];
    // Half the cross product of two sides: the face's area, along the way it looks.
    const area = cross(subtract(q, p), subtract(r, p)).map((value) => value / 2);
    const said = normals.getElement(a, [] as number[]);
    // A sliver finer than a quantisation step may lie any way.
    if (Math.hypot(...area) > 0.05) expect(dot(area, said)).toBeGreaterThan(Math.hypot(...area) * 0.99);
    const id = String(ids[featureIdOf(primitive, a)]);
    // East of the building's own first corner: from afar the level faces' last millimetres would weigh in.
    const measure = measures.get(id) ?? { roof: 0, volume: 0, fromEast: p[0]! };
    if (said[1]! > 0.9) measure.roof += area[1]!;
    measure.volume += area[0]! * ((p[0]! + q[0]! + r[0]!) / 3 - measure.fromEast);
    measures.set(id, measure);
  }
  return measures;
}

function subtract(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, axis) => value - b[axis]!);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!;
}

function cross([ax, ay, az]: number[], [bx, by, bz]: number[]): number[] {
  return [ay! * bz! - az! * by!, az! * bx! - ax! * bz!, ax! * by! - ay! * bx!];
}

export interface Face {
  readonly places: readonly Place[];
  readonly featureId: number;
  /** Seen from above; kerbs and walls are upright. */
  readonly isLevel: boolean;
}

export function listFacePlaces(entry: TileEntry): Face[] {
  const [{ node, primitive }] = eachPrimitive(entry) as [{ node: Node; primitive: Primitive }];
  const places = listPoints(node, primitive).map((point) => toPlace(entry, point));
  const indices = primitive.getIndices()!.getArray()!;
  return Array.from({ length: indices.length / 3 }, (_, face) => {
    const corners = [0, 1, 2].map((k) => indices[face * 3 + k]!);
    const [a, b, c] = corners.map((corner) => places[corner]!) as [Place, Place, Place];
    const east = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    // A tenth of a square metre; an upright face has none, to quantisation.
    return { places: [a, b, c], featureId: featureIdOf(primitive, corners[0]!), isLevel: east > 2e-11 };
  });
}

/** Area of the faces that look straight up, by their height: square metres by metres to the decimetre. */
export function measureRoofs(entry: TileEntry): Map<number, number> {
  const [{ node, primitive }] = eachPrimitive(entry) as [{ node: Node; primitive: Primitive }];
  const points = listPoints(node, primitive);
  const normals = primitive.getAttribute("NORMAL")!;
  const indices = primitive.getIndices()!.getArray()!;
  const areas = new Map<number, number>();
  for (let i = 0; i < indices.length; i += 3) {
    const corners = [indices[i]!, indices[i + 1]!, indices[i + 2]!];
    if (normals.getElement(corners[0]!, [] as number[])[1]! < 0.9) continue;
    const [p, q, r] = corners.map((corner) => points[corner]!) as [number[], number[], number[]];
    const height = Math.round(toPlace(entry, p)[2] * 10) / 10;
    const area = Math.hypot(...cross(subtract(q, p), subtract(r, p))) / 2;
    areas.set(height, (areas.get(height) ?? 0) + area);
  }
  return areas;
}
