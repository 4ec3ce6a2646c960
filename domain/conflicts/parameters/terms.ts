import type { Parameter } from "./parameter.ts";

/** How long before and after a site something is owed. */
export const termParameters = {
  signHours: {
    title: { it: "Segnali di divieto di sosta, prima dell'inizio", en: "No-parking signs, before the start" },
    unit: "hours",
    value: 48,
    least: 0,
    most: 168,
    source: {
      it: "Codice della strada, art. 6, c. 4, lett. f)",
      en: "Codice della strada, art. 6, par. 4 f)",
    },
    basis: "common",
  },
  signReminderDays: {
    title: { it: "Da quanti giorni prima lo si ricorda", en: "From how many days before it is recalled" },
    unit: "days",
    value: 7,
    least: 1,
    most: 60,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
  noticeDays: {
    title: { it: "Domanda, giorni prima dell'inizio", en: "Application, days before the start" },
    unit: "days",
    value: 30,
    least: 0,
    most: 180,
    source: {
      it: "Regia Cantieri di Torino, pagina del servizio",
      en: "Regia Cantieri of Turin, service page",
    },
    basis: "published",
  },
  noticeFreeDays: {
    title: { it: "Durata che non la richiede", en: "Length that needs none" },
    unit: "days",
    value: 1,
    least: 0,
    most: 30,
    source: {
      it: "Regia Cantieri: cantieri mobili di circa un giorno",
      en: "Regia Cantieri: mobile sites of about a day",
    },
    basis: "published",
  },
  moratoriumMonths: {
    title: {
      it: "Divieto di scavo dopo il ripristino definitivo",
      en: "No dig after definitive reinstatement",
    },
    unit: "months",
    value: 12,
    least: 0,
    most: 60,
    source: {
      it: "Prassi inglese: da 6 mesi a 5 anni; per Torino nessun valore trovato",
      en: "English practice: 6 months to 5 years; no value found for Turin",
    },
    basis: "chosen",
  },
  reinstatementDays: {
    title: {
      it: "Ripristino definitivo, giorni dopo la fine",
      en: "Definitive reinstatement, days after the end",
    },
    unit: "days",
    value: 60,
    least: 1,
    most: 365,
    source: { it: "Torino, Regolamento 331", en: "Turin, Regulation 331" },
    basis: "published",
  },
  sameGroundMetres: {
    title: { it: "Distanza entro cui è lo stesso scavo", en: "Distance within which it is the same ground" },
    unit: "metres",
    value: 2,
    least: 0,
    most: 10,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
  stillCountsDays: {
    title: {
      it: "Giorni per cui un cantiere scaduto conta ancora",
      en: "Days for which an expired site still counts",
    },
    unit: "days",
    value: 30,
    least: 0,
    most: 180,
    source: { it: "Richiesta di chi usa sistemi simili", en: "Asked for by users of such systems" },
    basis: "chosen",
  },
} as const satisfies Readonly<Record<string, Parameter>>;
