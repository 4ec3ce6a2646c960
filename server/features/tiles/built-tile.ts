import type { NodeIO } from "@gltf-transform/core";
import type { TileProblem } from "../../../domain/layers/tiles-manifest.ts";
import type { Packing } from "./glb.ts";
import type { Region } from "./region.ts";
import type { ReliefSurface } from "./relief-surface.ts";
import type { Pieces } from "./tile-rows.ts";

/** What every tile of a city is made with. */
export interface TileMaking {
  readonly io: NodeIO;
  readonly geoidUndulationMetres: number;
  /** Null where the city has none. */
  readonly relief: ReliefSurface | null;
  /** Where a thing stands of which neither its row nor a relief tells the height; above sea level. */
  readonly levelMetres: number;
  readonly packing?: Packing;
}

/** Pieces of the features that no ear-cutter manages whole; asked for once a tile. */
export type CutPieces = (ids: readonly number[]) => Promise<ReadonlyMap<number, Pieces>>;

export interface FoundProblem {
  readonly id: string;
  readonly problem: TileProblem;
}

/** A finished tile: its file, where it stands, and what was wrong with its features. */
export interface BuiltTile {
  readonly glb: Uint8Array;
  readonly transform: readonly number[];
  readonly region: Region;
  readonly featureCount: number;
  /** Features whose surface had to be cut into pieces first. */
  readonly fallbackCount: number;
  readonly problems: readonly FoundProblem[];
}
