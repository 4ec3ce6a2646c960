import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import {
  INTERVENTION_STATES,
  type InterventionKind,
  type InterventionState,
} from "../../../domain/interventions/intervention.ts";
import { findPhaseStyle } from "../phase-style.ts";
import { plantClusters } from "./cluster-tree.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-22T10:00:00Z");
const at = (day: number) => ({
  interval: { startMs: NOW + day * DAY, endMs: NOW + (day + 1) * DAY },
  instantMs: NOW + day * DAY,
  nowMs: NOW,
});

interface Given {
  readonly kind?: InterventionKind;
  readonly days?: readonly [number, number];
  readonly blockingCount?: number;
  readonly warningCount?: number;
  readonly state?: InterventionState;
}

function phase(nth: number, [x, y]: readonly [number, number], given: Given = {}): PhaseFeature {
  const {
    kind = "roadwork",
    days = [0, 10],
    blockingCount = 0,
    warningCount = 0,
    state = "approved",
  } = given;
  const corners: [number, number][] = [
    [x, y],
    [x + 0.0001, y],
    [x, y + 0.0001],
    [x, y],
  ];
  return {
    type: "Feature",
    id: `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`,
    geometry: { type: "Polygon", coordinates: [corners] },
    properties: {
      interventionId: "00000000-0000-4000-8000-000000000000",
      kind,
      state,
      title: "Scavo di prova",
      place: "",
      officeName: "",
      startsAt: new Date(NOW + days[0] * DAY).toISOString(),
      endsAt: new Date(NOW + days[1] * DAY).toISOString(),
      vehicleImpact: "unknown",
      hindrance: "none",
      synthetic: true,
      blockingCount,
      warningCount,
    },
  };
}

/** A thousand, along and across a few kilometres of Turin. */
const MANY = Array.from({ length: 1_000 }, (_, nth) =>
  phase(nth, [7.6 + ((nth * 37) % 1_000) * 0.0001, 45.02 + ((nth * 91) % 1_000) * 0.00008], {
    kind: nth % 3 === 0 ? "event" : "roadwork",
    days: [nth % 5, (nth % 5) + 1],
  }),
);

describe("clusters of phases", () => {
  it("count each phase that the clock shows once, however far squares are cut", () => {
    const tree = plantClusters(MANY);
    for (const day of [0, 3]) {
      tree.count(at(day));
      for (const metres of [100, 1_000, 20_000]) {
        const clusters = tree.list((square) => square.metres > metres);
        const sum = (of: (cluster: (typeof clusters)[number]) => number) =>
          clusters.reduce((total, cluster) => total + of(cluster), 0);
        expect(sum(({ total }) => total)).toBe(200);
        expect(sum(({ byKind }) => byKind.event + byKind.roadwork)).toBe(200);
        expect(clusters.length).toBeGreaterThan(metres === 100 ? 100 : 0);
      }
    }
    tree.count(at(20));
    expect(tree.list(() => true)).toEqual([]);
  });

  it("stand where they stood, whatever the clock shows and whatever else has come into view", () => {
    const [few, all] = [plantClusters(MANY.slice(0, 500)), plantClusters(MANY)];
    few.count(at(0));
    all.count(at(0));
    const split = (square: { metres: number }) => square.metres > 2_000;
    const ids = (tree: typeof all) => tree.list(split).map(({ id }) => id);
    const before = new Map(all.list(split).map(({ id, place }) => [id, place]));
    expect(before.size).toBeGreaterThan(9);
    for (const id of ids(few)) expect(before.has(id)).toBe(true);
    all.count(at(4));
    const kept = all.list(split).filter(({ id }) => before.has(id));
    expect(kept.length).toBeGreaterThan(9);
    for (const { id, place } of kept) expect(place).toEqual(before.get(id));
  });

  it("are apart by more than half a square", () => {
    const tree = plantClusters(MANY);
    tree.count(at(2));
    const clusters = tree.list(({ metres }) => metres > 2_000);
    for (const a of clusters) {
      for (const b of clusters) {
        if (a.id === b.id) continue;
        const east = (a.place[0] - b.place[0]) * 111_320 * Math.cos((45 * Math.PI) / 180);
        const north = (a.place[1] - b.place[1]) * 111_320;
        expect(Math.hypot(east, north)).toBeGreaterThan(0.55 * a.metres);
      }
    }
  });

  it("tell the worst of each phase: what is blocked is not warned of beside", () => {
    const tree = plantClusters([
      phase(1, [7.68, 45.06], { blockingCount: 2, warningCount: 1 }),
      phase(2, [7.68, 45.06], { warningCount: 3 }),
      phase(3, [7.68, 45.06], { kind: "greenwork" }),
    ]);
    tree.count(at(1));
    expect(tree.list(() => false)).toMatchObject([
      { total: 3, blocking: 1, warning: 1, byKind: { roadwork: 2, greenwork: 1, event: 0, occupation: 0 } },
    ]);
  });

  it("count what the map would draw, whatever its state and wherever the handle stands", () => {
    const day = fc.integer({ min: -6, max: 6 });
    const given = fc.record({
      state: fc.constantFrom(...INTERVENTION_STATES),
      start: day,
      length: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(given, { maxLength: 20 }), day, day, fc.nat(5), (all, instant, from, length) => {
        const phases = all.map(({ state, start, length: days }, nth) =>
          phase(nth, [7.68, 45.06], { state, days: [start, start + days + 1] }),
        );
        const clock = {
          interval: { startMs: NOW + from * DAY, endMs: NOW + (from + length) * DAY },
          instantMs: NOW + instant * DAY,
          nowMs: NOW,
        };
        const tree = plantClusters(phases);
        tree.count(clock);
        const drawn = phases.filter(({ properties }) => findPhaseStyle(properties, clock) !== null);
        const counted = tree.list(() => false).reduce((sum, { total }) => sum + total, 0);
        expect(counted).toBe(drawn.length);
      }),
    );
  });
});
