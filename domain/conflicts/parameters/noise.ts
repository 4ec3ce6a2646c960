import type { Parameter } from "./parameter.ts";

/** Hours of noise, and how often a place bears an event. */
export const noiseParameters = {
  siteNoiseFromMinute: {
    title: { it: "Cantieri rumorosi, dalle", en: "Noisy sites, from" },
    unit: "minuteOfDay",
    value: 480,
    least: 0,
    most: 1439,
    source: { it: "Torino, Regolamento 318", en: "Turin, Regulation 318" },
    basis: "published",
  },
  siteNoiseToMinute: {
    title: { it: "Cantieri rumorosi, fino alle", en: "Noisy sites, until" },
    unit: "minuteOfDay",
    value: 1140,
    least: 1,
    most: 1440,
    source: { it: "Torino, Regolamento 318", en: "Turin, Regulation 318" },
    basis: "published",
  },
  eventNoiseToMinute: {
    title: { it: "Eventi rumorosi, fino alle", en: "Noisy events, until" },
    unit: "minuteOfDay",
    value: 1320,
    least: 1,
    most: 1440,
    source: {
      it: "Torino, Regolamento 318 (zone della vita notturna)",
      en: "Turin, Regulation 318 (nightlife areas)",
    },
    basis: "published",
  },
  eventDaysYear: {
    title: { it: "Giorni di eventi all'anno per luogo", en: "Event days a year for a place" },
    unit: "days",
    value: 30,
    least: 1,
    most: 366,
    source: { it: "Torino, Regolamento 318", en: "Turin, Regulation 318" },
    basis: "published",
  },
  eventDaysRunning: {
    title: { it: "Giorni di eventi di fila per luogo", en: "Event days in a row for a place" },
    unit: "days",
    value: 3,
    least: 1,
    most: 60,
    source: {
      it: "Torino, Regolamento 318 (zone della vita notturna)",
      en: "Turin, Regulation 318 (nightlife areas)",
    },
    basis: "published",
  },
  eventPlaceMetres: {
    title: { it: "Distanza entro cui è lo stesso luogo", en: "Distance within which it is one place" },
    unit: "metres",
    value: 50,
    least: 0,
    most: 200,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
  eventHospitalMetres: {
    title: { it: "Distanza di un evento da un ospedale", en: "Distance of an event from a hospital" },
    unit: "metres",
    value: 100,
    least: 0,
    most: 300,
    source: { it: "Scelta nostra", en: "Chosen here" },
    basis: "chosen",
  },
} as const satisfies Readonly<Record<string, Parameter>>;
