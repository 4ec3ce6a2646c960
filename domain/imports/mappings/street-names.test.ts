import { expect, test } from "vitest";
import type { Position } from "../../geo/geometry.ts";
import { mapRecords, sourceRecord } from "../mapping.fixture.ts";
import type { SourceRecord } from "../source-record.ts";
import { streetNames } from "./street-names.ts";
import { streetNamesOfEdges } from "./street-names-of-edges.ts";

const line = (x: number): Position[] => [
  [x, 45],
  [x + 0.01, 45],
];
function stretch(number: number, properties: Record<string, unknown>, x = number): SourceRecord {
  return sourceRecord(number, properties, { type: "LineString", coordinates: line(x) });
}
const edges = [
  stretch(1, { name: "Via Bologna", highway: "tertiary", length: 900 }),
  stretch(2, { name: "Via Bologna", highway: "residential", lanes: "2", length: 100 }),
  stretch(3, { name: "Ponte Bologna", highway: "tertiary", length: 30 }),
  stretch(4, { name: "['Ponte Bologna', 'Via Bologna']", highway: "tertiary", length: 40 }),
  stretch(5, { name: "Via Sola", highway: "pedestrian", length: 70 }),
];
const companions = new Map([["edges", edges as readonly SourceRecord[]]]);

test("a street has the class of most of its metres and the lanes that are tagged", async () => {
  const { records } = await mapRecords(streetNames, [stretch(1, { name: "Via Bologna" })], { companions });
  expect(records[0]).toMatchObject({
    externalId: "Via Bologna",
    class: "local_collector",
    widthSource: "lanes",
    carriagewayWidthMetres: 9,
    widthMetres: 14,
  });
});

test("a record of several names goes to the longer street, numbers are no names", async () => {
  const { records, refused } = await mapRecords(
    streetNames,
    [
      stretch(1, { name: "Via Bologna, Ponte Bologna" }),
      stretch(2, { name: "Via Bologna" }),
      stretch(3, { name: "11, Strada dei Falconieri" }),
      stretch(4, { name: "600" }),
      stretch(5, { name: null }),
    ],
    { companions },
  );
  expect(records.map(({ name, geom, widthSource }) => [name, geom.coordinates.length, widthSource])).toEqual([
    ["Via Bologna", 2, "lanes"],
    ["Strada dei Falconieri", 1, "assumed"],
  ]);
  expect(refused.map(({ code, detail }) => [code, detail])).toEqual([
    ["invalid-value", '"600" is a number, not a name'],
    ["missing-value", undefined],
  ]);
});

test("a line drawn there and back is kept once", async () => {
  const both = sourceRecord(
    1,
    { name: "Via Po" },
    {
      type: "MultiLineString",
      coordinates: [line(1), [...line(1)].reverse(), line(2)],
    },
  );
  const { records } = await mapRecords(streetNames, [both], { companions });
  expect(records[0].geom.coordinates).toEqual([line(1), line(2)]);
});

test("names that only the graph has become streets of their own", async () => {
  const names: readonly SourceRecord[] = [stretch(1, { name: "Via Bologna" })];
  const { records } = await mapRecords(streetNamesOfEdges, edges, {
    companions: new Map([...companions, ["names", names]]),
  });
  expect(records.map(({ name, class: streetClass }) => [name, streetClass])).toEqual([
    ["Ponte Bologna", "local_collector"],
    ["Via Sola", "pedestrian"],
  ]);
});
