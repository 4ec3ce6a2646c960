/** Real Turin taken in by its manifest: counts and geometry against the files themselves. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { ImportSummary } from "../../server/features/imports/run-import.ts";
import type { Database } from "../../server/platform/db.ts";
import { openTestDatabase } from "../support/databases.ts";
import { importCity, planTurin } from "../support/import-city.ts";
import { findNativeServer } from "../support/native-server.ts";
import { DATA_FOLDER, describeWith } from "../support/require.ts";
import {
  areaOf,
  extentHash,
  hashBox,
  lengthOf,
  lengthOnSphere,
  readFeatures,
} from "../support/turin-files.ts";

const CITY = "torino";

function asker(database: () => Database) {
  return <Row extends Record<string, unknown>>(sql: string, values: unknown[] = []) =>
    database().transaction(CITY, async (db) => (await db.query<Row>(sql, values)).rows, { readOnly: true });
}

/** The same hash as of the file's rectangle. */
async function hashExtent(ask: ReturnType<typeof asker>, from: string): Promise<string> {
  const [box] = await ask<{ west: number; south: number; east: number; north: number }>(
    `SELECT ST_XMin(box) AS west, ST_YMin(box) AS south, ST_XMax(box) AS east, ST_YMax(box) AS north
     FROM (SELECT ST_Extent(geom) AS box FROM ${from}) AS whole`,
  );
  return hashBox([box!.west, box!.south, box!.east, box!.north]);
}

const GRAPH = `SELECT count(*)::integer AS segments, sum(CASE WHEN one_way THEN 1 ELSE 2 END)::integer AS edges,
    sum(ST_Length(geom)) AS metres, sum(ST_Length(geom) * CASE WHEN one_way THEN 1 ELSE 2 END) AS directed
  FROM street_segment`;
const PEOPLE = `SELECT kind, count(*)::integer AS zones, sum(residents)::integer AS residents,
    sum(households)::integer AS households, bool_and(ST_IsValid(geom)) AS valid
  FROM zone GROUP BY kind ORDER BY kind`;

function testGraph(ask: ReturnType<typeof asker>): void {
  it("has 24,846 directed edges between 11,371 nodes, as long as in the file", async () => {
    const edges = await readFeatures("roads_osm/roads_drive_simplified.geojson");
    const sum = (of: (edge: (typeof edges)[number]) => number) =>
      edges.reduce((total, edge) => total + of(edge), 0);
    const [graph] = await ask<{ segments: number; edges: number; metres: number; directed: number }>(GRAPH);
    expect([graph!.segments, graph!.edges]).toEqual([17_916, 24_846]);
    expect(graph!.directed / sum(lengthOf)).toBeCloseTo(1, 6);
    const bothWays = edges.filter(({ properties }) => properties.oneway === false);
    const once = sum(lengthOf) - bothWays.reduce((total, edge) => total + lengthOf(edge), 0) / 2;
    expect(graph!.metres / once).toBeCloseTo(1, 6);
    // The files' README: 2,358 km and 1,643 km, in round kilometres, on a sphere. Our plane is 0.1 % longer here,
    // and 8 segments more: two one-way edges with the same ends count once there.
    expect(sum(lengthOnSphere) / 1000).toBeCloseTo(2358, -0.5);
    expect(Math.abs(graph!.directed / 2_358_000 - 1)).toBeLessThan(0.002);
    expect(Math.abs(graph!.metres / 1_643_000 - 1)).toBeLessThan(0.002);
    const [nodes] = await ask<{ used: number }>(
      `SELECT count(*)::integer AS used FROM street_node WHERE id IN
         (SELECT from_node FROM street_segment UNION SELECT to_node FROM street_segment)`,
    );
    expect(nodes!.used).toBe(11_371);
    const [{ off }] = (await ask<{ off: number }>(
      `SELECT count(*)::integer AS off FROM street_segment AS s JOIN street_node AS a ON a.id = from_node
         JOIN street_node AS b ON b.id = to_node
       WHERE ST_Distance(a.geom, ST_StartPoint(s.geom)) > 0.001 OR ST_Distance(b.geom, ST_EndPoint(s.geom)) > 0.001`,
    )) as [{ off: number }];
    expect(off).toBe(0);
    expect(await hashExtent(ask, "street_segment")).toBe(extentHash(edges));
  });

  it("gives every named stretch its street, and merged tags their worst", async () => {
    const [named] = await ask<{ nameless: number; homeless: number }>(
      `SELECT count(*) FILTER (WHERE name IS NULL)::integer AS nameless,
         count(*) FILTER (WHERE name IS NOT NULL AND street_id IS NULL)::integer AS homeless FROM street_segment`,
    );
    expect(named!.homeless).toBe(0);
    expect(named!.nameless).toBeGreaterThan(500);
    const [street] = await ask<{ streets: number; of_graph: number }>(
      `SELECT count(*)::integer AS streets,
         (SELECT feature_count FROM dataset WHERE id = 'vie-del-grafo') AS of_graph FROM street`,
    );
    const names = (await readFeatures("street_names/torino_vie_osm.geojson")).map(
      ({ properties }) => properties.name,
    );
    const single = names.filter((name: string) => !name.includes(", ") && !/^\d+$/.test(name));
    // 2,551 names: 204 of them lists, 3 numbers; a list makes a street only where its longest name has none.
    expect([names.length, single.length]).toEqual([2551, 2344]);
    expect([street!.streets, street!.of_graph]).toEqual([2390, 33]);
    const merged = await ask<{ speed: number | null; lanes: number | null; highway: string }>(
      `SELECT speed_kilometres_per_hour AS speed, lanes, highway FROM street_segment
       WHERE external_id = ANY($1) ORDER BY external_id`,
      [await findMerged()],
    );
    expect(merged).toEqual([
      { speed: 30, lanes: null, highway: "residential" },
      { speed: null, lanes: 1, highway: "residential" },
    ]);
  });
}

/** One edge whose file says "['50', '30']" and one of two counts of lanes, by u-v-key. */
async function findMerged(): Promise<string[]> {
  const edges = await readFeatures("roads_osm/roads_drive_simplified.geojson");
  const idOf = ({ properties: { u, v, key } }: (typeof edges)[number]) => `${u}-${v}-${key}`;
  const oneWay = edges.filter(({ properties }) => properties.oneway && properties.highway === "residential");
  const fast = oneWay.find(
    ({ properties }) => ["['50', '30']", "['30', '50']"].includes(properties.maxspeed) && !properties.lanes,
  );
  const wide = oneWay.find(({ properties }) => properties.lanes === "['1', '2']" && !properties.maxspeed);
  return [idOf(fast!), idOf(wide!)].sort();
}

function testZones(ask: ReturnType<typeof asker>): void {
  it("has 3,851 sections with 856,648 residents, and 8, 23 and 94 zones around them", async () => {
    const kinds = await ask<{
      kind: string;
      zones: number;
      residents: number | null;
      households: number | null;
    }>(PEOPLE);
    expect(kinds).toEqual([
      { kind: "census", zones: 3851, residents: 856_648, households: 449_312, valid: true },
      { kind: "district", zones: 8, residents: null, households: null, valid: true },
      { kind: "neighbourhood", zones: 23, residents: null, households: null, valid: true },
      { kind: "statistical", zones: 94, residents: 856_648, households: 449_312, valid: true },
    ]);
    const sections = await readFeatures("census/sezioni_censimento.geojson");
    const [whole] = await ask<{ area: number; unknown: number }>(
      `SELECT sum(ST_Area(geom)) AS area, count(*) FILTER (WHERE residents IS NULL)::integer AS unknown
       FROM zone WHERE kind = 'census'`,
    );
    const area = sections.reduce((sum, section) => sum + areaOf(section), 0);
    expect(whole!.area / area).toBeCloseTo(1, 6);
    expect(area / 1e6).toBeCloseTo(129.99, 0);
    expect(whole!.unknown).toBe(sections.filter(({ properties }) => properties.NRESID === undefined).length);
    expect(await hashExtent(ask, "zone WHERE kind = 'census'")).toBe(extentHash(sections));
  });
}

await describeWith("data", "Turin from its files", () => {
  // All of it where a database server is at hand; what is read in seconds on the embedded one too.
  describe("embedded", () => {
    let database: Database;
    beforeAll(async () => {
      const test = await openTestDatabase("embedded", "schema");
      database = test.database;
      await importCity(database, await planTurin(), ["zone", "street", "street_node", "street_segment"]);
      return () => test.close();
    });
    const ask = asker(() => database);
    testZones(ask);
    testGraph(ask);
  });
});

await describeWith((await findNativeServer()) === null ? "native" : "data", "Turin whole (postgres)", () => {
  let database: Database;
  let summary: ImportSummary;
  beforeAll(async () => {
    const test = await openTestDatabase("postgres", "schema");
    database = test.database;
    summary = await importCity(database, await planTurin());
    return () => test.close();
  });
  const ask = asker(() => database);

  it("takes every source, and says what of it was refused, repaired and left out", () => {
    const told = Object.fromEntries(
      summary.datasets.map(({ id, state, features, refused, repaired, leftOut }) => [
        id,
        [state, features, refused, repaired, leftOut].join(" "),
      ]),
    );
    expect(told).toEqual({
      circoscrizioni: "done 8 0 0 0",
      quartieri: "done 23 0 15 0",
      "zone-statistiche": "done 94 0 0 0",
      sezioni: "done 3851 0 0 0",
      "edifici-ctc-centro": "done 5550 0 0 0",
      // The unit that both boxes hold.
      "edifici-ctc-politecnico": "done 5278 1 0 0",
      // Five points that bear a building's tag; what municipal units cover is left to them.
      "edifici-osm-politecnico": "done 879 5 0 2182",
      "edifici-osm-centro": "done 2092 0 1 1730",
      vie: "done 2357 3 0 0",
      "vie-del-grafo": "done 33 0 0 0",
      "grafo-nodi": "done 11371 0 0 0",
      "ciclabili-nodi": "done 593 0 0 0",
      "grafo-archi": "done 17916 0 0 0",
      ciclabili: "done 606 0 0 0",
      "linee-gtt": "done 211 0 0 0",
      "fermate-gtt": "done 2795 0 0 4208",
      "quote-suolo": "done 10217 0 0 0",
      scuole: "done 196 0 0 0",
      farmacie: "done 279 0 0 0",
      biblioteche: "done 61 0 0 0",
      "parcheggi-5t": "done 40 0 0 0",
      "sensori-5t": "done 35 0 0 114",
      "ztl-area": "done 1 0 0 0",
      "ztl-varchi": "done 30 0 0 0",
      "zone-traffico": "done 184 0 0 0",
      "zone-traffico-senza-contorno": "done 71 0 0 0",
      domanda: "done 54601 0 0 0",
    });
  });

  testZones(ask);
  testGraph(ask);

  it("gives units the height, the ground and the floors that the municipal map has", async () => {
    // Read off the files by hand.
    const NAMED = {
      "ctc/65013": [5.07, 245.1, 2],
      "ctc/20619": [21.25, 253.5, 6],
      "ctc/718200": [19.61, 236.8, 1],
      "ctc/581481": [12.68, 244.4, 4],
      "ctc/581490": [22.08, 244.2, 7],
      "ctc/581492": [16.26, 243.9, 5],
      "ctc/1025646": [4.26, 244.6, null],
      "ctc/479892": [6.54, 227, null],
      "ctc/479894": [6.75, 226.8, null],
      "ctc/376970": [28.66, 242.6, 6],
      "ctc/40721": [11.96, 242.5, null],
      "ctc/34838": [null, 239.1, null],
    } as const;
    const rows = await ask<{ id: string; height: number | null; base: number; floors: number | null }>(
      `SELECT external_id AS id, round(height_metres::numeric, 2)::float AS height,
         round(base_metres::numeric, 2)::float AS base, floors FROM building WHERE external_id = ANY($1)`,
      [Object.keys(NAMED)],
    );
    expect(
      Object.fromEntries(rows.map(({ id, height, base, floors }) => [id, [height, base, floors]])),
    ).toEqual(NAMED);
  });

  it("covers the ground that the municipal units cover, to the square metre", async () => {
    const files = ["centro_arbarello", "politecnico_san_paolo"].map(
      (box) => `buildings_ctc/ctc_units_${box}.geojson`,
    );
    const units = new Map(
      (await Promise.all(files.map(readFeatures))).flat().map((unit) => [unit.properties.cit_ar, unit]),
    );
    expect(units.size).toBe(10_828);
    const [ours] = await ask<{ count: number; area: number; surveyed: number }>(
      `SELECT count(*)::integer AS count, sum(ST_Area(geom)) AS area,
         count(*) FILTER (WHERE height_source = 'surveyed')::integer AS surveyed
       FROM building WHERE external_id LIKE 'ctc/%'`,
    );
    const area = [...units.values()].reduce((sum, unit) => sum + areaOf(unit), 0);
    expect([ours!.count, ours!.surveyed]).toEqual([10_828, 10_626]);
    expect(Math.abs(ours!.area - area)).toBeLessThan(1);
    expect(await hashExtent(ask, "building WHERE external_id LIKE 'ctc/%'")).toBe(
      extentHash([...units.values()]),
    );
  });

  it("tells no ground twice: buildings of two sources share less than a hand's breadth", async () => {
    // 107 pairs touch; the largest of what they share was 0.0022 m².
    const [shared] = await ask<{ most: number; touching: number }>(
      `SELECT max(ST_Area(ST_Intersection(a.geom, b.geom))) AS most, count(*)::integer AS touching
       FROM building AS a JOIN building AS b ON ST_Intersects(a.geom, b.geom)
       WHERE a.external_id LIKE 'ctc/%' AND b.external_id LIKE 'osm/%'`,
    );
    expect(shared!.touching).toBeGreaterThan(100);
    expect(shared!.most).toBeLessThan(0.01);
    const sources = await ask<{ source: string; count: number }>(
      `SELECT height_source AS source, count(*)::integer AS count FROM building
       WHERE external_id LIKE 'osm/%' GROUP BY 1 ORDER BY 1`,
    );
    expect(sources.map(({ source }) => source)).toEqual(["levels", "tagged", "unknown"]);
    const [odd] = await ask<{ odd: number }>(
      "SELECT count(*)::integer AS odd FROM building WHERE (height_metres IS NULL) <> (height_source = 'unknown')",
    );
    expect(odd!.odd).toBe(0);
  });

  it("knows the lines of the stops whose pole is the same, and no path of any line", async () => {
    const [stops] = await ask<{ known: number; step_free: number; lines: number; drawn: number }>(
      `SELECT count(*) FILTER (WHERE line_codes <> '{}')::integer AS known,
         count(*) FILTER (WHERE step_free)::integer AS step_free,
         (SELECT count(*)::integer FROM transit_line) AS lines,
         (SELECT count(geom)::integer FROM transit_line) AS drawn FROM transit_stop`,
    );
    expect([stops!.lines, stops!.drawn]).toEqual([211, 0]);
    expect(stops!.known).toBe(await countStopsWithLines());
    expect(stops!.known).toBeGreaterThan(1900);
  });

  it("counts 2,159,348 trips a day between zones that it knows, 166 of them by their outline", async () => {
    const [demand] = await ask<{ trips: number; strangers: number; outlined: number; zones: number }>(
      `SELECT (SELECT sum(trips::float8) FROM traffic_demand, unnest(trips_per_hour) AS trips) AS trips,
         (SELECT count(*)::integer FROM traffic_demand WHERE from_zone NOT IN (SELECT external_id FROM traffic_zone)
            OR to_zone NOT IN (SELECT external_id FROM traffic_zone)) AS strangers,
         count(*) FILTER (WHERE match_share >= 0.5)::integer AS outlined, count(*)::integer AS zones
       FROM traffic_zone`,
    );
    expect(demand).toMatchObject({ strangers: 0, outlined: 166, zones: 255 });
    // Single precision: a part in a million.
    expect(Math.abs(demand!.trips / 2_159_347.8 - 1)).toBeLessThan(1e-5);
  });

  it("stays as it is when it is taken in again, to the id", async () => {
    const layers = ["zone", "building", "street_node", "street_segment", "transit_stop"] as const;
    const fingerprint = async () => {
      const hashes: string[] = [];
      for (const layer of layers) {
        const [row] = await ask<{ hash: string }>(
          `SELECT md5(string_agg(concat_ws(' ', id, external_id, md5(geom::bytea)), ',' ORDER BY id)) AS hash FROM ${layer}`,
        );
        hashes.push(row!.hash);
      }
      return hashes;
    };
    const before = await fingerprint();
    const again = await importCity(database, await planTurin(), ["zone", "street_node", "transit_stop"]);
    expect(again.changed).toEqual([]);
    expect(new Set(again.datasets.map(({ state }) => state))).toEqual(new Set(["unchanged"]));
    expect(await fingerprint()).toEqual(before);
  });
});

/** By the files alone: a stop in the city's rectangle, its pole in the list of 2017 at most 100 m away, a line that runs. */
async function countStopsWithLines(): Promise<number> {
  const routes = await readFile(join(DATA_FOLDER, "turin", "gtt_gtfs", "gtfs", "routes.txt"), "utf8");
  const running = new Set([...routes.matchAll(/^"([^"]+)",/gm)].map(([, id]) => id));
  const poles = new Map<string, readonly [number, number]>();
  for (const { properties, geometry } of await readFeatures("services/fermate_tpl_2017.geojson")) {
    const { stop_id: pole, route_id: route } = properties;
    if (running.has(route) && !poles.has(pole)) poles.set(pole, geometry.coordinates);
  }
  return (await readFeatures("gtt_gtfs/stops.geojson")).filter(({ properties, geometry }) => {
    const [x, y] = geometry.coordinates;
    const pole = poles.get(properties.stop_code);
    if (pole === undefined || x < 7.57787 || x > 7.77338 || y < 45.00677 || y > 45.14019) return false;
    return Math.hypot((x - pole[0]) * 78_560, (y - pole[1]) * 111_195) <= 100;
  }).length;
}
