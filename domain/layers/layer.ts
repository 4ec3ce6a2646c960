import type { LocalizedText } from "../localized.ts";

/** How one sort of thing in a layer is drawn; the legend is made from the same entries. */
export interface LegendEntry {
  /** The value that tells this sort apart: a ground kind, an intervention kind. */
  readonly value: string;
  readonly label: LocalizedText;
  /** #rrggbb */
  readonly fill: string;
  readonly outline?: string;
  readonly symbol: "area" | "line" | "point";
}

/** A layer of the city as the layer panel, the twin and the plan know it. */
export interface Layer {
  readonly id: string;
  readonly title: LocalizedText;
  readonly group: "public-ground" | "city" | "mobility";
  /** The dataset (table) whose source, licence and "synthetic" mark are shown with it; null for live data. */
  readonly dataset: string | null;
  /** Tables that are drawn with it; their sources are told too. */
  readonly furtherDatasets?: readonly string[];
  readonly visibleAtStart: boolean;
  readonly legend: readonly LegendEntry[];
  readonly access: "anyone";
}
