import { describe, expect, it } from "vitest";
import type { PhaseFeature } from "../../domain/interventions/contract.ts";
import type { InterventionState } from "../../domain/interventions/intervention.ts";
import { INTERVENTION_KINDS } from "../../domain/interventions/intervention.ts";
import { findPhaseStyle, isOverrun, KIND_TINTS, kindColour, occupiedSpan } from "./phase-style.ts";

const DAY = 86_400_000;
const START = Date.parse("2026-11-23T07:00:00Z");
const END = START + 5 * DAY;

function phase(state: InterventionState): PhaseFeature["properties"] {
  return {
    interventionId: "00000000-0000-4000-8000-000000000001",
    kind: "roadwork",
    state,
    title: "Scavo di prova",
    place: "via Prova",
    officeName: "Ufficio di prova",
    startsAt: new Date(START).toISOString(),
    endsAt: new Date(END).toISOString(),
    vehicleImpact: "unknown",
    hindrance: "none",
    synthetic: true,
    blockingCount: 0,
    warningCount: 0,
  };
}

const week = { startMs: START - DAY, endMs: START + 6 * DAY };
const before = START - 10 * DAY;

describe("the fill says the state", () => {
  const cases: [InterventionState, string, string][] = [
    ["forecast", "dotted", "dotted"],
    ["draft", "dashed", "dashed"],
    ["proposed", "light", "strong"],
    ["approved", "light", "strong"],
    ["handedOver", "light", "strong"],
    ["inProgress", "light", "strong"],
    ["suspended", "light", "strong"],
    ["completed", "none", "none"],
    ["takenBack", "none", "none"],
  ];
  it.each(cases)("%s: %s before its time, %s at its time", (state, early, active) => {
    const at = (instantMs: number) =>
      findPhaseStyle(phase(state), { interval: week, instantMs, nowMs: before })?.fill;
    expect(at(START - 1)).toBe(early);
    expect(at(START)).toBe(active);
    expect(at(END - 1)).toBe(active);
    expect(at(END)).toBe(early);
  });

  it("leaves out what was called off", () => {
    expect(
      findPhaseStyle(phase("cancelled"), { interval: week, instantMs: START, nowMs: before }),
    ).toBeNull();
  });
});

describe("the clock decides what is drawn", () => {
  it("leaves out a phase that ends as the interval begins", () => {
    const clock = { interval: { startMs: END, endMs: END + DAY }, instantMs: END, nowMs: before };
    expect(findPhaseStyle(phase("approved"), clock)).toBeNull();
  });

  it("draws what the handle points at even when the interval shows other days", () => {
    const clock = { interval: { startMs: END, endMs: END + DAY }, instantMs: START, nowMs: before };
    expect(findPhaseStyle(phase("approved"), clock)?.fill).toBe("strong");
  });
});

describe("an overrun", () => {
  it("is a started work past its end, and not one that never started or is done", () => {
    expect(isOverrun(phase("inProgress"), END)).toBe(true);
    expect(isOverrun(phase("inProgress"), END - 1)).toBe(false);
    expect(isOverrun(phase("approved"), END)).toBe(false);
    expect(isOverrun(phase("completed"), END)).toBe(false);
  });

  it("holds its ground now, so it stays drawn after its end", () => {
    const nowMs = END + 3 * DAY;
    expect(occupiedSpan(phase("suspended"), nowMs)).toEqual({ startMs: START, endMs: nowMs + 1 });
    const clock = { interval: { startMs: END, endMs: END + DAY }, instantMs: nowMs, nowMs };
    expect(findPhaseStyle(phase("suspended"), clock)).toMatchObject({ overrun: true, fill: "strong" });
    const ahead = { interval: { startMs: nowMs, endMs: nowMs + DAY }, instantMs: nowMs + 1, nowMs };
    expect(findPhaseStyle(phase("suspended"), ahead)).toMatchObject({ overrun: true, fill: "light" });
  });
});

it("has a colour and a tint for every kind", () => {
  for (const kind of INTERVENTION_KINDS) {
    expect(kindColour(kind)).toMatch(/^#[0-9A-F]{6}$/);
    expect(KIND_TINTS[kind]).toMatch(/^#[0-9A-F]{6}$/);
  }
});
