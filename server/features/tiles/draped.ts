/** Surfaces that lie on the relief, and the kerbs along their edges. */
import type { LocalFrame } from "./local-frame.ts";
import type { SurfaceBuilder } from "./mesh-builder.ts";
import type { LinearColor } from "./palette.ts";
import { type Cover, lift } from "./placed-rings.ts";
import type { RegionBuilder } from "./region.ts";
import type { GridPolygon } from "./relief-cut.ts";
import type { ReliefSurface } from "./relief-surface.ts";
import type { FlatRing } from "./rings.ts";

export interface Draping {
  readonly relief: ReliefSurface;
  readonly frame: LocalFrame;
  readonly region: RegionBuilder;
  /** From the relief's heights above the sea to those of this surface above the ellipsoid. */
  readonly raiseMetres: number;
  readonly color: LinearColor;
  readonly featureId: number;
}

/** Corners nearer than this fraction of a relief's cell are one vertex; with cells of 50 m, 0.2 mm. */
const VERTEX_GRAIN = 2 ** -18;

/** @param cover of polygons whose triangles are known */
export function addDraped(mesh: SurfaceBuilder, cover: Cover, draping: Draping): void {
  const { relief } = draping;
  const vertices = new Map<number, number>();
  const [originU, originV] = relief.toGrid(cover[0]?.places[0] ?? 0, cover[0]?.places[1] ?? 0);
  const vertexAt = (u: number, v: number) => {
    // One number for both, exact while a piece is less than 128 cells wide.
    const key = Math.round((u - originU) / VERTEX_GRAIN) * 2 ** 26 + Math.round((v - originV) / VERTEX_GRAIN);
    const known = vertices.get(key);
    if (known !== undefined) return known;
    const vertex = addVertex(mesh, draping, ...relief.toDegrees(u, v));
    vertices.set(key, vertex);
    return vertex;
  };
  const addFan = (part: GridPolygon) => {
    const first = vertexAt(part[0]!, part[1]!);
    let before = vertexAt(part[2]!, part[3]!);
    for (let i = 4; i < part.length; i += 2) {
      const next = vertexAt(part[i]!, part[i + 1]!);
      if (first !== before && before !== next && first !== next) mesh.addTriangle(first, before, next);
      before = next;
    }
  };
  for (const { places, triangles } of cover) {
    if (!triangles) continue;
    for (let i = 0; i < triangles.length; i += 3) {
      const corners = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
      relief.cut(
        corners.flatMap((corner) => [places[corner * 2]!, places[corner * 2 + 1]!]),
        addFan,
      );
    }
  }
}

function addVertex(mesh: SurfaceBuilder, draping: Draping, longitude: number, latitude: number): number {
  const { relief, frame, region, raiseMetres, color, featureId } = draping;
  const height = relief.heightAt(longitude, latitude) + raiseMetres;
  region.addPlace(longitude, latitude);
  region.addHeight(height);
  const normal = relief.normalAt(longitude, latitude);
  return mesh.addVertex(lift(frame.place(longitude, latitude), height), normal, color, featureId);
}

/** Upright faces from the draped edge down by `depthMetres`, lit as the ground they belong to. */
export function addDrapedKerbs(
  mesh: SurfaceBuilder,
  rings: readonly FlatRing[],
  draping: Draping,
  kerb: { readonly depthMetres: number; readonly footColor: LinearColor },
): void {
  const foot = { ...draping, raiseMetres: draping.raiseMetres - kerb.depthMetres, color: kerb.footColor };
  for (const ring of rings) {
    const places = draping.relief.follow(ring);
    const heads: number[] = [];
    const feet: number[] = [];
    for (let i = 0; i < places.length; i += 2) {
      heads.push(addVertex(mesh, draping, places[i]!, places[i + 1]!));
      feet.push(addVertex(mesh, foot, places[i]!, places[i + 1]!));
    }
    heads.forEach((head, i) => {
      const next = (i + 1) % heads.length;
      mesh.addTriangle(feet[i]!, feet[next]!, heads[next]!);
      mesh.addTriangle(feet[i]!, heads[next]!, head);
    });
  }
}
