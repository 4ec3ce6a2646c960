import {
  exampleCircumstances as circumstances,
  exampleSpan,
  exampleWaterMain,
  exampleTrench as subject,
} from "../example-parts.ts";
import { matchPairs } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { proposeForPair } from "../remedies.ts";
import { rule } from "../rule.ts";

/** Two roadworks in the same place at the same time. */
export const roadworkRoadwork = rule({
  id: "roadwork-roadwork",
  version: 2,
  title: { it: "Due lavori stradali nello stesso posto", en: "Two roadworks in the same place" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), art. 21, c. 1-2",
    text: {
      it: "Opere e cantieri sulle strade vogliono l'autorizzazione dell'ente competente, e chi li esegue deve tenere sicura e scorrevole la circolazione. Zone di rispetto: criterio GIPOD.",
      en: "Works and sites on roads need the authorisation of the competent body, and whoever carries them out must keep traffic safe and flowing. Zones of respect: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork"],
  needs: ["nearbyPhases"],
  reads: ZONE_PARAMETERS,
  check: (subject, { nearbyPhases }, circumstances) =>
    matchPairs(subject, nearbyPhases, ({ kind }) => kind === "roadwork", circumstances),
  clearances: proposeForPair,
  examples: {
    conflict: [
      {
        name: {
          it: "Uno scavo attraversa un cantiere idrico ancora aperto",
          en: "A trench crosses a water site that is still open",
        },
        subject,
        facts: { nearbyPhases: [exampleWaterMain] },
        circumstances,
      },
      {
        name: {
          it: "Lo stesso cantiere, ma solo previsto: leggero",
          en: "The same site, but only a forecast: light",
        },
        subject,
        facts: { nearbyPhases: [{ ...exampleWaterMain, state: "forecast" }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: {
          it: "Il cantiere comincia quando lo scavo è finito",
          en: "The site begins when the trench has ended",
        },
        subject,
        facts: {
          nearbyPhases: [
            { ...exampleWaterMain, span: exampleSpan("2026-03-06T17:00:00Z", "2026-03-20T17:00:00Z") },
          ],
        },
        circumstances,
      },
    ],
  },
});
