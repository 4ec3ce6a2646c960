import fc from "fast-check";
import { expect, test } from "vitest";
import { LAYER_IDS } from "../../domain/layers/layers.ts";
import { type LinkState, parseSearch, readLink, searchSchema, stringifySearch, writeLink } from "./link.ts";

const between = (min: number, max: number, decimals: number) =>
  fc
    .integer({ min: Math.ceil(min * 10 ** decimals), max: Math.floor(max * 10 ** decimals) })
    .map((n) => n / 10 ** decimals + 0);
const day = fc
  .integer({ min: 0, max: 40_000 })
  .map((n) => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10));
const two = (n: number) => String(n).padStart(2, "0");

const camera = fc.record({
  longitude: between(-180, 180, 6),
  latitude: between(-90, 90, 6),
  distanceMetres: between(1, 1_000_000, 1),
  headingDegrees: between(0, 359.9, 1),
  pitchDegrees: between(-90, 0, 1),
});
const layers = fc.dictionary(
  fc.constantFrom(...LAYER_IDS),
  fc.record({
    visible: fc.boolean(),
    opacity: fc.integer({ min: 1, max: 20 }).map((n) => (n * 5) / 100),
  }),
  { minKeys: 1, noNullPrototype: true },
);
const link: fc.Arbitrary<LinkState> = fc.record(
  {
    view: fc.constantFrom("twin" as const, "plan" as const),
    camera,
    layers,
    interval: fc
      .tuple(day, day)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a })),
    instant: fc
      .tuple(day, fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([d, h, m]) => `${d}T${two(h)}:${two(m)}`),
    selection: fc.record(
      { interventionId: fc.uuid({ version: 4 }), phaseId: fc.uuid({ version: 4 }) },
      { requiredKeys: ["interventionId"], noNullPrototype: true },
    ),
    draft: fc.oneof(fc.constant("new"), fc.uuid({ version: 4 })),
    dates: fc
      .tuple(fc.uuid({ version: 4 }), day, day)
      .filter(([, a, b]) => a < b)
      .map(([phaseId, a, b]) => ({ phaseId, startsAt: `${a}T06:00:00.000Z`, endsAt: `${b}T16:00:00.000Z` })),
    language: fc.constantFrom("it" as const, "en" as const),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const throughAddress = (state: LinkState) =>
  readLink(searchSchema.parse(parseSearch(stringifySearch(writeLink(state)))));

test("a link gives back exactly what was put in", () => {
  fc.assert(
    fc.property(link, (state) => {
      expect(throughAddress(state)).toEqual(state);
    }),
    { numRuns: 500 },
  );
});

test("a camera as a view reports it survives within 11 cm and a tenth of a degree", () => {
  const rough = fc.record({
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    distanceMetres: fc.double({ min: 1, max: 1_000_000, noNaN: true }),
    headingDegrees: fc.double({ min: -720, max: 720, noNaN: true }),
    pitchDegrees: fc.double({ min: -90, max: 0, noNaN: true }),
  });
  fc.assert(
    fc.property(rough, (given) => {
      const back = throughAddress({ camera: given }).camera!;
      expect(Math.abs(back.longitude - given.longitude)).toBeLessThan(1e-6);
      expect(Math.abs(back.latitude - given.latitude)).toBeLessThan(1e-6);
      const turn = Math.abs(back.headingDegrees - given.headingDegrees) % 360;
      expect(Math.min(turn, 360 - turn)).toBeLessThan(0.1);
      expect(back.headingDegrees).toBeGreaterThanOrEqual(0);
      expect(back.headingDegrees).toBeLessThan(360);
    }),
  );
});

test("whatever an address holds, it opens; what is not understood is left out", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("v", "c", "l", "from", "to", "t", "s", "p", "e", "lang"), fc.string()),
      (s) => {
        const read = readLink(searchSchema.parse(parseSearch(stringifySearch(s))));
        expect(throughAddress(read)).toEqual(read);
      },
    ),
  );
  const read = (search: string) => readLink(searchSchema.parse(parseSearch(search)));
  expect(read("?c=7.68,45.07,900,10")).toEqual({});
  expect(read("?c=7.68,45.07,,10,-40")).toEqual({});
  expect(read("?from=2026-12-07&to=2026-12-01")).toEqual({});
  expect(read("?t=2026-02-30T10:00")).toEqual({});
  expect(read("?l=trees:-80,dragons:50,ground:3")).toEqual({
    layers: { trees: { visible: false, opacity: 0.8 } },
  });
});

test("the address stays readable", () => {
  expect(
    stringifySearch(
      writeLink({
        view: "plan",
        camera: {
          longitude: 7.6869,
          latitude: 45.0703,
          distanceMetres: 900,
          headingDegrees: 0,
          pitchDegrees: -90,
        },
        instant: "2026-11-24T10:30",
      }),
    ),
  ).toBe("?v=plan&c=7.6869,45.0703,900,0,-90&t=2026-11-24T10:30");
});
