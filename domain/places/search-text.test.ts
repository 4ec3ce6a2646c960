import { describe, expect, it } from "vitest";
import { plainHouseNumber, readSearch } from "./search-text.ts";

describe("what is sought", () => {
  it.each([
    ["via nizza 12", "via nizza", "12"],
    ["Via Nizza, 12/BIS", "Via Nizza", "12bis"],
    ["via nizza n. 12 a", "via nizza", "12a"],
    ["via Nizza civico 7", "via Nizza", "7"],
    ["via XX Settembre 5", "via XX Settembre", "5"],
  ])("“%s” may be a number in a street", (text, name, houseNumber) => {
    expect(readSearch(text)).toContainEqual({ names: [name], houseNumber });
    expect(readSearch(text)).toContainEqual({ names: [text], houseNumber: null });
  });

  it.each(["via 20 settembre", "piazza 18 dicembre", "11 febbraio", "via Nizza"])(
    "“%s” is only a name",
    (text) => {
      expect(readSearch(text)).toEqual([{ names: [text], houseNumber: null }]);
    },
  );

  it.each([
    ["Corso Vittorio angolo via Roma", "Corso Vittorio", "via Roma"],
    ["angolo di via Po e via Bogino", "via Po", "via Bogino"],
    ["via Po / via Bogino", "via Po", "via Bogino"],
    ["via Po/via Bogino", "via Po", "via Bogino"],
    ["corner of via Po and via Bogino", "via Po", "via Bogino"],
    ["incrocio via Po & via Bogino", "via Po", "via Bogino"],
  ])("“%s” may be a crossing", (text, first, second) => {
    expect(readSearch(text)).toContainEqual({ names: [first, second], houseNumber: null });
  });

  it("reads a stroke inside a number as the number's own", () => {
    expect(readSearch("via nizza 12/bis").every(({ names }) => names.length === 1)).toBe(true);
  });
});

it("house numbers are one whatever stands between their parts", () => {
  expect(["12/bis", "12 BIS", "12bis"].map(plainHouseNumber)).toEqual(["12bis", "12bis", "12bis"]);
});
