/** Vertices gathered for one tile, east-north-up metres around its centre. */
import type { LinearColor } from "./palette.ts";

export type Vector = readonly [number, number, number];

/** Numbers one after another. As plain arrays those of a large tile cost a third of its time in collections. */
class NumberList {
  private held = new Float64Array(4_096);
  private count = 0;

  get length(): number {
    return this.count;
  }

  get values(): Float64Array {
    return this.held.subarray(0, this.count);
  }

  add(value: number): void {
    if (this.count === this.held.length) this.reserve();
    this.held[this.count++] = value;
  }

  addThree(a: number, b: number, c: number): void {
    if (this.count + 3 > this.held.length) this.reserve();
    this.held[this.count] = a;
    this.held[this.count + 1] = b;
    this.held[this.count + 2] = c;
    this.count += 3;
  }

  private reserve(): void {
    const larger = new Float64Array(this.held.length * 2);
    larger.set(this.held);
    this.held = larger;
  }
}

export class SurfaceBuilder {
  private readonly lists = {
    positions: new NumberList(),
    normals: new NumberList(),
    colors: new NumberList(),
    featureIds: new NumberList(),
    indices: new NumberList(),
  };

  get positions(): Float64Array {
    return this.lists.positions.values;
  }

  get normals(): Float64Array {
    return this.lists.normals.values;
  }

  get colors(): Float64Array {
    return this.lists.colors.values;
  }

  get featureIds(): Float64Array {
    return this.lists.featureIds.values;
  }

  get indices(): Float64Array {
    return this.lists.indices.values;
  }

  get vertexCount(): number {
    return this.lists.featureIds.length;
  }

  /** Returns the vertex's index. `normal` of unit length. */
  addVertex(position: Vector, normal: Vector, color: LinearColor, featureId: number): number {
    const { lists } = this;
    lists.positions.addThree(position[0], position[1], position[2]);
    lists.normals.addThree(normal[0], normal[1], normal[2]);
    lists.colors.addThree(color[0], color[1], color[2]);
    lists.featureIds.add(featureId);
    return lists.featureIds.length - 1;
  }

  /** Counter-clockwise as seen from outside. */
  addTriangle(a: number, b: number, c: number): void {
    this.lists.indices.addThree(a, b, c);
  }
}

export class LineBuilder {
  private readonly lists = {
    positions: new NumberList(),
    featureIds: new NumberList(),
    indices: new NumberList(),
  };

  get positions(): Float64Array {
    return this.lists.positions.values;
  }

  get featureIds(): Float64Array {
    return this.lists.featureIds.values;
  }

  get indices(): Float64Array {
    return this.lists.indices.values;
  }

  addVertex(position: Vector, featureId: number): number {
    const { lists } = this;
    lists.positions.addThree(position[0], position[1], position[2]);
    lists.featureIds.add(featureId);
    return lists.featureIds.length - 1;
  }

  addSegment(from: number, to: number): void {
    this.lists.indices.add(from);
    this.lists.indices.add(to);
  }
}
