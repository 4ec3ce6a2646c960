import type { NearbyPhase, Subject } from "../facts.ts";
import type { Example } from "../rule.ts";

const circumstances = { nowMs: Date.parse("2026-01-15T09:00:00Z"), timeZone: "Europe/Rome" };
const span = (startsAt: string, endsAt: string) => ({
  startMs: Date.parse(startsAt),
  endMs: Date.parse(endsAt),
});

const trench: Subject = {
  kind: "roadwork",
  state: "proposed",
  hindrance: "minor",
  span: span("2026-03-02T07:00:00Z", "2026-03-06T17:00:00Z"),
  widthMetres: 2.5,
};

const waterMain: NearbyPhase = {
  phaseId: "00000000-0000-4000-8000-000000000001",
  interventionId: "00000000-0000-4000-8000-000000000002",
  kind: "roadwork",
  state: "approved",
  title: "Rinnovo della rete idrica",
  officeName: "Acquedotto (esempio)",
  hindrance: "minor",
  span: span("2026-03-04T07:00:00Z", "2026-03-20T17:00:00Z"),
  distanceMetres: 0,
  sharedSquareMetres: 12,
  lineDistanceMetres: 0,
};

type PairExample = Example<"nearbyPhases">;

export const conflictByOverlap: PairExample = {
  name: {
    it: "Uno scavo attraversa un cantiere idrico ancora aperto",
    en: "A trench crosses a water site that is still open",
  },
  subject: trench,
  facts: { nearbyPhases: [waterMain] },
  circumstances,
};

export const conflictOfForecast: PairExample = {
  name: {
    it: "Lo stesso cantiere, ma solo previsto: leggero",
    en: "The same site, but only a forecast: light",
  },
  subject: trench,
  facts: { nearbyPhases: [{ ...waterMain, state: "forecast" }] },
  circumstances,
};

export const clearByOverlap: PairExample = {
  name: {
    it: "Il cantiere comincia quando lo scavo è finito",
    en: "The site begins when the trench has ended",
  },
  subject: trench,
  facts: {
    nearbyPhases: [{ ...waterMain, span: span("2026-03-06T17:00:00Z", "2026-03-20T17:00:00Z") }],
  },
  circumstances,
};
