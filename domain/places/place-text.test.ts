import { describe, expect, it } from "vitest";
import { readPlaceText } from "./place-text.ts";

const street = (name: string) => ({ kind: "street" as const, name });
const between = (from: string, to: string) => ({ kind: "between", from: street(from), to: street(to) });

describe("a place in words", () => {
  it.each([
    "via Nizza da via Berthollet a via Marconi",
    "via Nizza, da via Berthollet fino a via Marconi",
    "via Nizza (da via Berthollet a via Marconi)",
    "via Nizza nel tratto compreso tra via Berthollet e via Marconi",
    "via Nizza tratto tra via Berthollet e via Marconi",
    "via Nizza from via Berthollet to via Marconi",
    "via Nizza between via Berthollet and via Marconi",
  ])("“%s” is between two crossings", (text) => {
    expect(readPlaceText(text)).toContainEqual({
      street: "via Nizza",
      stretch: between("via Berthollet", "via Marconi"),
      side: null,
    });
  });

  it.each([
    [", lato pari", { kind: "parity", parity: "even" }],
    [", lato civici dispari", { kind: "parity", parity: "odd" }],
    [", numeri pari", { kind: "parity", parity: "even" }],
    [" lato sinistro", { kind: "side", side: "left" }],
    [", lato dx", { kind: "side", side: "right" }],
    [", sul lato nord", { kind: "compass", compass: "north" }],
    [", left side", { kind: "side", side: "left" }],
  ])("its side may be said: “…%s”", (said, side) => {
    expect(readPlaceText(`via Nizza da via Berthollet a via Marconi${said}`)[0]).toEqual({
      street: "via Nizza",
      stretch: between("via Berthollet", "via Marconi"),
      side,
    });
    expect(readPlaceText(`via Nizza${said} da via Berthollet a via Marconi`)[0]?.side).toEqual(side);
  });

  it.each([
    ["Nizza da Berthollet a Marconi pari", "even"],
    ["Nizza da Berthollet a Marconi, dispari", "odd"],
  ])("at the end the parity alone says its side: “%s”", (text, parity) => {
    expect(readPlaceText(text)[0]).toEqual({
      street: "Nizza",
      stretch: between("Berthollet", "Marconi"),
      side: { kind: "parity", parity },
    });
  });

  it("may be measured from a crossing, one way if that is said", () => {
    expect(readPlaceText("via Nizza da via Berthollet per 50 m")[0]?.stretch).toEqual({
      kind: "measured",
      from: street("via Berthollet"),
      metres: 50,
      towards: null,
    });
    expect(readPlaceText("via Nizza dal civico 12 per 12,5 metri verso corso Marconi")[0]?.stretch).toEqual({
      kind: "measured",
      from: { kind: "house-number", number: "12" },
      metres: 12.5,
      towards: "corso Marconi",
    });
  });

  it.each([
    [
      "via Nizza dal civico 10 al 40",
      { kind: "house-number", number: "10" },
      { kind: "house-number", number: "40" },
    ],
    [
      "via Nizza dal n. 10/bis al n. 40",
      { kind: "house-number", number: "10bis" },
      { kind: "house-number", number: "40" },
    ],
    ["via Nizza da 20 m a 120,5 m", { kind: "metres", metres: 20 }, { kind: "metres", metres: 120.5 }],
    ["via Nizza da inizio a fine", { kind: "start" }, { kind: "end" }],
    ["via Nizza dall'inizio alla fine", { kind: "start" }, { kind: "end" }],
    ["Via Nizza da Inizio della via a via Po", { kind: "start" }, street("via Po")],
  ])("“%s”", (text, from, to) => {
    expect(readPlaceText(text).map(({ stretch }) => stretch)).toContainEqual({ kind: "between", from, to });
  });

  it.each([
    "via Nizza angolo corso Marconi",
    "via Nizza all'angolo con corso Marconi",
    "via Nizza / corso Marconi",
  ])("“%s” is a crossing", (text) => {
    expect(readPlaceText(text)[0]).toEqual({
      street: "via Nizza",
      stretch: { kind: "crossing", with: "corso Marconi" },
      side: null,
    });
  });

  it.each(["via Nizza", "intera via Nizza", "tutta la via Nizza", "whole via Nizza"])(
    "“%s” is all of it",
    (text) => {
      expect(readPlaceText(text)).toEqual([{ street: "via Nizza", stretch: { kind: "whole" }, side: null }]);
    },
  );

  it("keeps every way to read small words that names hold too", () => {
    const readings = readPlaceText("Via Da Verrazzano da via Nizza a via Antonio e Vittorio Scialoja");
    expect(readings).toContainEqual({
      street: "Via Da Verrazzano",
      stretch: between("via Nizza", "via Antonio e Vittorio Scialoja"),
      side: null,
    });
    expect(readings.at(-1)?.stretch).toEqual({ kind: "whole" });
  });
});
