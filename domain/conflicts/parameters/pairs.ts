import type { Parameter } from "./parameter.ts";

const GIPOD = {
  it: "GIPOD (Fiandre), zone di rispetto pubblicate",
  en: "GIPOD (Flanders), published buffers",
};
/** Two of the widest are as far as `nearbyPhases` reaches (NEARBY_METRES). */
const zone = { unit: "metres", least: 0, most: 12, source: GIPOD, basis: "published" } as const;

/** Zones of respect around what takes ground, and what "dig once" looks for. */
export const pairParameters = {
  majorWorksBufferMetres: {
    ...zone,
    title: { it: "Zona attorno a lavori di grande intralcio", en: "Zone around works of major hindrance" },
    value: 10,
  },
  worksBufferMetres: {
    ...zone,
    title: { it: "Zona attorno agli altri lavori", en: "Zone around other works" },
    value: 5,
  },
  eventBufferMetres: {
    ...zone,
    title: { it: "Zona attorno a un evento", en: "Zone around an event" },
    value: 5,
  },
  occupationBufferMetres: {
    ...zone,
    title: { it: "Zona attorno a un'occupazione", en: "Zone around an occupation" },
    value: 0,
    source: {
      it: "Scelta nostra: un ponteggio sta sul suo suolo; GIPOD non ne dà",
      en: "Chosen here: a scaffold keeps to its ground; GIPOD gives none",
    },
    basis: "chosen",
  },
  detourBufferMetres: {
    ...zone,
    title: { it: "Zona attorno a una deviazione", en: "Zone around a detour" },
    value: 5,
  },
  detourSignMetres: {
    title: { it: "Preavviso di deviazione, metri prima", en: "Sign of a detour, metres ahead" },
    unit: "metres",
    value: 100,
    least: 20,
    most: 500,
    source: { it: "DPR 495/1992, art. 43", en: "DPR 495/1992, art. 43" },
    basis: "published",
  },
  digOnceReachMetres: {
    title: { it: "Distanza a cui uno scavo solo può bastare", en: "Distance at which one dig could serve" },
    unit: "metres",
    value: 5,
    least: 0,
    most: 25,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
  digOnceCloseDays: {
    title: {
      it: "Giorni entro i quali i lavori già si seguono",
      en: "Days within which works already follow each other",
    },
    unit: "days",
    value: 7,
    least: 0,
    most: 60,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
  digOnceMostDays: {
    title: { it: "Giorni oltre i quali non si propone", en: "Days beyond which nothing is proposed" },
    unit: "days",
    value: 365,
    least: 30,
    most: 365,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
} as const satisfies Readonly<Record<string, Parameter>>;

/** The zones that tell which two are near. */
export const ZONE_PARAMETERS = [
  "majorWorksBufferMetres",
  "worksBufferMetres",
  "eventBufferMetres",
  "occupationBufferMetres",
] as const;
export type ZoneParameter = (typeof ZONE_PARAMETERS)[number];
