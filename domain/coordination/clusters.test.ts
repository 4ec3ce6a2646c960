import fc from "fast-check";
import { expect, it } from "vitest";
import { overlaps } from "../geo/interval.ts";
import { clusterByPlaceAndTime, type Joinable } from "./clusters.ts";

/** Every pair looked at, and again until nothing changes. */
function byEveryPair(things: readonly Joinable[]): Joinable[][] {
  const label = things.map((_, index) => index);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [i, a] of things.entries()) {
      for (const [j, b] of things.entries()) {
        const joined = overlaps(a.span, b.span) && a.places.some((place) => b.places.includes(place));
        if (!joined || label[i] === label[j]) continue;
        const low = Math.min(label[i]!, label[j]!);
        label[i] = low;
        label[j] = low;
        changed = true;
      }
    }
  }
  return [...new Set(label)].map((of) => things.filter((_, index) => label[index] === of));
}

const thing = fc
  .record({
    startMs: fc.integer({ min: 0, max: 40 }),
    days: fc.integer({ min: 1, max: 8 }),
    places: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f"), { minLength: 1, maxLength: 3 }),
  })
  .map(({ startMs, days, places }) => ({ span: { startMs, endMs: startMs + days }, places }));

it("joins what shares a place while times overlap, as comparing every pair does", () => {
  fc.assert(
    fc.property(fc.array(thing, { maxLength: 40 }), (things) => {
      expect(clusterByPlaceAndTime(things)).toEqual(byEveryPair(things));
    }),
    { numRuns: 500 },
  );
});

it("keeps apart what ends when the next begins, and what is elsewhere", () => {
  const first = { span: { startMs: 0, endMs: 5 }, places: ["via Nizza"] };
  const next = { span: { startMs: 5, endMs: 9 }, places: ["via Nizza"] };
  const elsewhere = { span: { startMs: 0, endMs: 9 }, places: ["via Po"] };
  expect(clusterByPlaceAndTime([first, next, elsewhere])).toEqual([[first], [next], [elsewhere]]);
});

it("joins two that never meet through a third that meets both", () => {
  const one = { span: { startMs: 0, endMs: 2 }, places: ["a"] };
  const other = { span: { startMs: 5, endMs: 9 }, places: ["b"] };
  const between = { span: { startMs: 1, endMs: 6 }, places: ["a", "b"] };
  expect(clusterByPlaceAndTime([one, other, between])).toEqual([[one, other, between]]);
});

it("has nothing to say of nothing", () => {
  expect(clusterByPlaceAndTime([])).toEqual([]);
});
