import {
  exampleCircumstances as circumstances,
  exampleSpan,
  exampleTrench,
  exampleWaterMain,
} from "../example-parts.ts";
import type { NearbyPhase } from "../facts.ts";
import { isMarketPair, proposeOffMarketDays } from "../markets.ts";
import { matchPairs } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { proposeForPair } from "../remedies.ts";
import { rule } from "../rule.ts";

/** Thursday from 7 to 14, on the trench's own ground. */
const MARKET: NearbyPhase = {
  ...exampleWaterMain,
  kind: "occupation",
  recurring: true,
  title: "Mercato del giovedì (esempio)",
  officeName: "Commercio (esempio)",
  hindrance: "none",
  span: exampleSpan("2026-03-05T06:00:00Z", "2026-03-05T13:00:00Z"),
};
const WITHOUT_THURSDAY = [1, 2, 3, 5];

/**
 * Works on a market's ground while it is held. A market is an event or an occupation that comes back by a rule of
 * recurrence; what other rules of pairs would say of the two, this one says. Asked from either side.
 */
export const marketDay = rule({
  id: "market-day",
  version: 1,
  title: { it: "Lavori in giorno di mercato", en: "Works on a market day" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), artt. 20-21",
    text: {
      it: "Chi lavora dove si tiene un mercato lascia libero il suolo nei suoi giorni e nelle sue ore. Mercato è qui ogni evento o occupazione che si ripete. Zone di rispetto: criterio GIPOD.",
      en: "Whoever works where a market is held leaves the ground free on its days and hours. Market is here any event or occupation that recurs. Zones: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["nearbyPhases"],
  reads: ZONE_PARAMETERS,
  check: (subject, { nearbyPhases }, circumstances) =>
    matchPairs(subject, nearbyPhases, (other) => isMarketPair(subject, other), circumstances),
  clearances: (match, subject, facts, circumstances) => [
    ...proposeOffMarketDays(match, subject, facts, circumstances),
    ...proposeForPair(match, subject, facts, circumstances),
  ],
  examples: {
    conflict: [
      {
        name: {
          it: "Uno scavo da lunedì a venerdì dove il giovedì c'è mercato",
          en: "A trench from Monday to Friday where Thursday is market day",
        },
        subject: { ...exampleTrench, dailyHours: { fromMinute: 480, toMinute: 1080 } },
        facts: { nearbyPhases: [MARKET] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Il giovedì non si lavora", en: "No work on Thursdays" },
        subject: { ...exampleTrench, weekdays: WITHOUT_THURSDAY },
        facts: { nearbyPhases: [MARKET] },
        circumstances,
      },
      {
        name: { it: "Si lavora solo dopo le 14", en: "Work after 14 only" },
        subject: { ...exampleTrench, dailyHours: { fromMinute: 840, toMinute: 1200 } },
        facts: { nearbyPhases: [MARKET] },
        circumstances,
      },
      {
        name: { it: "Il mercato è a trenta metri", en: "The market is thirty metres away" },
        subject: exampleTrench,
        facts: {
          nearbyPhases: [{ ...MARKET, distanceMetres: 30, sharedSquareMetres: 0, lineDistanceMetres: 31.25 }],
        },
        circumstances,
      },
    ],
  },
});
