import type { ImportedLayer, StagedInput } from "../../../../domain/imports/mapping.ts";
import type { LocalizedText } from "../../../../domain/localized.ts";
import type { OpenOptions } from "../import-plan.ts";
import type { OsmExtract } from "./extract.ts";

/** One dataset out of an extract: which layer, what is said of it, and its records. */
export interface OsmLayer<L extends ImportedLayer = ImportedLayer> {
  /** Without the "osm-" that each dataset's id begins with. */
  readonly id: string;
  readonly layer: L;
  readonly title: string;
  readonly derived?: boolean;
  /** What OsmLayers of the same layer before this one cover is left out. */
  readonly onlyWhereLacking?: boolean;
  readonly assumptions: readonly LocalizedText[];
  read(extract: OsmExtract, options: OpenOptions): AsyncIterable<StagedInput<L>>;
}

/** Gives a layer its exact types. */
export function osmLayer<L extends ImportedLayer>(layer: OsmLayer<L>): OsmLayer<L> {
  return layer;
}
