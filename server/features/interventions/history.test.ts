import { describe, expect, it } from "vitest";
import { listChangedFields } from "./history.ts";

const phase = (more: object) => ({
  startsAt: "2026-03-02T07:00:00Z",
  footprint: { kind: "line", line: { coordinates: [[7.68, 45.07]] }, widthMetres: 2.5 },
  ...more,
});

describe("listChangedFields", () => {
  it("names what changed, down to the phase's field", () => {
    const before = { title: "A", place: "via Po", phases: [phase({}), phase({})] };
    const after = { title: "B", place: "via Po", phases: [phase({}), phase({ depthMetres: 2 })] };
    expect(listChangedFields(before, after)).toEqual(["title", "phases.1.depthMetres"]);
  });

  it("passes over another way to write the same instant and the rounding of coordinates", () => {
    const before = { phases: [phase({})] };
    const line = { coordinates: [[7.680000001, 45.07]] };
    const footprint = { kind: "line", line, widthMetres: 2.5 };
    const after = { phases: [phase({ startsAt: "2026-03-02T08:00:00.000+01:00", footprint })] };
    expect(listChangedFields(before, after)).toEqual([]);
  });

  it("names every field of a phase that was added", () => {
    const added = listChangedFields({ phases: [] }, { phases: [{ startsAt: "x", hindrance: "minor" }] });
    expect(added).toEqual(["phases.0.startsAt", "phases.0.hindrance"]);
  });
});
