/** A footprint as a low slab: a lid and the walls under it, in whatever space `place` puts its corners. */
import earcut from "earcut";

export interface Mesh {
  readonly positions: Float64Array;
  readonly triangles: Uint32Array;
}

interface World {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

type Line = readonly (readonly number[])[];
type Rings = readonly Line[];
export type Place<Point extends World = World> = (corner: readonly number[], aboveMetres: number) => Point;

/** Ground to lay shapes on: where it puts a corner, and how it wants what lies between corners cut. */
export interface Lay<Point extends World = World> {
  readonly toWorld: Place<Point>;
  cutLine(line: Line): Line;
  cutSurface(corners: Line, triangles: ArrayLike<number>): { corners: Line; triangles: ArrayLike<number> };
}

/** @param rings closed; the first outside, the others holes. */
export function lidOf(rings: Rings, aboveMetres: number, lay: Lay): Mesh {
  const corners = rings.flatMap((ring) => ring.slice(0, -1));
  const holes: number[] = [];
  let count = 0;
  for (const ring of rings) {
    if (count > 0) holes.push(count);
    count += ring.length - 1;
  }
  const flat = corners.flatMap((corner) => [corner[0]!, corner[1]!]);
  const cut = lay.cutSurface(corners, earcut(flat, holes, 2));
  return {
    positions: pack(cut.corners.map((corner) => lay.toWorld(corner, aboveMetres))),
    triangles: Uint32Array.from(cut.triangles),
  };
}

export function wallsOf(rings: Rings, footMetres: number, headMetres: number, lay: Lay): Mesh {
  const vertices: World[] = [];
  const triangles: number[] = [];
  for (const ring of rings) {
    const first = vertices.length;
    const cut = lay.cutLine(ring);
    for (const corner of cut) vertices.push(lay.toWorld(corner, footMetres), lay.toWorld(corner, headMetres));
    for (let i = 0; i + 1 < cut.length; i++) {
      const foot = first + 2 * i;
      triangles.push(foot, foot + 2, foot + 3, foot, foot + 3, foot + 1);
    }
  }
  return { positions: pack(vertices), triangles: Uint32Array.from(triangles) };
}

export function edgeOf(ring: Line, aboveMetres: number, lay: Lay): Float64Array {
  return pack(lay.cutLine(ring).map((corner) => lay.toWorld(corner, aboveMetres)));
}

export function pack(places: readonly World[]): Float64Array {
  const packed = new Float64Array(places.length * 3);
  places.forEach(({ x, y, z }, i) => {
    packed.set([x, y, z], 3 * i);
  });
  return packed;
}
