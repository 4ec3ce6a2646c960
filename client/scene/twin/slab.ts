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

type Rings = readonly (readonly (readonly number[])[])[];
export type Place<Point extends World = World> = (corner: readonly number[], aboveMetres: number) => Point;

/** @param rings closed; the first outside, the others holes. */
export function lidOf(rings: Rings, aboveMetres: number, place: Place): Mesh {
  const corners = rings.flatMap((ring) => ring.slice(0, -1));
  const holes: number[] = [];
  let count = 0;
  for (const ring of rings) {
    if (count > 0) holes.push(count);
    count += ring.length - 1;
  }
  const flat = corners.flatMap((corner) => [corner[0]!, corner[1]!]);
  return {
    positions: pack(corners.map((corner) => place(corner, aboveMetres))),
    triangles: Uint32Array.from(earcut(flat, holes, 2)),
  };
}

export function wallsOf(rings: Rings, footMetres: number, headMetres: number, place: Place): Mesh {
  const vertices: World[] = [];
  const triangles: number[] = [];
  for (const ring of rings) {
    const first = vertices.length;
    for (const corner of ring) vertices.push(place(corner, footMetres), place(corner, headMetres));
    for (let i = 0; i + 1 < ring.length; i++) {
      const foot = first + 2 * i;
      triangles.push(foot, foot + 2, foot + 3, foot, foot + 3, foot + 1);
    }
  }
  return { positions: pack(vertices), triangles: Uint32Array.from(triangles) };
}

export function edgeOf(
  ring: readonly (readonly number[])[],
  aboveMetres: number,
  place: Place,
): Float64Array {
  return pack(ring.map((corner) => place(corner, aboveMetres)));
}

export function pack(places: readonly World[]): Float64Array {
  const packed = new Float64Array(places.length * 3);
  places.forEach(({ x, y, z }, i) => {
    packed.set([x, y, z], 3 * i);
  });
  return packed;
}
