/** A polygon's corners in a tile's frame, ready to be lifted to any height. */
import type { LocalFrame, LocalPlace } from "./local-frame.ts";
import type { SurfaceBuilder, Vector } from "./mesh-builder.ts";
import type { LinearColor } from "./palette.ts";
import type { RegionBuilder } from "./region.ts";
import type { FlatRing } from "./rings.ts";
import { findTriangles } from "./surface-triangles.ts";
import type { Pieces } from "./tile-rows.ts";

/** One ring, its closing corner left out. Solid ground lies on the left of every edge. */
export type PlacedRing = readonly LocalPlace[];

export interface PlacedPolygon {
  readonly rings: readonly PlacedRing[];
  readonly corners: readonly LocalPlace[];
  /** Longitude and latitude of every corner. */
  readonly places: FlatRing;
  /** Triples of numbers of `corners`; null when the rings cross. */
  readonly triangles: readonly number[] | null;
}

/** @param degrees longitudes and latitudes */
export function placePolygon(
  frame: LocalFrame,
  degrees: readonly FlatRing[],
  region: RegionBuilder,
): PlacedPolygon {
  const rings = degrees.map((ring) => placeRing(frame, ring, region));
  const corners = rings.length === 1 ? rings[0]! : rings.flat();
  const places = new Float64Array(corners.length * 2);
  const coordinates = new Float64Array(corners.length * 2);
  const holeStarts: number[] = [];
  let start = 0;
  for (const ring of degrees) {
    if (start > 0) holeStarts.push(start / 2);
    places.set(ring, start);
    start += ring.length;
  }
  corners.forEach(({ surface }, i) => {
    coordinates[i * 2] = surface[0];
    coordinates[i * 2 + 1] = surface[1];
  });
  return { rings, corners, places, triangles: findTriangles({ coordinates, holeStarts }) };
}

export function placeRing(frame: LocalFrame, ring: FlatRing, region: RegionBuilder): PlacedRing {
  const placed: LocalPlace[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    region.addPlace(ring[i]!, ring[i + 1]!);
    placed.push(frame.place(ring[i]!, ring[i + 1]!));
  }
  return placed;
}

/** What a polygon's flat surface is drawn from: itself, or the pieces it was cut into. */
export type Cover = readonly Pick<PlacedPolygon, "corners" | "places" | "triangles">[];

export interface FoundCover {
  readonly cover: Cover;
  readonly problem: "repaired-surface" | "open-surface" | null;
}

export function coverOf(
  frame: LocalFrame,
  polygon: PlacedPolygon,
  pieces: Pieces | undefined,
  region: RegionBuilder,
): FoundCover {
  if (polygon.triangles) return { cover: [polygon], problem: null };
  const cover = (pieces?.shapes ?? []).map(({ degrees }) => placePolygon(frame, degrees, region));
  if (cover.length === 0 || cover.some((piece) => !piece.triangles))
    return { cover, problem: "open-surface" };
  return { cover, problem: pieces?.valid ? null : "repaired-surface" };
}

export function lift(place: LocalPlace, heightMetres: number): Vector {
  const { surface, up } = place;
  return [
    surface[0] + up[0] * heightMetres,
    surface[1] + up[1] * heightMetres,
    surface[2] + up[2] * heightMetres,
  ];
}

export interface FlatSurface {
  readonly heightMetres: number;
  readonly facing: "up" | "down";
  readonly color: LinearColor;
  readonly featureId: number;
}

export function addFlatSurface(mesh: SurfaceBuilder, cover: Cover, flat: FlatSurface): void {
  for (const piece of cover) addPiece(mesh, piece, flat);
}

function addPiece(
  mesh: SurfaceBuilder,
  { corners, triangles }: Cover[number],
  { heightMetres, facing, color, featureId }: FlatSurface,
): void {
  if (!triangles) return;
  const normal: Vector = [0, 0, facing === "up" ? 1 : -1];
  const first = mesh.vertexCount;
  for (const corner of corners) mesh.addVertex(lift(corner, heightMetres), normal, color, featureId);
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [first + triangles[i]!, first + triangles[i + 1]!, first + triangles[i + 2]!];
    if (facing === "up") mesh.addTriangle(a, b, c);
    else mesh.addTriangle(a, c, b);
  }
}

export interface Wall {
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly footColor: LinearColor;
  readonly headColor: LinearColor;
  /** A wall takes the light it faces; a kerb that of the ground it belongs to. */
  readonly litAs: "wall" | "ground";
  readonly featureId: number;
  /** No wall from the last corner back to the first. */
  readonly open?: boolean;
}

const UP: Vector = [0, 0, 1];

/** Upright faces along every edge of the rings, looking away from the solid. */
export function addWalls(mesh: SurfaceBuilder, rings: readonly PlacedRing[], wall: Wall): void {
  for (const ring of rings) {
    for (let i = 0; i < ring.length - (wall.open ? 1 : 0); i++) {
      const here = ring[i]!;
      const next = ring[(i + 1) % ring.length]!;
      const east = next.surface[0] - here.surface[0];
      const north = next.surface[1] - here.surface[1];
      const length = Math.hypot(east, north);
      if (length === 0) continue;
      const normal: Vector = wall.litAs === "ground" ? UP : [north / length, -east / length, 0];
      const a = mesh.addVertex(lift(here, wall.fromMetres), normal, wall.footColor, wall.featureId);
      const b = mesh.addVertex(lift(next, wall.fromMetres), normal, wall.footColor, wall.featureId);
      const c = mesh.addVertex(lift(next, wall.toMetres), normal, wall.headColor, wall.featureId);
      const d = mesh.addVertex(lift(here, wall.toMetres), normal, wall.headColor, wall.featureId);
      mesh.addTriangle(a, b, c);
      mesh.addTriangle(a, c, d);
    }
  }
}
