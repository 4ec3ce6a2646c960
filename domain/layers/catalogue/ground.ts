import type { Layer } from "../layer.ts";

export const ground: Layer = {
  id: "ground",
  title: { it: "Suolo pubblico", en: "Public ground" },
  group: "city",
  dataset: "ground",
  visibleAtStart: true,
  legend: [
    {
      value: "carriageway",
      label: { it: "Carreggiata", en: "Carriageway" },
      fill: "#B9BFC3",
      symbol: "area",
    },
    { value: "pavement", label: { it: "Marciapiede", en: "Pavement" }, fill: "#D9D4C9", symbol: "area" },
    { value: "square", label: { it: "Piazza", en: "Square" }, fill: "#E8E2D6", symbol: "area" },
    { value: "arcade", label: { it: "Portico", en: "Arcade" }, fill: "#D2CABC", symbol: "area" },
    { value: "courtyard", label: { it: "Cortile", en: "Courtyard" }, fill: "#E6E1D6", symbol: "area" },
    { value: "green", label: { it: "Verde", en: "Green" }, fill: "#CBD8B8", symbol: "area" },
    { value: "water", label: { it: "Acqua", en: "Water" }, fill: "#B4CAD6", symbol: "area" },
    { value: "rail", label: { it: "Binari", en: "Rails" }, fill: "#C9C3BA", symbol: "area" },
    { value: "base", label: { it: "Altro suolo", en: "Other ground" }, fill: "#E3DFD5", symbol: "area" },
  ],
  access: "anyone",
};
