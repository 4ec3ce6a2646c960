/** Registers and feeds of other bodies: what is kept, what is no thing, and what is refused with its reason. */
import { expect, test } from "vitest";
import { mapRecords, sourceRecord } from "../mapping.fixture.ts";
import { alessandriaTrees } from "./alessandria-trees.ts";
import { odhTrafficEvents } from "./odh-traffic-events.ts";

const EVENT = {
  name: "29559011",
  start: "2025-05-14 00:00:00.000+0000",
  end: "2025-05-15 00:00:00.000+0000",
  updated: "2025-05-07 13:00:01.128+0000",
  subtype_it: "cantiere",
  place_it: "Senso unico alternato in galleria.\n",
  road: "SS 12",
  road_name_it: "Statale del Brennero",
};

test("an event keeps its words, its days and the instant it was told", async () => {
  const { records, refused, remarks } = await mapRecords(odhTrafficEvents, [sourceRecord(1, EVENT)]);
  expect([refused, remarks]).toEqual([[], []]);
  expect(records).toEqual([
    {
      externalId: "29559011",
      kind: "roadworks",
      road: "SS 12 – Statale del Brennero",
      description: "Senso unico alternato in galleria.",
      startsOn: "2025-05-14",
      endsOn: "2025-05-15",
      toldAt: "2025-05-07T13:00:01.128Z",
      geom: { type: "Point", coordinates: [7.68, 45.07] },
    },
  ]);
});

test("of a message the version told last is kept, whatever the order", async () => {
  const later = { ...EVENT, updated: "2025-05-08 06:00:00.000+0000", place_it: "Riaperta." };
  for (const versions of [
    [EVENT, later],
    [later, EVENT],
  ]) {
    const { records } = await mapRecords(
      odhTrafficEvents,
      versions.map((one, at) => sourceRecord(at + 1, one)),
    );
    expect(records.map(({ description }) => description)).toEqual(["Riaperta."]);
  }
});

test("what cannot be taken is refused by its field, and an unknown word remarked", async () => {
  const { records, refused, remarks } = await mapRecords(
    odhTrafficEvents,
    [
      { name: null },
      { updated: "ieri" },
      { updated: undefined },
      { start: null },
      { start: "14/05/2025" },
      { end: "2025-05-13 00:00:00.000+0000" },
      { place_it: " " },
      { subtype_it: "Name of the secondary category on italian was not found" },
      { end: null, road: null, road_name_it: null },
    ].map((change, at) => sourceRecord(at + 1, { ...EVENT, name: `${at}`, ...change })),
  );
  expect(refused.map(({ code, field }) => `${code} ${field}`)).toEqual([
    "missing-value name",
    "invalid-value updated",
    "missing-value updated",
    "missing-value start",
    "invalid-value start",
    "invalid-value end",
    "missing-value place_it",
  ]);
  expect(remarks.map(({ field }) => field)).toEqual(["subtype_it"]);
  expect(records.map(({ kind, endsOn, road }) => [kind, endsOn, road])).toEqual([
    ["other", "2025-05-15", "SS 12 – Statale del Brennero"],
    ["roadworks", null, null],
  ]);
});

test("a tree keeps species and condition; a stump is none, and a range is no figure", async () => {
  const tree = {
    Identificativo: "3116",
    Tipologia: "Albero",
    Essenza: "Fraxinus Excelsior",
    StatoVegetativo: "Mediocre",
    ClassificazioneCedimento: "C/D",
    RangeAltezza: "2) 10 - 16m",
  };
  const { records, refused, remarks } = await mapRecords(alessandriaTrees, [
    sourceRecord(1, tree),
    sourceRecord(2, { ...tree, Identificativo: "2", Tipologia: "Ceppaia" }),
    sourceRecord(3, { ...tree, Identificativo: "3", StatoVegetativo: "Boh", ClassificazioneCedimento: null }),
    sourceRecord(4, { ...tree, Identificativo: null }),
  ]);
  expect(records[0]).toMatchObject({
    externalId: "3116",
    species: "Fraxinus Excelsior",
    condition: "poor",
    failureClass: "C/D",
    heightMetres: null,
    sizeClass: null,
  });
  expect(records.map(({ externalId, condition }) => [externalId, condition])).toEqual([
    ["3116", "poor"],
    ["3", null],
  ]);
  expect(refused).toEqual([{ code: "missing-value", field: "Identificativo" }]);
  expect(remarks.map(({ field }) => field)).toEqual(["StatoVegetativo"]);
});
