import { expect, test } from "vitest";
import { mapRecords, sourceRecord } from "../mapping.fixture.ts";
import type { SourceRecord } from "../source-record.ts";
import { facilities } from "./facilities.ts";
import { gtfsRoutes } from "./gtfs-routes.ts";
import { limitedTrafficGates } from "./limited-traffic-gates.ts";
import { limitedTrafficZone } from "./limited-traffic-zone.ts";
import { osmBuildings } from "./osm-buildings.ts";
import { osmnxNodes } from "./osmnx-nodes.ts";
import { trafficDemand } from "./traffic-demand.ts";
import { trafficSensors5t } from "./traffic-sensors-5t.ts";
import { trafficZonesOfDemand } from "./traffic-zones-of-demand.ts";
import { zones } from "./zones.ts";

const HOURS = Object.fromEntries(
  Array.from({ length: 24 }, (_, hour) => [`h${String(hour).padStart(2, "0")}`, "0.1"]),
);

test("cells of 0.1 trips are filler, and a pair of nothing else is none", async () => {
  const { records, refused } = await mapRecords(trafficDemand, [
    sourceRecord(1, { ...HOURS, origin: "1", destination: "2", h08: "12.5", h09: "0.1001" }, null),
    sourceRecord(2, { ...HOURS, origin: "1", destination: "3" }, null),
    sourceRecord(3, { ...HOURS, origin: "1", destination: "4", h08: "-1" }, null),
    sourceRecord(4, { ...HOURS, origin: "", destination: "4" }, null),
  ]);
  expect(records).toHaveLength(1);
  expect(records[0].tripsPerHour.reduce((sum: number, trips: number) => sum + trips)).toBeCloseTo(12.6001, 9);
  expect(refused.map(({ field }) => field)).toEqual(["h08", "origin"]);
});

test("zones of the demand without an outline come once each", async () => {
  const outlined: readonly SourceRecord[] = [sourceRecord(1, { taz: "1" })];
  const rows = [
    sourceRecord(1, { origin: "1", destination: "2" }, null),
    sourceRecord(2, { origin: "3", destination: "2" }, null),
  ];
  const { records } = await mapRecords(trafficZonesOfDemand, rows, {
    companions: new Map([["outlined", outlined]]),
  });
  expect(records.map(({ externalId, geom }) => [externalId, geom])).toEqual([
    ["2", null],
    ["3", null],
  ]);
});

test("accuracy 0 is no measurement, and without vehicles there is no speed", async () => {
  const sensor = {
    lcd1: 40189,
    direction: "positive",
    offset: 160,
    accuracy: 95,
    flow: 1812,
    speed_kmh: 47.9,
  };
  const { records } = await mapRecords(
    trafficSensors5t,
    [
      sourceRecord(1, sensor),
      sourceRecord(2, { ...sensor, offset: 970, accuracy: 0, flow: 0, speed_kmh: 0 }),
      sourceRecord(3, { ...sensor, offset: 980, flow: 0, speed_kmh: 0 }),
    ],
    { fields: { observedAt: "2025-05-07T14:00:00Z" } },
  );
  expect(records.map((r) => [r.externalId, r.flowVehiclesPerHour, r.speedKilometresPerHour])).toEqual([
    ["40189/positive/160", 1812, 47.9],
    ["40189/positive/970", null, null],
    ["40189/positive/980", 0, null],
  ]);
});

test("one file of a ZTL gives its area and its gates", async () => {
  const ring = [
    [
      [7, 45],
      [7.1, 45],
      [7.1, 45.1],
      [7, 45],
    ],
  ] as const;
  const file = [
    sourceRecord(1, { id: 1, name: "ZTL Centrale" }, { type: "Polygon", coordinates: ring }),
    sourceRecord(2, { id: 3, name: "I Maggio" }),
  ];
  expect((await mapRecords(limitedTrafficZone, file)).records.map(({ name }) => name)).toEqual([
    "ZTL Centrale",
  ]);
  expect((await mapRecords(limitedTrafficGates, file)).records).toMatchObject([
    { name: "I Maggio", hours: null },
  ]);
});

test("residents that lack are not nobody", async () => {
  const fields = { kind: "census", id: "SEZCENS", residents: "NRESID", households: "NFAMIGL" };
  const { records, refused } = await mapRecords(
    zones,
    [
      sourceRecord(1, { SEZCENS: 905, NRESID: 219, NFAMIGL: 115 }),
      sourceRecord(2, { SEZCENS: 959 }),
      sourceRecord(3, { SEZCENS: 960, NRESID: -4 }),
    ],
    { fields },
  );
  expect(records.map((r) => [r.externalId, r.name, r.residents, r.households])).toEqual([
    ["census/905", "905", 219, 115],
    ["census/959", "959", null, null],
  ]);
  expect(refused.map(({ field }) => field)).toEqual(["NRESID"]);
  await expect(
    mapRecords(zones, [sourceRecord(1, {})], { fields: { ...fields, kind: "city" } }),
  ).rejects.toThrow('expected kind district, neighbourhood, statistical, census, got "city"');
});

test("a facility needs an id and a name", async () => {
  const fields = { kind: "school", id: "code", name: "title", pupils: "count" };
  const { records, refused } = await mapRecords(
    facilities,
    [
      sourceRecord(1, { code: "A", title: "Scuola A", count: "281" }),
      sourceRecord(2, { code: "B", title: " " }),
    ],
    { fields },
  );
  expect(records).toMatchObject([{ externalId: "school/A", pupils: 281, address: null }]);
  expect(refused).toEqual([{ code: "missing-value", field: "title" }]);
});

test("a line of an unknown sort is refused", async () => {
  const route = { route_id: "4U", route_short_name: "4", route_long_name: "Falchera", route_type: "0" };
  const { records, refused } = await mapRecords(gtfsRoutes, [
    sourceRecord(1, route, null),
    sourceRecord(2, { ...route, route_type: "6" }, null),
  ]);
  expect(records).toEqual([{ externalId: "4U", code: "4", mode: "tram", title: "Falchera", geom: null }]);
  expect(refused).toHaveLength(1);
});

test("nodes that another graph brought are not brought twice", async () => {
  const known: readonly SourceRecord[] = [sourceRecord(1, { osmid: 5 })];
  const { records } = await mapRecords(
    osmnxNodes,
    [sourceRecord(1, { osmid: 5 }), sourceRecord(2, { osmid: 6 })],
    {
      companions: new Map([["known", known]]),
    },
  );
  expect(records.map(({ externalId }) => externalId)).toEqual(["node/6"]);
});

test("a building without an id goes by where it stands", async () => {
  const here = {
    type: "Polygon",
    coordinates: [
      [
        [7, 45],
        [7.1, 45],
        [7.1, 45.1],
        [7, 45],
      ],
    ],
  } as const;
  const there = {
    type: "Polygon",
    coordinates: [
      [
        [7, 45],
        [7.1, 45],
        [7.1, 45.2],
        [7, 45],
      ],
    ],
  } as const;
  const made = await mapRecords(osmBuildings, [
    sourceRecord(1, { building: "yes" }, here),
    sourceRecord(2, { building: "house" }, here),
    sourceRecord(3, { building: "yes" }, there),
    sourceRecord(4, { osm_id: "way/7", building: "yes" }, there),
  ]);
  const [a, b, c, d] = made.records.map(({ externalId }) => externalId);
  expect([a === b, a === c, d]).toEqual([true, false, "osm/way/7"]);
});
