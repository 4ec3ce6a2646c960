import { expect, test } from "vitest";
import { mapRecords, sourceRecord } from "../mapping.fixture.ts";
import type { SourceRecord } from "../source-record.ts";
import { gtfsStops } from "./gtfs-stops.ts";

const at = (x: number) => ({ type: "Point", coordinates: [x, 45.07] }) as const;
const lineStops: readonly SourceRecord[] = [
  sourceRecord(1, { stop_id: "1153", route_id: "10U" }, at(7.68)),
  sourceRecord(2, { stop_id: "1153", route_id: "4U" }, at(7.68)),
  sourceRecord(3, { stop_id: "1153", route_id: "GONE" }, at(7.68)),
  sourceRecord(4, { stop_id: "180", route_id: "4U" }, at(7.68)),
];
const routes: readonly SourceRecord[] = [
  sourceRecord(1, { route_id: "4U", route_short_name: "4" }, null),
  sourceRecord(2, { route_id: "10U", route_short_name: "10" }, null),
];
const companions = new Map([
  ["line-stops", lineStops],
  ["routes", routes],
]);
const stop = {
  stop_id: "180",
  stop_code: "1153",
  stop_name: "Fermata 1153 - ANSELMETTI",
  wheelchair_boarding: "1",
};

test("lines come by pole number, not by the feed's own id, and only those that still run", async () => {
  const { records } = await mapRecords(gtfsStops, [sourceRecord(1, stop, at(7.6801))], { companions });
  expect(records[0]).toMatchObject({
    externalId: "180",
    name: "ANSELMETTI",
    lineCodes: ["10", "4"],
    stepFree: true,
  });
});

test("a pole of that number elsewhere is another one", async () => {
  // 0.0014 degrees of longitude are 110 m here.
  const { records } = await mapRecords(gtfsStops, [sourceRecord(1, stop, at(7.6814))], { companions });
  expect(records[0].lineCodes).toEqual([]);
});

test("2 is not step-free, 0 and nothing are not known", async () => {
  const { records } = await mapRecords(
    gtfsStops,
    ["2", "0", null].map((boarding, i) => sourceRecord(i + 1, { ...stop, wheelchair_boarding: boarding })),
    { companions },
  );
  expect(records.map(({ stepFree }) => stepFree)).toEqual([false, null, null]);
});
