import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  gridNodes,
  osmRelation,
  osmWay,
  writeSmallExtract,
} from "../../../../tests/support/small-extract.ts";
import type { OpenOptions } from "../import-plan.ts";
import type { OsmItem } from "./pbf.ts";
import { planOsm } from "./plan-osm.ts";

const options: OpenOptions = {
  signal: new AbortController().signal,
  onRead: () => undefined,
  onRecord: () => undefined,
  onProblem: async () => undefined,
};

/** What an extract of these items gives for one dataset. */
async function take(items: readonly OsmItem[], datasetId: string) {
  const plan = await planOsm(writeSmallExtract(items), { id: "small" });
  const dataset = plan.datasets.find(({ terms }) => terms.id === datasetId)!;
  // biome-ignore lint/suspicious/noExplicitAny: records of any layer
  const taken: any[] = [];
  for await (const outcome of (await dataset.open(options)).records) taken.push(outcome);
  return {
    records: taken.filter((one) => "record" in one).map((one) => one.record),
    refused: taken.filter((one) => "refused" in one).map((one) => one.refused),
    remarks: taken.flatMap((one) => one.remarks ?? []),
  };
}

// A block of ten by ten, ids row by row: 11 is the south-west corner, 12 east of it.
const block = gridNodes(Array.from({ length: 100 }, (_, i) => [11 + i, i % 10, Math.floor(i / 10)] as const));
const corners = (id: number, size: number) => [id, id + size, id + size * 11, id + size * 10, id];

test("an extract says where it lies, and what it is not told it takes from home", async () => {
  const file = writeSmallExtract(block);
  const { city } = await planOsm(file, { id: "small_town", timeZone: "Europe/Zurich" });
  expect(city).toMatchObject({
    name: "Small town",
    timeZone: "Europe/Zurich",
    geoidUndulationMetres: 50,
    extent: [7.6, 45, 7.7, 45.1],
  });
});

test("a file that is no extract is refused in words, cut short or not", async () => {
  const file = writeSmallExtract(block);
  writeFileSync(file, "not a map at all, but long enough to be taken for one");
  await expect(planOsm(file, { id: "small" })).rejects.toThrow("small.osm.pbf is no OpenStreetMap extract");
  writeFileSync(file, "");
  await expect(planOsm(file, { id: "small" })).rejects.toThrow("small.osm.pbf is empty");
  await expect(planOsm(`${file}.gone`, { id: "small" })).rejects.toThrow("ENOENT");
});

test("streets are split where they meet, and run as they are tagged", async () => {
  const items = [
    ...block,
    osmWay(1, [11, 12, 13, 14], {
      highway: "residential",
      name: "Via A",
      oneway: "-1",
      lanes: "1",
      maxspeed: "30",
    }),
    osmWay(2, [23, 13], { highway: "footway" }),
    osmWay(3, [31, 32], { highway: "construction" }),
    osmWay(4, corners(51, 2), { highway: "pedestrian", area: "yes" }),
  ];
  const { records } = await take(items, "osm-street-segments");
  expect(
    records.map((r) => [r.externalId, r.oneWay, r.class, r.streetId, r.geom.coordinates.length]),
  ).toEqual([
    ["14-13-1", true, "residential", "Via A", 2],
    ["13-11-1", true, "residential", "Via A", 3],
    ["23-13-2", false, "pedestrian", null, 2],
  ]);
  expect(records[0]).toMatchObject({
    lanes: 1,
    speedKilometresPerHour: 30,
    wayIds: [1],
    fromNode: "node/14",
  });
  const nodes = await take(items, "osm-street-nodes");
  expect(nodes.records.map(({ externalId }) => externalId)).toEqual([
    "node/11",
    "node/13",
    "node/14",
    "node/23",
  ]);
  const squares = await take(items, "osm-squares");
  expect(squares.records).toMatchObject([{ externalId: "way/4", kind: "square" }]);
});

test("a way that runs twice between the same nodes keeps its pieces apart", async () => {
  const items = [
    ...block,
    osmWay(1, [11, 12, 22, 11, 12], { highway: "service" }),
    osmWay(2, [12, 13], { highway: "service" }),
  ];
  const { records } = await take(items, "osm-street-segments");
  const ids = records.map(({ externalId }) => externalId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("a stretch whose nodes the extract lacks is refused and the rest kept", async () => {
  const items = [
    ...block,
    osmWay(1, [11, 12, 999], { highway: "tertiary" }),
    osmWay(2, [12, 22], { highway: "tertiary" }),
  ];
  const { records, refused } = await take(items, "osm-street-segments");
  expect(records.map(({ externalId }) => externalId)).toEqual(["11-12-1", "12-22-2"]);
  expect(refused).toEqual([
    { code: "invalid-geometry", detail: "way/1: 1 of its nodes are not in the extract" },
  ]);
});

test("a relation of outer and inner rings is one building with a courtyard, and its outline is not another", async () => {
  const items = [
    ...block,
    osmWay(1, [11, 12, 13, 14], { building: "yes" }),
    osmWay(2, [14, 24, 34, 44, 43, 42, 41, 31, 21, 11], {}),
    osmWay(3, corners(22, 1), {}),
    osmWay(4, corners(71, 2), {}),
    osmRelation(
      9,
      [
        [1, "outer"],
        [2, "outer"],
        [3, "inner"],
        [4, "outer"],
      ],
      { type: "multipolygon", building: "school", "building:levels": "2", name: "Scuola" },
    ),
  ];
  const { records, refused } = await take(items, "osm-buildings");
  expect(refused).toEqual([]);
  expect(records.map((r) => [r.externalId, r.geom.coordinates.length, r.use, r.heightSource])).toEqual([
    ["relation/9", 2, "school", "levels"],
    ["relation/9/2", 1, "school", "levels"],
  ]);
});

test("a ring that does not close is told, with its ways", async () => {
  const items = [
    ...block,
    osmWay(1, corners(11, 2), {}),
    osmWay(2, [51, 52, 53], {}),
    osmRelation(
      8,
      [
        [1, "outer"],
        [2, "outer"],
      ],
      { type: "multipolygon", natural: "water", name: "Lago" },
    ),
    osmRelation(
      9,
      [
        [2, "outer"],
        [77, "outer"],
      ],
      { type: "multipolygon", natural: "water" },
    ),
  ];
  const { records, refused, remarks } = await take(items, "osm-water");
  expect(records).toMatchObject([{ externalId: "relation/8", kind: "water", name: "Lago" }]);
  expect(remarks.map(({ detail }) => detail)).toEqual(["relation/8: no ring closes over way/2"]);
  expect(refused).toEqual([
    { code: "invalid-geometry", detail: "relation/9: way/77 is not whole in the extract" },
  ]);
});

test("parts stand for a building that they cover, and for none that they do not", async () => {
  const part = (levels?: string) => ({
    "building:part": "yes",
    ...(levels ? { "building:levels": levels } : {}),
  });
  const covered = [
    ...block,
    osmWay(1, corners(11, 2), { building: "hotel", name: "Hotel" }),
    osmWay(2, [11, 12, 22, 32, 31, 21, 11], part("3")),
    osmWay(3, [12, 13, 23, 33, 32, 22, 12], part("5")),
  ];
  const stood = await take(covered, "osm-buildings");
  expect(stood.records.map((r) => [r.externalId, r.floors, r.use, r.name])).toEqual([
    ["way/2", 3, "hotel", "Hotel"],
    ["way/3", 5, "hotel", "Hotel"],
  ]);
  const half = await take(covered.slice(0, -1), "osm-buildings");
  expect(half.records.map(({ externalId }) => externalId)).toEqual(["way/1"]);
  expect(half.refused.map(({ code }) => code)).toEqual(["ground-taken"]);
  const notAllKnown = [...covered.slice(0, -1), osmWay(3, [12, 13, 23, 33, 32, 22, 12], part())];
  const unknown = await take(notAllKnown, "osm-buildings");
  expect(unknown.records.map(({ externalId }) => externalId)).toEqual(["way/1"]);
});

test("an area that is not closed is refused, one under the ground is none", async () => {
  const { records, refused } = await take(
    [
      ...block,
      osmWay(1, [11, 12, 22], { building: "yes" }),
      osmWay(2, corners(31, 1), { building: "yes", location: "underground" }),
    ],
    "osm-buildings",
  );
  expect(records).toEqual([]);
  expect(refused).toEqual([{ code: "invalid-geometry", detail: "way/1 is an area but not closed" }]);
});

test("a tree is what it is tagged, and a row gives assumed places at 8 m", async () => {
  const [tree, other] = gridNodes([
    [1, 0, 0],
    [2, 0, 1],
  ]);
  const items: OsmItem[] = [
    {
      ...tree!,
      tags: { natural: "tree", species: "Platanus x hispanica", height: "22 m", circumference: "3.14" },
    },
    { ...other!, tags: { natural: "tree" } },
    osmWay(5, [1, 2], { natural: "tree_row" }),
  ];
  const { records } = await take(items, "osm-trees");
  expect(records[0]).toMatchObject({
    species: "Platanus x hispanica",
    heightMetres: 22,
    crownDiameterMetres: null,
  });
  expect(records[0].trunkDiameterMetres).toBeCloseTo(0.9995, 3);
  expect(records[1]).toMatchObject({ species: null, heightMetres: null, sizeClass: null, baseMetres: null });
  // A thousandth of a degree of latitude is 111.2 m: 14 places, the first at its beginning.
  expect((await take(items, "osm-tree-rows")).records).toHaveLength(14);
});

test("a number is told once, by its node before its building", async () => {
  const tags = { "addr:street": "Via A", "addr:housenumber": "12" };
  const items: OsmItem[] = [
    ...block,
    { ...gridNodes([[999, 5, 5]])[0]!, tags },
    osmWay(1, corners(11, 2), { building: "yes", ...tags }),
    osmWay(2, corners(51, 2), { building: "yes", ...tags, "addr:housenumber": "14" }),
  ];
  items.sort((a, b) => Number(a.type !== "node") - Number(b.type !== "node"));
  const { records } = await take(items, "osm-addresses");
  expect(records.map((r) => [r.externalId, r.houseNumber, r.streetId])).toEqual([
    ["node/999", "12", "Via A"],
    ["way/2", "14", "Via A"],
  ]);
  // The middle of a square of two by two.
  expect(records[1].geom.coordinates[0]).toBeCloseTo(7.651, 9);
  expect(records[1].geom.coordinates[1]).toBeCloseTo(45.055, 9);
});

test("the two directions of a line are one, and a stop knows the lines that name it", async () => {
  const items: OsmItem[] = [
    ...block.slice(0, 5),
    { ...block[5]!, tags: { railway: "tram_stop", name: "Piazza", wheelchair: "yes" } },
    osmWay(1, [11, 12], { railway: "tram" }),
    osmWay(2, [12, 13], { railway: "tram" }),
    osmRelation(
      8,
      [
        [1, ""],
        [2, ""],
        [16, "stop", "node"],
      ],
      { type: "route", route: "tram", ref: "4", name: "4 nord" },
    ),
    osmRelation(
      9,
      [
        [2, ""],
        [1, ""],
        [555, ""],
      ],
      { type: "route", route: "tram", ref: "4", name: "4 sud" },
    ),
    osmRelation(10, [[555, ""]], { type: "route", route: "bus", ref: "9" }),
  ];
  const lines = await take(items, "osm-transit-lines");
  expect(lines.records.map((r) => [r.externalId, r.mode, r.title, r.geom.coordinates.length])).toEqual([
    ["tram/4", "tram", "4 nord", 2],
  ]);
  expect(lines.refused).toEqual([{ code: "no-geometry", detail: "bus/9: none of its ways is here" }]);
  const stops = await take(items, "osm-transit-stops");
  expect(stops.records).toMatchObject([{ externalId: "node/16", lineCodes: ["4"], stepFree: true }]);
});
