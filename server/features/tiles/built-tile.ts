import type { TileProblem } from "../../../domain/layers/tiles-manifest.ts";
import type { Region } from "./region.ts";

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
  readonly problems: readonly FoundProblem[];
}
