import type { InterventionKind } from "../../interventions/intervention.ts";
import {
  exampleCircumstances as circumstances,
  exampleConcert,
  exampleTrench as subject,
} from "../example-parts.ts";
import { isMarketPair } from "../markets.ts";
import { matchPairs } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { proposeForPair } from "../remedies.ts";
import { rule } from "../rule.ts";

const isWorks = (kind: InterventionKind) => kind === "roadwork" || kind === "greenwork";

/** Works on a road or in the green, and an event: asked from either side. Of markets `market-day` speaks. */
export const worksEvent = rule({
  id: "works-event",
  version: 2,
  title: { it: "Lavori ed evento nello stesso posto", en: "Works and an event in the same place" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), artt. 20-21",
    text: {
      it: "Occupazioni e cantieri vogliono ciascuno la propria autorizzazione, che l'ente dà se non si intralciano. Zone di rispetto: criterio GIPOD.",
      en: "Occupations and sites each need their own authorisation, which the body grants if they do not hinder each other. Zones of respect: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event"],
  needs: ["nearbyPhases"],
  reads: ZONE_PARAMETERS,
  check: (subject, { nearbyPhases }, circumstances) =>
    matchPairs(
      subject,
      nearbyPhases,
      (other) =>
        (subject.kind === "event" ? isWorks(other.kind) : other.kind === "event") &&
        !isMarketPair(subject, other),
      circumstances,
    ),
  clearances: proposeForPair,
  examples: {
    conflict: [
      {
        name: {
          it: "Uno scavo senza orario a 8 metri da un concerto, la stessa sera",
          en: "A trench without hours 8 metres from a concert, the same evening",
        },
        subject: { ...subject, span: { ...subject.span, endMs: Date.parse("2026-03-06T20:00:00Z") } },
        facts: { nearbyPhases: [exampleConcert] },
        circumstances,
      },
      {
        name: {
          it: "Lo stesso suolo, anche se si lavora solo di giorno",
          en: "The same ground, even though work is by day only",
        },
        subject: {
          ...subject,
          span: { ...subject.span, endMs: Date.parse("2026-03-13T17:00:00Z") },
          dailyHours: { fromMinute: 480, toMinute: 1080 },
        },
        facts: { nearbyPhases: [{ ...exampleConcert, distanceMetres: 0, sharedSquareMetres: 30 }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: {
          it: "A 8 metri, ma si lavora dalle 8 alle 18 e si suona dalle 18",
          en: "8 metres away, but work is from 8 to 18 and music from 18 on",
        },
        subject: {
          ...subject,
          span: { ...subject.span, endMs: Date.parse("2026-03-13T17:00:00Z") },
          dailyHours: { fromMinute: 480, toMinute: 1080 },
        },
        facts: { nearbyPhases: [exampleConcert] },
        circumstances,
      },
    ],
  },
});
