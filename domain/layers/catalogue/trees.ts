import type { Layer } from "../layer.ts";

export const trees: Layer = {
  id: "trees",
  title: { it: "Alberi", en: "Trees" },
  group: "city",
  dataset: "tree",
  visibleAtStart: true,
  legend: [{ value: "tree", label: { it: "Albero", en: "Tree" }, fill: "#9DB487", symbol: "point" }],
  access: "anyone",
};
