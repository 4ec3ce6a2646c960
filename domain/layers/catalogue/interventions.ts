import type { Layer } from "../layer.ts";

/** Colours of SCREENS.md: any two at least 12.8 ΔE apart for protan, deutan and tritan vision. */
export const interventions: Layer = {
  id: "interventions",
  title: { it: "Interventi", en: "Interventions" },
  group: "public-ground",
  dataset: null,
  visibleAtStart: true,
  legend: [
    { value: "roadwork", label: { it: "Lavori stradali", en: "Roadworks" }, fill: "#B36B16", symbol: "area" },
    { value: "greenwork", label: { it: "Verde", en: "Greenworks" }, fill: "#00513A", symbol: "area" },
    { value: "event", label: { it: "Eventi", en: "Events" }, fill: "#562B6A", symbol: "area" },
    { value: "occupation", label: { it: "Occupazioni", en: "Occupations" }, fill: "#357AE2", symbol: "area" },
  ],
  access: "anyone",
};
