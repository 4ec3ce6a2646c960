import type { Layer } from "../layer.ts";

export const streetNames: Layer = {
  id: "street-names",
  title: { it: "Nomi delle vie", en: "Street names" },
  group: "mobility",
  dataset: "street",
  visibleAtStart: true,
  legend: [],
  access: "anyone",
};
