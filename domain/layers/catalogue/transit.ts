import type { Layer } from "../layer.ts";

export const transit: Layer = {
  id: "transit",
  title: { it: "Tram e autobus", en: "Trams and buses" },
  group: "mobility",
  dataset: "transit_line",
  furtherDatasets: ["transit_stop"],
  visibleAtStart: false,
  legend: [
    { value: "tram", label: { it: "Linea tranviaria", en: "Tram line" }, fill: "#7A5C61", symbol: "line" },
    { value: "bus", label: { it: "Linea autobus", en: "Bus line" }, fill: "#8A8F96", symbol: "line" },
    { value: "stop", label: { it: "Fermata", en: "Stop" }, fill: "#3F464D", symbol: "point" },
  ],
  access: "anyone",
};
