import { exampleCircumstances as circumstances, exampleTrench } from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { keepHours } from "../remedies.ts";
import { rule } from "../rule.ts";
import { hours } from "../wording.ts";

/** Hours in which a site may be loud. The level at the façade is not reckoned here. */
export const siteNoise = rule({
  id: "site-noise",
  version: 1,
  title: { it: "Orario dei cantieri rumorosi", en: "Hours of noisy sites" },
  class: "duty",
  law: {
    article: "Città di Torino, Regolamento 318 (inquinamento acustico)",
    text: {
      it: "I cantieri lavorano rumorosamente in un orario, con un limite in facciata; fuori orario serve la deroga, da chiedere 30 giorni prima. Le riparazioni urgenti delle reti ne sono esenti.",
      en: "Sites are loud within certain hours and up to a level at the façade; outside them an exemption is needed, asked for 30 days before. Urgent repairs of utilities are exempt.",
    },
    validFrom: null,
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork"],
  needs: [],
  reads: ["siteNoiseFromMinute", "siteNoiseToMinute"],
  check(subject, _, { parameters: { siteNoiseFromMinute, siteNoiseToMinute } }) {
    const { dailyHours, urgent } = subject;
    if (dailyHours === null || urgent) return [];
    if (dailyHours.fromMinute >= siteNoiseFromMinute && dailyHours.toMinute <= siteNoiseToMinute) return [];
    const allowed = { fromMinute: siteNoiseFromMinute, toMinute: siteNoiseToMinute };
    return [
      ownMatch(subject, "warning", () => ({
        it: `Si lavora ${hours(dailyHours, "it")}: il rumore è ammesso ${hours(allowed, "it")}. Serve la deroga, o un altro orario.`,
        en: `Work goes on ${hours(dailyHours, "en")}: noise is admitted ${hours(allowed, "en")}. An exemption is needed, or other hours.`,
      })),
    ];
  },
  clearances: (_match, subject, _facts, { parameters }) =>
    keepHours(subject, parameters.siteNoiseFromMinute, parameters.siteNoiseToMinute),
  unknowns: ({ dailyHours, urgent }) =>
    dailyHours === null && !urgent ? [{ it: "orario dei lavori rumorosi", en: "hours of noisy work" }] : [],
  examples: {
    conflict: [
      {
        name: { it: "Dalle 6 alle 16", en: "From 6 to 16" },
        subject: { ...exampleTrench, dailyHours: { fromMinute: 360, toMinute: 960 } },
        facts: {},
        circumstances,
      },
      {
        name: { it: "Di notte, dalle 21 a mezzanotte", en: "By night, from 21 to midnight" },
        subject: { ...exampleTrench, dailyHours: { fromMinute: 1260, toMinute: 1440 } },
        facts: {},
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Dalle 8 alle 18", en: "From 8 to 18" },
        subject: { ...exampleTrench, dailyHours: { fromMinute: 480, toMinute: 1080 } },
        facts: {},
        circumstances,
      },
      {
        name: { it: "Di notte, ma per una perdita", en: "By night, but for a leak" },
        subject: { ...exampleTrench, urgent: true, dailyHours: { fromMinute: 1260, toMinute: 1440 } },
        facts: {},
        circumstances,
      },
    ],
  },
});
