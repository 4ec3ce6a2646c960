/** Vertices gathered for one tile, east-north-up metres around its centre. */
import type { LinearColor } from "./palette.ts";

export type Vector = readonly [number, number, number];

export class SurfaceBuilder {
  readonly positions: number[] = [];
  readonly normals: number[] = [];
  readonly colors: number[] = [];
  readonly featureIds: number[] = [];
  readonly indices: number[] = [];

  /** Returns the vertex's index. `normal` of unit length. */
  addVertex(position: Vector, normal: Vector, color: LinearColor, featureId: number): number {
    this.positions.push(position[0], position[1], position[2]);
    this.normals.push(normal[0], normal[1], normal[2]);
    this.colors.push(color[0], color[1], color[2]);
    this.featureIds.push(featureId);
    return this.featureIds.length - 1;
  }

  /** Counter-clockwise as seen from outside. */
  addTriangle(a: number, b: number, c: number): void {
    this.indices.push(a, b, c);
  }
}

export class LineBuilder {
  readonly positions: number[] = [];
  readonly featureIds: number[] = [];
  readonly indices: number[] = [];

  addVertex(position: Vector, featureId: number): number {
    this.positions.push(position[0], position[1], position[2]);
    this.featureIds.push(featureId);
    return this.featureIds.length - 1;
  }

  addSegment(from: number, to: number): void {
    this.indices.push(from, to);
  }
}
