import { exampleCircumstances as circumstances, exampleConcert, exampleTrench } from "../example-parts.ts";
import { matchPairs } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { proposeForPair } from "../remedies.ts";
import { rule } from "../rule.ts";

const market = { ...exampleTrench, kind: "event" as const, depthMetres: null };

/** Two events in the same place at the same time. */
export const eventEvent = rule({
  id: "event-event",
  version: 1,
  title: { it: "Due eventi nello stesso posto", en: "Two events in the same place" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), art. 20",
    text: {
      it: "Ogni occupazione della strada vuole la propria autorizzazione. Zone di rispetto: criterio GIPOD.",
      en: "Each occupation of the road needs its own authorisation. Zones of respect: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["event"],
  needs: ["nearbyPhases"],
  reads: ZONE_PARAMETERS,
  check: (subject, { nearbyPhases }, circumstances) =>
    matchPairs(subject, nearbyPhases, ({ kind }) => kind === "event", circumstances),
  clearances: proposeForPair,
  examples: {
    conflict: [
      {
        name: {
          it: "Un mercato e un concerto sulla stessa piazza",
          en: "A market and a concert on one square",
        },
        subject: { ...market, span: { ...market.span, endMs: Date.parse("2026-03-07T22:00:00Z") } },
        facts: { nearbyPhases: [{ ...exampleConcert, distanceMetres: 0, sharedSquareMetres: 80 }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: {
          it: "Il concerto comincia quando il mercato è finito",
          en: "The concert begins after the market",
        },
        subject: market,
        facts: { nearbyPhases: [{ ...exampleConcert, distanceMetres: 0, sharedSquareMetres: 80 }] },
        circumstances,
      },
    ],
  },
});
