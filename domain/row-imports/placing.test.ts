import { describe, expect, it } from "vitest";
import { type FoundReading, judge, placeKey } from "./placing.ts";

const stretch: FoundReading = {
  street: "Via Nizza",
  from: "Via Berthollet",
  to: "Corso Marconi",
  isSquare: false,
  lengthMetres: 200,
  notes: [],
};
const judged = (text: string, readings: FoundReading[], more: Partial<Parameters<typeof judge>[0]> = {}) =>
  judge({ text, readings, isAsked: false, house: null, ...more });

describe("how sure a place is", () => {
  it.each([
    "via Nizza da via Berthollet a corso Marconi",
    "VIA NIZZA DA BERTHOLLET A MARCONI",
    "v. Nizza tra via Berthollet e corso Marconi",
  ])("“%s” is exact", (text) => {
    expect(judged(text, [stretch])).toEqual({ confidence: "exact", reasons: [] });
  });

  it("is likely where a typo was forgiven, another sort of street taken, or streets only come near", () => {
    expect(judged("via Niza da via Berthollet a corso Marconi", [stretch])).toEqual({
      confidence: "likely",
      reasons: ["spelling"],
    });
    expect(judged("corso Nizza da Berthollet a Marconi", [stretch]).reasons).toEqual(["other-sort"]);
    expect(judged("via Nizza ang. Marconi", [{ ...stretch, notes: ["near-crossing"] }])).toEqual({
      confidence: "likely",
      reasons: ["near-crossing"],
    });
  });

  it("is ambiguous with several places, an unknown number, or a street too long to be one site", () => {
    expect(judged("via Nizza da a a b", [stretch, stretch]).reasons).toEqual(["several"]);
    expect(judged("via Nizza, lato pari", [stretch], { isAsked: true }).confidence).toBe("ambiguous");
    const whole = { ...stretch, from: null, to: null, lengthMetres: 3_000 };
    expect(judged("via Nizza", [whole])).toEqual({ confidence: "ambiguous", reasons: ["long-street"] });
    expect(judged("via Nizza", [{ ...whole, lengthMetres: 500 }]).confidence).toBe("exact");
    expect(judged("via Nizza 999", [whole], { house: "unknown" }).reasons).toEqual(["unknown-house-number"]);
    expect(judged("piazza Nizza", [{ ...whole, street: "Piazza Nizza", isSquare: true }]).confidence).toBe(
      "exact",
    );
  });

  it("is not found where there is none", () => {
    expect(judged("via Inesistente", [])).toEqual({ confidence: "not-found", reasons: ["nowhere"] });
  });
});

it("texts that differ in nothing that matters have one key", () => {
  expect(placeKey("  Via NIZZA ,12 ")).toBe(placeKey("via Nizza, 12."));
  expect(placeKey("via Nizza 12/A")).not.toBe(placeKey("via Nizza 12 A"));
});
