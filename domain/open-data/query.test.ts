import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCalendarQuery } from "./calendar-query.ts";
import { COLLECTIONS } from "./collections.ts";
import { isFeatureId, readItemsQuery } from "./query.ts";
import { EPSG_4326, EPSG_32632 } from "./reference-systems.ts";

const trees = COLLECTIONS.find(({ id }) => id === "trees")!;
const phases = COLLECTIONS.find(({ id }) => id === "phases")!;

function read(raw: Record<string, unknown>, collection = phases) {
  const result = readItemsQuery(collection, raw);
  return "query" in result ? result.query : result.errors.map(({ field }) => field);
}

describe("readItemsQuery", () => {
  it("puts a box of any system in the order east, north", () => {
    expect(read({ bbox: "7,45,8,46" })).toMatchObject({ boxes: [[7, 45, 8, 46]] });
    expect(read({ bbox: "45,7,46,8", "bbox-crs": EPSG_4326 })).toMatchObject({ boxes: [[7, 45, 8, 46]] });
    expect(read({ bbox: "1e3,2E3,3000.5,.5e4", "bbox-crs": EPSG_32632 })).toMatchObject({
      boxes: [[1000, 2000, 3000.5, 5000]],
    });
    expect(read({ bbox: "45,7,0,46,8,9", "bbox-crs": EPSG_4326 })).toMatchObject({ boxes: [[7, 45, 8, 46]] });
    expect(read({ bbox: "170,45,-170,46" })).toMatchObject({
      boxes: [
        [170, 45, 180, 46],
        [-180, 45, -170, 46],
      ],
    });
  });

  it("names each parameter that is wrong, and all of them", () => {
    const wrong = {
      bbox: "1e999,0,1,1",
      datetime: "0000-01-01T00:00:00Z",
      limit: "x",
      crs: "y",
      colour: "red",
    };
    expect(read(wrong)).toEqual(["colour", "limit", "bbox", "datetime", "crs"]);
    expect(read({ synthetic: "yes", kind: "event\0" })).toEqual(["kind", "synthetic"]);
    expect(read({ datetime: "0001-01-01T00:00:00+14:00" })).toEqual(["datetime"]);
  });

  it("never throws, whatever it is given", () => {
    const names = ["bbox", "bbox-crs", "crs", "datetime", "limit", "after", "f", "kind", "synthetic", "x"];
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constant("1,2,3,4"), fc.constant("../.."));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (raw) => {
        const result = readItemsQuery(phases, raw);
        expect("query" in result || result.errors.length > 0).toBe(true);
        const calendar = readCalendarQuery(raw);
        expect("query" in calendar || calendar.errors.length > 0).toBe(true);
      }),
    );
  });
});

describe("isFeatureId", () => {
  it("knows whole numbers that a table can hold, and the identifiers of phases", () => {
    for (const id of ["1", "2147483647"]) expect(isFeatureId(trees, id)).toBe(true);
    for (const id of ["2147483648", "-1", "1.0", "", "1 OR 1=1"]) expect(isFeatureId(trees, id)).toBe(false);
    expect(isFeatureId(phases, "00000000-0000-4000-8000-0000000000bb")).toBe(true);
    expect(isFeatureId(phases, "1")).toBe(false);
  });
});
