/** Takes apart what `rows-store.ts` reads, in the worker that makes a tile of it. */

import { degreesAround } from "./degrees-around.ts";
import { GeometryReader } from "./read-well-known-binary.ts";
import { cleanRing, type FlatRing, type Shape, shapesOf } from "./rings.ts";
import type { PackedPieces, PackedRows } from "./rows-store.ts";

export interface TiledBuilding {
  readonly id: number;
  readonly externalId: string;
  readonly shape: Shape;
  readonly baseMetres: number | null;
  readonly heightMetres: number | null;
  readonly heightSource: string;
  readonly clearHeightMetres: number;
  readonly use: string;
  readonly floors: number | null;
  readonly yearBuilt: number | null;
}

export interface TiledGround {
  readonly id: number;
  readonly externalId: string;
  readonly shape: Shape;
  readonly kind: string;
  readonly name: string | null;
  readonly elevationMetres: number | null;
}

export interface TiledTree {
  readonly externalId: string;
  readonly x: number;
  readonly y: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly species: string | null;
  readonly sizeClass: string | null;
  readonly heightMetres: number | null;
  readonly crownDiameterMetres: number | null;
  readonly baseMetres: number | null;
}

type BuildingColumns = [
  id: number,
  externalId: string,
  baseMetres: number | null,
  heightMetres: number | null,
  heightSource: string,
  clearHeightMetres: number,
  use: string,
  floors: number | null,
  yearBuilt: number | null,
];
type GroundColumns = [number, string, kind: string, name: string | null, elevationMetres: number | null];
type TreeColumns = [
  id: number,
  externalId: string,
  species: string | null,
  sizeClass: string | null,
  heightMetres: number | null,
  crownDiameterMetres: number | null,
  baseMetres: number | null,
];

export function unpackBuildings(packed: PackedRows): TiledBuilding[] {
  return withShapes<BuildingColumns>(packed).map(({ columns, shape }) => {
    const [
      id,
      externalId,
      baseMetres,
      heightMetres,
      heightSource,
      clearHeightMetres,
      use,
      floors,
      yearBuilt,
    ] = columns;
    const heights = { baseMetres, heightMetres, heightSource, clearHeightMetres };
    return { id, externalId, shape, ...heights, use, floors, yearBuilt };
  });
}

/** A piece that consists of several polygons becomes several entries. */
export function unpackGround(packed: readonly PackedRows[]): TiledGround[] {
  return packed.flatMap((rows) =>
    withShapes<GroundColumns>(rows).map(({ columns, shape }) => {
      const [id, externalId, kind, name, elevationMetres] = columns;
      return { id, externalId, shape, kind, name, elevationMetres };
    }),
  );
}

export function unpackTrees({ geometries, attributes }: PackedRows): TiledTree[] {
  const reader = new GeometryReader(geometries);
  const rows = JSON.parse(attributes) as TreeColumns[];
  const points = rows.map(() => reader.readPoint());
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const turn = degreesAround([min(xs), min(ys), -min(xs.map((x) => -x)), -min(ys.map((y) => -y))]);
  return rows.map((columns, i) => {
    const [, externalId, species, sizeClass, heightMetres, crownDiameterMetres, baseMetres] = columns;
    const [x, y] = points[i]!;
    const [longitude, latitude] = turn(x, y);
    const sizes = { sizeClass, heightMetres, crownDiameterMetres, baseMetres };
    return { externalId, x, y, longitude, latitude, species, ...sizes };
  });
}

function min(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Infinity);
}

function withShapes<Columns>({ geometries, attributes }: PackedRows): { columns: Columns; shape: Shape }[] {
  const reader = new GeometryReader(geometries);
  const found = (JSON.parse(attributes) as Columns[]).flatMap((columns) =>
    reader
      .readPolygons()
      .filter((rings) => rings.length > 0)
      .map((rings) => ({ columns, rings: cleanRings(rings) })),
  );
  const shapes = shapesOf(found.map(({ rings }) => rings));
  return found.map(({ columns }, i) => ({ columns, shape: shapes[i]! }));
}

function cleanRings(rings: readonly FlatRing[]): FlatRing[] {
  return rings.map((ring, i) => cleanRing(ring, i === 0));
}

/** What to draw of a polygon that could not be cut into triangles in one go. */
export interface Pieces {
  readonly valid: boolean;
  readonly shapes: readonly Shape[];
}

export function unpackPieces(packed: readonly PackedPieces[]): Map<number, Pieces> {
  return new Map(
    packed.map(({ id, valid, polygons }) => {
      const reader = new GeometryReader(polygons);
      const rings: FlatRing[][] = [];
      while (!reader.atEnd) rings.push(...reader.readPolygons().map(cleanRings));
      return [id, { valid, shapes: shapesOf(rings) }];
    }),
  );
}
