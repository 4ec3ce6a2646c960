/** What is worked out of places again and again, and so is worth remembering for as long as they do not change. */
import type { Metres } from "../../../domain/places/path.ts";
import type { GraphSegment } from "../../../domain/places/street-graph.ts";
import type { Db } from "../../platform/db.ts";
import type { SharedRow } from "./graph-store.ts";
import type { NameIndex } from "./name-index.ts";
import type { Recent } from "./recent.ts";
import type { PlaceRow } from "./search-store.ts";

export interface RankedPlace {
  readonly row: PlaceRow;
  readonly score: number;
  readonly literal: boolean;
  readonly exact: boolean;
}

export interface StreetOnGraph {
  readonly place: PlaceRow;
  /** The street's own. */
  readonly segments: readonly GraphSegment[];
  readonly crossings: readonly { readonly title: string; readonly node: number }[];
  /** Stretches that bear another name too. */
  readonly shared: readonly SharedRow[];
  readonly nodes: ReadonlyMap<number, Metres>;
}

/** What the graph itself says of a street. */
export type DrivenStreet = Pick<StreetOnGraph, "segments" | "crossings" | "shared">;

export interface PlaceMemory {
  /** Every name of the city, once enough of them were asked for to be worth it; null before. */
  names(db: Db): Promise<NameIndex | null>;
  readonly ranked: Recent<RankedPlace[]>;
  readonly streets: Recent<StreetOnGraph>;
  /** By the number of their place: read with their neighbours in that order, many at once. */
  readonly driven: Recent<DrivenStreet>;
}

/** A transaction, and what is remembered of the city beside it; without a memory everything is asked anew. */
export interface PlaceDb extends Db {
  readonly memory?: PlaceMemory;
}
