import { DAY_MS, overlaps, type Span } from "../geo/interval.ts";
import { type FactName, type Facts, FINISHED_DIG_YEARS, NEARBY_DAYS } from "./facts.ts";

/**
 * Facts gathered for a long time cut down to those that would be gathered for a part of it. Each fact says how time
 * bears on it; a new one does not compile before it does.
 */
const AT: { readonly [Name in FactName]: (told: Facts[Name], at: Span) => Facts[Name] } = {
  nearbyPhases: (phases, at) => within(phases, yearAround(at)),
  eventsNearby: (events, at) => within(events, yearAround(at)),
  detoursHere: (detours, at) => within(detours, yearAround(at)),
  phasesOnDetour: (phases, at) => within(phases, yearAround(at)),
  finishedDigs: (digs, { startMs }) =>
    digs.filter(({ span }) => span.endMs <= startMs && span.endMs > yearsBefore(startMs, FINISHED_DIG_YEARS)),
  nearbyTrees: always,
  nearbyUtilities: always,
  pavementSquareMetres: always,
  nearbyPlaces: always,
  touchedStreets: always,
  detourStreets: always,
  noDigPeriods: always,
};

export function factsAt(facts: Facts, at: Span): Facts {
  return Object.fromEntries(
    (Object.keys(facts) as FactName[]).map((name) => [name, AT[name](facts[name] as never, at)]),
  ) as unknown as Facts;
}

/** Digs of several moments together, each once. */
export function joinDigs(first: Facts["finishedDigs"], second: Facts["finishedDigs"]): Facts["finishedDigs"] {
  const byPhase = new Map([...first, ...second].map((dig) => [dig.phaseId, dig]));
  return [...byPhase.values()].sort(
    (a, b) => b.span.endMs - a.span.endMs || (a.phaseId < b.phaseId ? -1 : 1),
  );
}

function within<T extends { readonly span: Span }>(things: readonly T[], at: Span): readonly T[] {
  return things.filter(({ span }) => overlaps(span, at));
}

function yearAround({ startMs, endMs }: Span): Span {
  return { startMs: startMs - NEARBY_DAYS * DAY_MS, endMs: endMs + NEARBY_DAYS * DAY_MS };
}

function yearsBefore(instantMs: number, years: number): number {
  const at = new Date(instantMs);
  return at.setUTCFullYear(at.getUTCFullYear() - years);
}

function always<T>(told: T): T {
  return told;
}
