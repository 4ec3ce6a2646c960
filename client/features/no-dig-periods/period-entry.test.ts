import { expect, it } from "vitest";
import type { NoDigPeriodVersion } from "../../../domain/no-dig-periods/contract.ts";
import { entryOf, readEntry } from "./period-entry.ts";

const NORTH = { sort: "district", key: "north", name: "Circoscrizione Nord" } as const;
const held: NoDigPeriodVersion = {
  version: 2,
  name: "Finali",
  season: { kind: "once", from: "2026-05-10", to: "2026-05-16" },
  kinds: ["roadwork", "greenwork"],
  areas: [NORTH],
  source: "Deliberazione 1",
  confirmed: true,
  ended: false,
  officeName: null,
  at: "2026-01-10T09:00:00.000Z",
};

it("begins a change with what holds, but asks for its source anew", () => {
  expect(readEntry(entryOf(held), 2, false)).toEqual(new Set(["source"]));
  expect(readEntry({ ...entryOf(held), source: "Deliberazione 2" }, 2, true)).toEqual({
    version: 2,
    name: "Finali",
    season: held.season,
    kinds: ["roadwork", "greenwork"],
    areas: [{ sort: "district", key: "north" }],
    source: "Deliberazione 2",
    confirmed: false,
    ended: true,
  });
});

it("names what is wrong", () => {
  const entry = { ...entryOf(null), name: "Natale", source: "Ordinanza" };
  expect(readEntry(entry, 0, false)).toMatchObject({
    season: { kind: "yearly", fromDay: "12-01", toDay: "01-06" },
  });
  expect(readEntry(entryOf(null), 0, false)).toEqual(new Set(["name", "source"]));
  expect(readEntry({ ...entry, kinds: [] }, 0, false)).toEqual(new Set(["kinds"]));
  expect(readEntry({ ...entry, fromDay: "02-30" }, 0, false)).toEqual(new Set(["season"]));
  expect(readEntry({ ...entry, recurs: "once", from: "2026-05-16", to: "2026-05-10" }, 0, false)).toEqual(
    new Set(["season"]),
  );
  expect(readEntry({ ...entry, recurs: "once" }, 0, false)).toEqual(new Set(["season"]));
  expect(readEntry({ ...entry, everywhere: false }, 0, false)).toEqual(new Set(["areas"]));
});
