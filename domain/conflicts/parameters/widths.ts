import type { Parameter } from "./parameter.ts";

/** Widths that stay free beside a site. */
export const widthParameters = {
  alternatingBelowMetres: {
    title: {
      it: "Carreggiata sotto la quale il senso è alternato",
      en: "Carriageway below which traffic alternates",
    },
    unit: "metres",
    value: 5.6,
    least: 3,
    most: 9,
    source: { it: "DPR 495/1992, art. 42", en: "DPR 495/1992, art. 42" },
    basis: "published",
  },
  fireWidthMetres: {
    title: { it: "Passaggio dei mezzi di soccorso", en: "Way for fire engines" },
    unit: "metres",
    value: 3.5,
    least: 2.5,
    most: 6,
    source: { it: "DM 246/1987, punto 2.2.0", en: "DM 246/1987, point 2.2.0" },
    basis: "published",
  },
  pavementTakenShare: {
    title: {
      it: "Parte del marciapiede che si può occupare",
      en: "Share of a pavement that may be occupied",
    },
    unit: "share",
    value: 0.5,
    least: 0,
    most: 1,
    source: { it: "Codice della strada, art. 20, c. 3", en: "Codice della strada, art. 20, par. 3" },
    basis: "common",
  },
  pavementFreeMetres: {
    title: { it: "Marciapiede da lasciare libero", en: "Pavement to be left free" },
    unit: "metres",
    value: 2,
    least: 0.9,
    most: 4,
    source: { it: "Codice della strada, art. 20, c. 3", en: "Codice della strada, art. 20, par. 3" },
    basis: "common",
  },
  wheelchairMetres: {
    title: { it: "Passaggio di una sedia a ruote", en: "Way for a wheelchair" },
    unit: "metres",
    value: 0.9,
    least: 0.8,
    most: 2,
    source: { it: "DM 236/1989; DPR 503/1996", en: "DM 236/1989; DPR 503/1996" },
    basis: "common",
  },
  turningMetres: {
    title: { it: "Spazio per girare con una sedia a ruote", en: "Room for a wheelchair to turn" },
    unit: "metres",
    value: 1.5,
    least: 1.2,
    most: 3,
    source: { it: "DM 236/1989; DM 5-11-2001", en: "DM 236/1989; DM 5-11-2001" },
    basis: "common",
  },
} as const satisfies Readonly<Record<string, Parameter>>;
