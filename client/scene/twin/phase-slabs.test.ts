import {
  BufferPolygon,
  BufferPolygonCollection,
  BufferPolygonMaterial,
  BufferPolyline,
  BufferPolylineCollection,
} from "@cesium/engine";
import { describe, expect, it } from "vitest";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import { findPhaseStyle, kindColour } from "../phase-style.ts";
import { groundLevel } from "./ground-level.ts";
import { drawPhases } from "./phase-slabs.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-22T10:00:00Z");
const clock = { interval: { startMs: NOW, endMs: NOW + 7 * DAY }, instantMs: NOW, nowMs: NOW };
const ground = groundLevel(239, 50);

function phase(nth: number, state: InterventionState, startMs: number, endMs: number): PhaseFeature {
  const [x, y] = [7.66 + (nth % 100) * 0.0004, 45.05 + Math.floor(nth / 100) * 0.0003];
  const ring: [number, number][] = [
    [x, y],
    [x + 0.0002, y],
    [x + 0.0002, y + 0.0001],
    [x, y + 0.0001],
    [x, y],
  ];
  return {
    type: "Feature",
    id: `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`,
    geometry: { type: "Polygon", coordinates: [ring] },
    properties: {
      interventionId: "00000000-0000-4000-8000-000000000000",
      kind: "roadwork",
      state,
      title: "Scavo di prova",
      place: "via Prova",
      officeName: "Ufficio di prova",
      startsAt: new Date(startMs).toISOString(),
      endsAt: new Date(endMs).toISOString(),
      vehicleImpact: "unknown",
      hindrance: "none",
      synthetic: true,
      blockingCount: 0,
      warningCount: 0,
    },
  };
}

function buffersOf(phases: readonly PhaseFeature[], at = clock) {
  const { primitives, setStyle } = drawPhases(phases, at.nowMs, ground);
  const setClock = (next: typeof clock, opacity: number) => {
    for (const [nth, { properties }] of phases.entries()) {
      setStyle(nth, findPhaseStyle(properties, next), opacity);
    }
  };
  setClock(at, 1);
  const all = Array.from({ length: primitives.length }, (_, i) => primitives.get(i) as unknown);
  return {
    all,
    setClock,
    polygons: all.find((one) => one instanceof BufferPolygonCollection)!,
    lines: all.find((one) => one instanceof BufferPolylineCollection)!,
  };
}

function lid(polygons: BufferPolygonCollection, nth: number) {
  const polygon = polygons.get(2 * nth, new BufferPolygon());
  const { color } = polygon.getMaterial(new BufferPolygonMaterial());
  return {
    show: polygon.show,
    colour: color.withAlpha(1).toCssHexString().toUpperCase(),
    alpha: color.alpha,
  };
}

describe("phases as slabs", () => {
  it("are drawn in their kind's colour, filled by state", () => {
    const { polygons } = buffersOf([
      phase(0, "inProgress", NOW - DAY, NOW + DAY),
      phase(1, "approved", NOW + DAY, NOW + 2 * DAY),
      phase(2, "completed", NOW - DAY, NOW + DAY),
      phase(3, "approved", NOW + 30 * DAY, NOW + 31 * DAY),
    ]);
    expect(lid(polygons, 0)).toMatchObject({ show: true, colour: kindColour("roadwork") });
    expect(lid(polygons, 0).alpha).toBeCloseTo(0.8, 2);
    expect(lid(polygons, 1).alpha).toBeCloseTo(0.35, 2);
    expect(lid(polygons, 2).show).toBe(false);
    expect(lid(polygons, 3).show).toBe(false);
  });

  it("change with the clock without being built anew", () => {
    const { polygons, setClock } = buffersOf([phase(0, "approved", NOW + 30 * DAY, NOW + 31 * DAY)]);
    const later = NOW + 30 * DAY;
    setClock({ ...clock, interval: { startMs: later, endMs: later + DAY }, instantMs: later }, 0.5);
    expect(lid(polygons, 0).show).toBe(true);
    expect(lid(polygons, 0).alpha).toBeCloseTo(0.4, 2);
  });

  it("have an edge; an overrun's is dashed dark and light", () => {
    const { lines } = buffersOf([
      phase(0, "inProgress", NOW - DAY, NOW + DAY),
      phase(1, "inProgress", NOW - 3 * DAY, NOW - DAY),
    ]);
    const shown = Array.from(
      { length: lines.primitiveCount },
      (_, i) => lines.get(i, new BufferPolyline()).show,
    );
    expect(shown.filter(Boolean).length).toBeGreaterThan(8);
    expect(lines.primitiveCount % 2).toBe(1);
  });

  it("draw forecasts as dots and drafts as dashes", () => {
    const plain = buffersOf([phase(0, "approved", NOW, NOW + DAY)]);
    const draft = buffersOf([phase(0, "draft", NOW, NOW + DAY)]);
    const forecast = buffersOf([phase(0, "forecast", NOW, NOW + DAY)]);
    expect(plain.all).toHaveLength(2);
    expect(draft.lines.primitiveCount).toBeGreaterThan(plain.lines.primitiveCount + 10);
    expect(forecast.all).toHaveLength(3);
  });

  it("stay three buffers, under 1 kB a phase, when there are ten thousand", () => {
    const states: InterventionState[] = ["approved", "inProgress", "completed", "proposed"];
    const many = Array.from({ length: 10_000 }, (_, i) => phase(i, states[i % 4]!, NOW, NOW + DAY));
    const { all, polygons, lines } = buffersOf([...many, phase(10_000, "forecast", NOW, NOW + DAY)]);
    expect(all).toHaveLength(3);
    expect(polygons.byteLength + lines.byteLength).toBeLessThan(10_000 * 1_000);
  });

  it("draw nothing of nothing", () => {
    expect(drawPhases([], NOW, ground).primitives.length).toBe(0);
  });
});
