/** What the parts of the generator hand to one another, in the model's own plane. */

import type { Face } from "./faces.ts";
import type { Site } from "./inputs.ts";
import type { Point } from "./plane.ts";
import type { GroundPiece, TreeRow } from "./street-ground.ts";

export interface BuildingDraft {
  readonly ring: readonly Point[];
  readonly holes: readonly (readonly Point[])[];
  readonly heightMetres: number;
  readonly clearHeightMetres: number;
  readonly baseMetres: number;
  readonly use: string;
  readonly floors: number | null;
  readonly yearBuilt: number | null;
  /** Its walls on the street, with the edge of the street plan they look on to. */
  readonly fronts: readonly { readonly a: Point; readonly b: Point; readonly edge: number }[];
  readonly name?: string;
}

export interface TreeSpot {
  readonly at: Point;
  readonly species: string;
  /** Of its full size, 0 to 1. */
  readonly growth: number;
  readonly monumental?: boolean;
}

/** A face of the street plan with all that stands on it. */
export interface Lot {
  readonly face: Face;
  readonly site: Site | undefined;
  readonly pieces: GroundPiece[];
  readonly treeRows: readonly TreeRow[];
  readonly buildings: BuildingDraft[];
  readonly trees: TreeSpot[];
}
