import type { Parameter } from "./parameter.ts";

/** People at an event, and how they leave. */
export const crowdParameters = {
  crowdPerSquareMetre: {
    title: { it: "Affollamento", en: "Crowding" },
    unit: "personsPerSquareMetre",
    value: 2,
    least: 0.1,
    most: 5,
    source: {
      it: "Ministero dell'Interno, circolare 11001 del 18-7-2018",
      en: "Ministry of the Interior, circular 11001 of 18-7-2018",
    },
    basis: "published",
  },
  crowdExits: {
    title: { it: "Uscite, almeno", en: "Exits, at least" },
    unit: "count",
    value: 3,
    least: 1,
    most: 20,
    source: {
      it: "Ministero dell'Interno, circolare 11001 del 18-7-2018",
      en: "Ministry of the Interior, circular 11001 of 18-7-2018",
    },
    basis: "common",
  },
  crowdExitMetres: {
    title: { it: "Larghezza di un'uscita, almeno", en: "Width of an exit, at least" },
    unit: "metres",
    value: 2.4,
    least: 0.6,
    most: 12,
    source: {
      it: "Ministero dell'Interno, circolare 11001 del 18-7-2018",
      en: "Ministry of the Interior, circular 11001 of 18-7-2018",
    },
    basis: "common",
  },
  crowdPerModule: {
    title: { it: "Persone per modulo di uscita, all'aperto", en: "People for a module of exit, outdoors" },
    unit: "persons",
    value: 250,
    least: 10,
    most: 1000,
    source: {
      it: "Ministero dell'Interno, circolare 11001 del 18-7-2018",
      en: "Ministry of the Interior, circular 11001 of 18-7-2018",
    },
    basis: "common",
  },
  crowdModuleMetres: {
    title: { it: "Larghezza di un modulo", en: "Width of a module" },
    unit: "metres",
    value: 0.6,
    least: 0.5,
    most: 1.2,
    source: {
      it: "Ministero dell'Interno, circolare 11001 del 18-7-2018",
      en: "Ministry of the Interior, circular 11001 of 18-7-2018",
    },
    basis: "common",
  },
  smallEventPersons: {
    title: { it: "Eventi piccoli, sotto", en: "Small events, below" },
    unit: "persons",
    value: 200,
    least: 0,
    most: 10000,
    source: {
      it: "SCIA per eventi sotto 200 persone che finiscono entro mezzanotte",
      en: "SCIA for events below 200 people that end by midnight",
    },
    basis: "published",
  },
} as const satisfies Readonly<Record<string, Parameter>>;
