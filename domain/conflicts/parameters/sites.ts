import type { Parameter } from "./parameter.ts";

/** Widths, boards and notice that a site owes by itself. */
export const siteParameters = {
  footwayMetres: {
    title: { it: "Corridoio per chi va a piedi", en: "Way for people on foot" },
    unit: "metres",
    value: 1,
    least: 0.6,
    most: 3,
    source: { it: "DPR 495/1992, art. 40, c. 4", en: "DPR 495/1992, art. 40, par. 4" },
    basis: "published",
  },
  boardDays: {
    title: { it: "Giorni di lavori senza pannello", en: "Days of work without a board" },
    unit: "days",
    value: 7,
    least: 0,
    most: 90,
    source: { it: "DPR 495/1992, art. 30", en: "DPR 495/1992, art. 30" },
    basis: "common",
  },
  boardAheadDays: {
    title: {
      it: "Giorni prima dell'inizio in cui se ne parla",
      en: "Days before the start from which it is told",
    },
    unit: "days",
    value: 60,
    least: 0,
    most: 180,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
  surveyAheadDays: {
    title: {
      it: "Giorni prima dello scavo in cui localizzare le reti",
      en: "Days before a dig from which networks are to be located",
    },
    unit: "days",
    value: 60,
    least: 0,
    most: 365,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
  shallowDigMetres: {
    title: {
      it: "Scavo che non va oltre la pavimentazione",
      en: "A dig that goes no deeper than the paving",
    },
    unit: "metres",
    value: 0.3,
    least: 0.1,
    most: 1,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
} as const satisfies Readonly<Record<string, Parameter>>;
