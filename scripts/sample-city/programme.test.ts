import Flatbush from "flatbush";
import { describe, expect, it } from "vitest";
import { overlaps, toSpan } from "../../domain/geo/interval.ts";
import { findSelfIntersection } from "../../domain/geo/polygon.ts";
import {
  HINDRANCES,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  isLive,
  VEHICLE_IMPACTS,
} from "../../domain/interventions/intervention.ts";
import { between, centroid, type Point, ringsOverlap } from "./plane.ts";
import { buildSampleCity, buildSampleProgramme, type SampleIntervention } from "./sample-city.ts";
import { shapeOf, shapesAt, shrunk } from "./shapes.fixture.ts";

const city = buildSampleCity();
const TODAY = "2026-11-22";
const NOON = Date.parse("2026-11-22T12:00:00+01:00");
const programme = buildSampleProgramme(city, TODAY);
const phases = programme.flatMap((entry) =>
  entry.phases.map((phase) => ({ entry, phase, shape: shapeOf(phase.footprint), span: toSpan(phase) })),
);
const grounds = city.layers.ground.map((record) => shapeOf(record.geom));
const groundIndex = indexOf(grounds);
const buildings = city.layers.building.map((record) => shapeOf(record.geom));
const buildingIndex = indexOf(buildings);

function indexOf(shapes: readonly { box: readonly [number, number, number, number] }[]): Flatbush {
  const index = new Flatbush(shapes.length);
  for (const { box } of shapes) index.add(...box);
  index.finish();
  return index;
}

const groundKindsAt = (point: Point) =>
  shapesAt(groundIndex, grounds, point).map((i) => city.layers.ground[i]!.kind);
const ofKind = (kind: SampleIntervention["kind"]) => phases.filter(({ entry }) => entry.kind === kind);

/** Corners, sides' middles and the middle of a footprint. */
function samples(ring: readonly Point[]): Point[] {
  return [centroid(ring), ...ring.flatMap((a, i) => [a, between(a, ring[(i + 1) % ring.length]!, 0.5)])];
}

describe("the sample programme", () => {
  it("is the same each time it is built for a day, and moves with the day", () => {
    expect(buildSampleProgramme(city, TODAY)).toEqual(programme);
    const later = buildSampleProgramme(city, "2027-06-15");
    expect(later).not.toEqual(programme);
    expect(later.length).toBeGreaterThanOrEqual(400);
  });

  it("has 400 interventions of all four kinds, many of them under way", () => {
    expect(programme.length).toBeGreaterThanOrEqual(400);
    for (const kind of INTERVENTION_KINDS) {
      expect(programme.filter((entry) => entry.kind === kind).length).toBeGreaterThanOrEqual(60);
    }
    const today = phases.filter(({ span }) => span.startMs <= NOON && NOON < span.endMs);
    expect(today.length).toBeGreaterThanOrEqual(50);
    expect(new Set(today.map(({ entry }) => entry.kind)).size).toBe(4);
  });

  it("keeps to the vocabulary, with ids of their own and offices of the city", () => {
    expect(new Set(programme.map(({ id }) => id)).size).toBe(programme.length);
    const offices = new Set(city.offices.map(({ id }) => id));
    for (const entry of programme) {
      expect(entry.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(INTERVENTION_STATES).toContain(entry.state);
      expect(offices).toContain(entry.officeId);
      expect(entry.title.length).toBeLessThanOrEqual(200);
      expect(entry.place.length).toBeLessThanOrEqual(300);
      for (const phase of entry.phases) {
        expect(VEHICLE_IMPACTS).toContain(phase.vehicleImpact);
        expect(HINDRANCES).toContain(phase.hindrance);
      }
    }
  });

  it("lies within half a year of the day, or a little over where a work began before", () => {
    const days = phases.map(({ span }) => [
      (span.startMs - NOON) / 86_400_000,
      (span.endMs - NOON) / 86_400_000,
    ]);
    expect(Math.min(...days.map(([start]) => start!))).toBeGreaterThan(-190);
    expect(Math.max(...days.map(([start]) => start!))).toBeLessThan(220);
    expect(phases.every(({ span }) => span.startMs < span.endMs)).toBe(true);
  });

  it("writes Turin's own offset, summer and winter", () => {
    const offsets = new Map<string, Set<string>>();
    for (const { phase } of phases) {
      const month = phase.startsAt.slice(0, 7);
      offsets.set(month, (offsets.get(month) ?? new Set()).add(phase.startsAt.slice(19)));
    }
    expect(offsets.get("2026-07")).toEqual(new Set(["+02:00"]));
    expect(offsets.get("2026-12")).toEqual(new Set(["+01:00"]));
    expect(offsets.get("2027-05")).toEqual(new Set(["+02:00"]));
  });

  it("gives each a state that fits its dates", () => {
    for (const entry of programme) {
      const spans = entry.phases.map(toSpan);
      const first = Math.min(...spans.map(({ startMs }) => startMs));
      const last = Math.max(...spans.map(({ endMs }) => endMs));
      const DAY = 86_400_000;
      if (last < NOON - 2 * DAY) expect(["completed", "takenBack"]).toContain(entry.state);
      if (first > NOON + 2 * DAY) {
        expect(["approved", "proposed", "forecast", "cancelled"]).toContain(entry.state);
      }
      if (first < NOON - 2 * DAY && last > NOON + 2 * DAY) {
        expect(["inProgress", "handedOver", "suspended"]).toContain(entry.state);
      }
    }
  });

  it("draws valid footprints of at least 4 m²", () => {
    const wrong = phases.filter(
      ({ phase, shape }) => shape.area < 4 || findSelfIntersection(phase.footprint.coordinates) !== null,
    );
    expect(wrong.map(({ entry }) => entry.title)).toEqual([]);
  });

  it("lays roadworks on streets, never into a house", () => {
    const wrong = ofKind("roadwork").filter(({ shape }) =>
      samples(shape.rings[0]!).some((point) =>
        groundKindsAt(point).some((kind) => !["carriageway", "pavement", "green", "square"].includes(kind)),
      ),
    );
    expect(wrong.map(({ entry }) => entry.title)).toEqual([]);
  });

  it("holds fairs on squares, and green care where something grows", () => {
    const squares = ofKind("event").filter(({ phase }) => !phase.centreline);
    const off = squares.filter(
      ({ shape }) => !groundKindsAt(centroid(shape.rings[0]!)).some((k) => k === "square" || k === "green"),
    );
    expect(off.map(({ entry }) => entry.title)).toEqual([]);
    const trees = indexOf(
      city.layers.tree.map(
        ({
          geom: {
            coordinates: [x, y],
          },
        }) => ({ box: [x, y, x, y] as const }),
      ),
    );
    const bare = ofKind("greenwork").filter(({ shape }) => {
      const onGreen = groundKindsAt(centroid(shape.rings[0]!)).includes("green");
      return !onGreen && trees.search(...shape.box).length === 0;
    });
    expect(bare.map(({ entry }) => entry.title)).toEqual([]);
  });

  it("stands occupations before the houses, not in them", () => {
    const wrong = ofKind("occupation").filter(({ shape }) => {
      const inner = shrunk(shape);
      return buildingIndex
        .search(...inner.box)
        .some((i) => ringsOverlap(inner.rings[0]!, shrunk(buildings[i]!).rings[0]!));
    });
    expect(wrong.map(({ entry }) => entry.title)).toEqual([]);
  });

  it("has at least 20 heavy pairs of roadworks that still stand, and light ones besides", () => {
    const standing = ofKind("roadwork").filter(
      ({ entry }) => isLive(entry.state) && entry.state !== "forecast",
    );
    let heavy = 0;
    let near = 0;
    standing.forEach((a, i) => {
      for (const b of standing.slice(i + 1)) {
        if (a.entry.id === b.entry.id || !overlaps(a.span, b.span)) continue;
        if (ringsOverlap(a.shape.rings[0]!, b.shape.rings[0]!)) heavy += 1;
        else if (
          a.shape.rings[0]!.some((p) =>
            b.shape.rings[0]!.some((q) => Math.hypot(p[0] - q[0], p[1] - q[1]) < 10),
          )
        ) {
          near += 1;
        }
      }
    });
    expect(heavy).toBeGreaterThanOrEqual(20);
    expect(near).toBeGreaterThanOrEqual(5);
  });

  it("has events in the way of works", () => {
    const events = ofKind("event").filter(({ entry }) => isLive(entry.state));
    const works = ofKind("roadwork").filter(({ entry }) => isLive(entry.state));
    const met = events.filter((event) =>
      works.some(
        (work) =>
          overlaps(event.span, work.span) && ringsOverlap(event.shape.rings[0]!, work.shape.rings[0]!),
      ),
    );
    expect(met.length).toBeGreaterThanOrEqual(3);
  });
});
