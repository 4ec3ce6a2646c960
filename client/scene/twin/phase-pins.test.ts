import { BufferPoint, BufferPointCollection, BufferPointMaterial } from "@cesium/engine";
import { describe, expect, it } from "vitest";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import { findPhaseStyle, kindColour, SELECTION, SEVERITY_STYLES } from "../phase-style.ts";
import { groundLevel } from "./ground-level.ts";
import { drawPins } from "./phase-pins.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-22T10:00:00Z");
const clock = { interval: { startMs: NOW, endMs: NOW + 7 * DAY }, instantMs: NOW, nowMs: NOW };
const ground = groundLevel(239, 50);

function phase(state: InterventionState, blockingCount = 0): PhaseFeature {
  const ring: [number, number][] = [
    [7.68, 45.07],
    [7.681, 45.07],
    [7.681, 45.071],
    [7.68, 45.07],
  ];
  return {
    type: "Feature",
    id: "00000000-0000-4000-8000-000000000001",
    geometry: { type: "Polygon", coordinates: [ring] },
    properties: {
      interventionId: "00000000-0000-4000-8000-000000000002",
      kind: "greenwork",
      state,
      title: "Potatura di prova",
      place: "via Prova",
      officeName: "Ufficio di prova",
      startsAt: new Date(NOW).toISOString(),
      endsAt: new Date(NOW + DAY).toISOString(),
      vehicleImpact: "unknown",
      hindrance: "none",
      synthetic: true,
      blockingCount,
      warningCount: 0,
    },
  };
}

function pinOfPhase(state: InterventionState, blockingCount = 0) {
  const only = phase(state, blockingCount);
  const { primitives, setStyle } = drawPins([only], ground);
  setStyle(0, findPhaseStyle(only.properties, clock), 1);
  const heads = primitives.get(1);
  if (!(heads instanceof BufferPointCollection)) throw new Error("expected the heads last, over the stems");
  const head = heads.get(0, new BufferPoint());
  const material = new BufferPointMaterial();
  head.getMaterial(material);
  return {
    show: head.show,
    fill: material.color.toCssHexString().toUpperCase(),
    ring: material.outlineColor.toCssHexString().toUpperCase(),
    size: material.size,
  };
}

describe("a pin", () => {
  it("is full and largest while the ground is taken", () => {
    expect(pinOfPhase("inProgress")).toMatchObject({ show: true, fill: kindColour("greenwork") });
    expect(pinOfPhase("inProgress").size).toBeGreaterThan(pinOfPhase("forecast").size);
  });

  it("is hollow when the ground is only foreseen, or free again", () => {
    for (const state of ["forecast", "draft", "completed"] as const) {
      expect(pinOfPhase(state)).toMatchObject({ fill: SELECTION.casing, ring: kindColour("greenwork") });
    }
  });

  it("is ringed when something blocks it", () => {
    expect(pinOfPhase("approved", 1).ring).toBe(SEVERITY_STYLES.blocking.fill);
    expect(pinOfPhase("approved").ring).toBe(SELECTION.casing);
  });

  it("is not there for what was called off", () => {
    expect(pinOfPhase("cancelled").show).toBe(false);
  });
});
