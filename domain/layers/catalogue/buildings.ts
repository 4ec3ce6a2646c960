import type { Layer } from "../layer.ts";

export const buildings: Layer = {
  id: "buildings",
  title: { it: "Edifici", en: "Buildings" },
  group: "city",
  dataset: "building",
  visibleAtStart: true,
  legend: [
    {
      value: "building",
      label: { it: "Edificio", en: "Building" },
      fill: "#F4F0E7",
      outline: "#A79F93",
      symbol: "area",
    },
  ],
  access: "anyone",
};
