import { describe, expect, it } from "vitest";
import { ribbonWidths } from "../../domain/city/ribbon-widths.ts";
import { daysBetween } from "../../domain/geo/calendar.ts";
import { interventionInputSchema, isLive } from "../../domain/interventions/intervention.ts";
import { countFor, planProgramme } from "./plan-programme.ts";
import type { ProgrammeStreet } from "./street-store.ts";

const TODAY = "2026-11-22";
const OFFICES = ["acqua", "eventi", "suolo", "verde"];

/** Forty streets side by side, 40 m apart, each 200 m long. */
const STREETS: ProgrammeStreet[] = Array.from({ length: 40 }, (_, index) => ({
  name: index % 8 === 0 ? `Piazza ${index}` : `Via ${index}`,
  class: index % 4 === 0 ? "main" : "residential",
  highway: null,
  lanes: null,
  oneWay: index % 3 === 0,
  carriagewayWidthMetres: null,
  line: {
    type: "LineString",
    coordinates: [
      [396_000, 4_991_000 + index * 40],
      [396_200, 4_991_000 + index * 40],
    ],
  },
}));
const plan = (more: Partial<Parameters<typeof planProgramme>[2]> = {}) =>
  planProgramme(STREETS, OFFICES, { count: 600, seed: 3, today: TODAY, run: "a", ...more });

describe("a synthetic programme", () => {
  const entries = plan();

  it("says of each intervention that it is invented", () => {
    expect(entries).toHaveLength(600);
    for (const { intervention } of entries) {
      expect(intervention.title).toMatch(/\(sintetico\)$/);
      expect(intervention.description).toContain("inventato");
      expect(interventionInputSchema.safeParse(intervention).success).toBe(true);
    }
  });

  it("uses real names, known offices, and every kind more or less as often as meant", () => {
    const names = new Set(STREETS.map(({ name }) => name));
    expect(entries.every(({ intervention }) => names.has(intervention.place))).toBe(true);
    expect(entries.every(({ officeId }) => OFFICES.includes(officeId))).toBe(true);
    const share = (kind: string) =>
      entries.filter(({ intervention }) => intervention.kind === kind).length / entries.length;
    expect(share("roadwork")).toBeCloseTo(0.62, 1);
    expect(share("occupation")).toBeCloseTo(0.24, 1);
    expect(share("greenwork")).toBeCloseTo(0.08, 1);
    expect(share("event")).toBeCloseTo(0.06, 1);
  });

  it("lies within half a year of today and a stay, and more than half of it is not over", () => {
    for (const { intervention } of entries) {
      const [phase] = intervention.phases;
      expect(Math.abs(daysBetween(TODAY, phase!.startsAt.slice(0, 10)))).toBeLessThanOrEqual(210);
      expect(Date.parse(phase!.endsAt)).toBeGreaterThan(Date.parse(phase!.startsAt));
    }
    const live = entries.filter(({ intervention }) => isLive(intervention.state)).length;
    expect(live / entries.length).toBeGreaterThan(0.5);
    expect(live / entries.length).toBeLessThan(0.8);
  });

  it("stays on its street", () => {
    for (const { intervention } of entries) {
      const street = STREETS.find(({ name }) => name === intervention.place)!;
      const { footprint } = intervention.phases[0]!;
      if (footprint.kind !== "line") throw new Error("expected a line");
      const latitudes = footprint.line.coordinates.map(([, latitude]) => latitude);
      // The grid is turned by almost a degree here: 3 m over the street's length.
      const ofStreet = Math.abs(latitudes[0]! - latitudes[1]!) * 111_195;
      expect(ofStreet).toBeLessThan(6);
      expect(footprint.widthMetres).toBeLessThanOrEqual(Math.max(ribbonWidths(street).wholeMetres + 0.05, 3));
    }
  });

  it("is the same again, but for ids of its own run, and another with another seed", () => {
    expect(plan()).toEqual(entries);
    const without = (list: typeof entries) => list.map(({ intervention }) => intervention);
    const again = plan({ run: "b" });
    expect(without(again)).toEqual(without(entries));
    expect(again[0]!.id).not.toBe(entries[0]!.id);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(without(plan({ seed: 4 }))).not.toEqual(without(entries));
  });

  it("grows with the length of the streets", () => {
    expect(countFor(STREETS)).toBe(20);
    const many = Array.from({ length: 25 }, () => STREETS).flat();
    expect(countFor(many)).toBe(320);
  });

  it("refuses a city without streets or offices", () => {
    expect(() => planProgramme([], OFFICES, { count: 1, seed: 1, today: TODAY, run: "" })).toThrow("street");
    expect(() => planProgramme(STREETS, [], { count: 1, seed: 1, today: TODAY, run: "" })).toThrow("office");
  });
});
