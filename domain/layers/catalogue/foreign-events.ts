import type { Layer } from "../layer.ts";

/** Other bodies' traffic events, in their words and with their source. */
export const foreignEvents: Layer = {
  id: "foreign-events",
  title: { it: "Eventi di altri enti", en: "Other bodies' traffic events" },
  group: "mobility",
  dataset: "foreign_event",
  visibleAtStart: false,
  legend: [
    { value: "roadworks", label: { it: "Cantiere", en: "Roadworks" }, fill: "#8C5A1E", symbol: "point" },
    { value: "closure", label: { it: "Chiusura", en: "Closure" }, fill: "#7A2E2E", symbol: "point" },
    { value: "accident", label: { it: "Incidente", en: "Accident" }, fill: "#5B3A6B", symbol: "point" },
    { value: "queue", label: { it: "Coda", en: "Queue" }, fill: "#6B6327", symbol: "point" },
    { value: "event", label: { it: "Manifestazione", en: "Event" }, fill: "#2F5F7A", symbol: "point" },
    { value: "hazard", label: { it: "Pericolo", en: "Hazard" }, fill: "#3F464D", symbol: "point" },
    { value: "other", label: { it: "Altro", en: "Other" }, fill: "#6F757B", symbol: "point" },
  ],
  access: "anyone",
};
