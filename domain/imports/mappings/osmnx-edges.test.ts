import { expect, test } from "vitest";
import type { Position } from "../../geo/geometry.ts";
import { mapRecords, sourceRecord } from "../mapping.fixture.ts";
import { osmnxEdges } from "./osmnx-edges.ts";

const LINE: Position[] = [
  [7.6, 45],
  [7.61, 45],
  [7.62, 45.01],
];
function edge(number: number, properties: Record<string, unknown>, places: Position[] = LINE) {
  const tags = { key: 0, oneway: false, osmid: "1", highway: "residential", length: 100, ...properties };
  return sourceRecord(number, tags, { type: "LineString", coordinates: places });
}
const back = [...LINE].reverse();

test("two directions of one street are one segment open both ways, whatever the order of their lists", async () => {
  const { records } = await mapRecords(osmnxEdges, [
    edge(1, { u: 20, v: 3, name: "Via Po", osmid: "[5, 6]", maxspeed: "['50', '30']" }, back),
    edge(2, { u: 3, v: 20, name: "Via Po", osmid: "[6, 5]", maxspeed: "['30', '50']" }),
  ]);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({
    externalId: "3-20-0",
    fromNode: "node/3",
    toNode: "node/20",
    streetId: "Via Po",
    oneWay: false,
    speedKilometresPerHour: 30,
    lanes: null,
    wayIds: [6, 5],
  });
});

test("directions that differ in a tag or in their line are not one", async () => {
  const otherTag = await mapRecords(osmnxEdges, [
    edge(1, { u: 1, v: 2, lanes: "2" }),
    edge(2, { u: 2, v: 1, lanes: "1" }, back),
  ]);
  expect(otherTag.records.map((record) => [record.externalId, record.oneWay, record.lanes])).toEqual([
    ["1-2-0", true, 2],
    ["2-1-0", true, 1],
  ]);
  expect(otherTag.remarks).toHaveLength(2);
  const otherLine = await mapRecords(osmnxEdges, [
    edge(1, { u: 1, v: 2 }),
    edge(2, { u: 2, v: 1 }, [LINE[2]!, LINE[0]!]),
  ]);
  expect(otherLine.records).toHaveLength(2);
});

test("a one-way stretch never pairs, even with one that runs against it", async () => {
  const { records } = await mapRecords(osmnxEdges, [
    edge(1, { u: 1, v: 2, oneway: true }),
    edge(2, { u: 2, v: 1, oneway: true }, back),
  ]);
  expect(records.map((record) => record.oneWay)).toEqual([true, true]);
});

test("a loop keeps its two directions as one", async () => {
  const loop: Position[] = [...LINE, [7.6, 45]];
  const { records } = await mapRecords(osmnxEdges, [
    edge(1, { u: 9, v: 9, key: 0 }, loop),
    edge(2, { u: 9, v: 9, key: 1 }, [...loop].reverse()),
  ]);
  expect(records).toHaveLength(1);
});

test("a bridge belongs to the street that goes over it", async () => {
  const { records } = await mapRecords(osmnxEdges, [
    edge(1, { u: 1, v: 2, oneway: true, name: "['Ponte Bologna', 'Corso Undici Febbraio']", bridge: "yes" }),
    edge(2, { u: 2, v: 3, oneway: true, name: "Corso Undici Febbraio", length: 800 }),
    edge(3, { u: 5, v: 6, oneway: true, name: "Ponte Bologna", length: 20 }),
  ]);
  expect(records.map((record) => [record.externalId, record.streetId, record.bridge])).toEqual([
    ["2-3-0", "Corso Undici Febbraio", false],
    ["5-6-0", "Ponte Bologna", false],
    ["1-2-0", "Corso Undici Febbraio", true],
  ]);
  expect(records[2].name).toBe("Ponte Bologna; Corso Undici Febbraio");
});

test("what is no edge is refused with its field", async () => {
  const { records, refused } = await mapRecords(osmnxEdges, [
    edge(1, { u: 1, v: null }),
    edge(2, { u: 1, v: 2, oneway: "maybe" }),
    sourceRecord(3, { u: 1, v: 2, key: 0, oneway: true }, null),
    sourceRecord(4, { u: 1, v: 2, key: 0, oneway: true }),
  ]);
  expect(records).toEqual([]);
  expect(refused.map(({ code, field }) => [code, field])).toEqual([
    ["missing-value", "v"],
    ["invalid-value", "oneway"],
    ["no-geometry", undefined],
    ["wrong-geometry", undefined],
  ]);
});
