/** The WZDx feed, held to the published schemas of version 4.2, and what it tells to the database. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { beforeAll, expect, it } from "vitest";
import { VEHICLE_IMPACTS } from "../../domain/interventions/intervention.ts";
import { PUBLIC_STATES } from "../../domain/open-data/public-interventions.ts";
import { ROADWORK } from "../../domain/open-data/roadwork.fixture.ts";
import type { RoadworkPhase } from "../../domain/open-data/roadworks.ts";
import { workZoneFeed } from "../../domain/open-data/work-zones.ts";
import { describeOnDatabases, openTestDatabase } from "../support/databases.ts";
import { type OpenDataCity, openOpenDataCity } from "../support/open-data-city.ts";
import { DATA_FOLDER, describeWith } from "../support/require.ts";
import type { Answer } from "../support/server.ts";
import { allOf, parseXml } from "../support/xml-order.ts";

const SCHEMAS = join(DATA_FOLDER, "formats", "wzdx", "schemas", "4.2");
const EXAMPLES = join(DATA_FOLDER, "formats", "wzdx", "examples", "WorkZoneFeed");

/** RFC 7946's line and points, which WZDx's schemas refer to by their address at geojson.org and do not hold. */
function geometrySchema(type: string, minItems: number) {
  const position = { type: "array", minItems: 2, items: { type: "number" } };
  return {
    $id: `https://geojson.org/schema/${type}.json`,
    type: "object",
    required: ["type", "coordinates"],
    properties: { type: { enum: [type] }, coordinates: { type: "array", minItems, items: position } },
  };
}

function readSchema() {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(geometrySchema("LineString", 2));
  ajv.addSchema(geometrySchema("MultiPoint", 1));
  for (const file of readdirSync(SCHEMAS)) {
    if (file !== "WorkZoneFeed.json" && file !== "DeviceFeed.json") {
      ajv.addSchema(JSON.parse(readFileSync(join(SCHEMAS, file), "utf8")));
    }
  }
  const check = ajv.compile(JSON.parse(readFileSync(join(SCHEMAS, "WorkZoneFeed.json"), "utf8")));
  return (feed: unknown) => (check(feed) ? [] : check.errors!);
}

const FACTS = {
  publisher: "Prova",
  generatedAt: "2026-02-01T09:00:00.000Z",
  updateSeconds: 300,
  licence: "CC0-1.0",
};
interface TurnedIncident {
  readonly direction: string;
  readonly polyline: string;
}
const nth = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
// biome-ignore lint/suspicious/noExplicitAny: what is asserted on
const tell = (...phases: RoadworkPhase[]): any => JSON.parse(JSON.stringify(workZoneFeed(phases, FACTS)));

/** One roadwork under way, near the axis of a street. */
const DRAW_AS_AREA = `UPDATE phase SET centreline = NULL, width_metres = NULL, geom = ST_Buffer(centreline, 12)
  WHERE id = (SELECT phase.id FROM phase JOIN intervention ON intervention.id = intervention_id
    JOIN street_segment ON ST_DWithin(street_segment.geom, centreline, 8)
    WHERE intervention.kind = 'roadwork' AND state = 'inProgress' AND upper(during) > now()
    ORDER BY phase.id LIMIT 1) RETURNING id`;

await describeWith("data", "road events by the schemas of WZDx 4.2", () => {
  const errorsOf = readSchema();

  it("takes the published examples, and refuses them without what is required: the referee can tell", () => {
    const names = readdirSync(EXAMPLES);
    expect(names).toHaveLength(9);
    for (const name of names) {
      const feed = JSON.parse(readFileSync(join(EXAMPLES, name), "utf8"));
      expect(errorsOf(feed), name).toEqual([]);
      delete feed.features[0].properties.core_details.direction;
      expect(errorsOf(feed), name).not.toEqual([]);
    }
  });

  it.each(VEHICLE_IMPACTS)("tells the impact %s", (vehicleImpact) => {
    const feed = tell({ ...ROADWORK, vehicleImpact });
    expect(errorsOf(feed)).toEqual([]);
    expect(feed.features[0].properties.vehicle_impact).toBe(vehicleImpact);
  });

  it("tells each lane where it is known what becomes of it, and none where it is not", () => {
    const lanesOf = (more: Partial<RoadworkPhase>) => {
      const feed = tell({ ...ROADWORK, ...more });
      expect(errorsOf(feed)).toEqual([]);
      return feed.features[0].properties.lanes?.map(({ status }: { status: string }) => status);
    };
    expect(lanesOf({})).toEqual(["closed", "closed"]);
    expect(lanesOf({ vehicleImpact: "all-lanes-open" })).toEqual(["open", "open"]);
    const oneLane = { street: { name: "Via Po", lanes: 1, withTraffic: null } };
    expect(lanesOf({ vehicleImpact: "alternating-one-way", ...oneLane })).toEqual(["alternating-flow"]);
    expect(lanesOf({ vehicleImpact: "alternating-one-way" })).toBeUndefined();
    expect(lanesOf({ vehicleImpact: "some-lanes-closed" })).toBeUndefined();
    expect(lanesOf({ street: { name: "Via Po", lanes: null, withTraffic: null } })).toBeUndefined();
    expect(lanesOf({ street: null })).toBeUndefined();
  });

  it("tells the status, and holds for verified only what a crew has said", () => {
    const of = (state: RoadworkPhase["state"]) => {
      const feed = tell({ ...ROADWORK, state }, { ...ROADWORK, id: nth(2), state });
      expect(errorsOf(feed)).toEqual([]);
      return feed.features.map(({ properties: p }: { properties: Record<string, unknown> }) => [
        p.event_status,
        p.is_start_date_verified,
        p.is_end_date_verified,
      ]);
    };
    const status = Object.fromEntries(PUBLIC_STATES.map((state) => [state, of(state)]));
    const both = (one: unknown[]) => [one, one];
    expect(status).toEqual({
      approved: both(["planned", false, false]),
      handedOver: both(["pending", false, false]),
      inProgress: [
        ["active", true, false],
        ["active", false, false],
      ],
      suspended: [
        ["active", true, false],
        ["active", false, false],
      ],
      completed: both(["completed", true, true]),
      takenBack: both(["completed", true, true]),
    });
  });

  it("joins what belongs together: a sequence, occurrences, a detour", () => {
    const phases = [1, 2, 3].map((number) => ({ ...ROADWORK, id: nth(number) }));
    const relations = (feed: ReturnType<typeof tell>) =>
      // biome-ignore lint/suspicious/noExplicitAny: what came out
      feed.features.map(({ properties }: any) =>
        (properties.core_details.related_road_events ?? []).map(
          ({ type, id }: { type: string; id: string }) => `${type} ${id.slice(35)}`,
        ),
      );
    expect(relations(tell(...phases))).toEqual([
      ["next-in-sequence 2"],
      ["first-in-sequence 1", "next-in-sequence 3"],
      ["first-in-sequence 1"],
    ]);
    expect(relations(tell(...phases.map((phase) => ({ ...phase, recurring: true }))))[1]).toEqual([
      "first-occurrence 1",
      "next-occurrence 3",
    ]);
    const led = tell({ ...ROADWORK, detour: ROADWORK.line });
    expect(errorsOf(led)).toEqual([]);
    expect(relations(led)).toEqual([["related-detour 1-detour"], ["related-work-zone 1"]]);
    expect(led.features[1].properties.core_details.event_type).toBe("detour");
  });

  it("has no direction to tell, and says when not even the street is known", () => {
    const of = (more: Partial<RoadworkPhase>) => {
      const feed = tell({ ...ROADWORK, ...more });
      expect(errorsOf(feed)).toEqual([]);
      const { direction, road_names: names } = feed.features[0].properties.core_details;
      return [direction, ...names];
    };
    expect(of({})).toEqual(["undefined", "Via Po"]);
    expect(of({ street: null, place: "Corso Re" })).toEqual(["unknown", "Corso Re"]);
    expect(of({ street: { name: null, lanes: null, withTraffic: null }, place: "" })).toEqual([
      "undefined",
      "via senza nome",
    ]);
  });

  it("are what the sample city serves, with detours and a roadwork drawn as an area", async () => {
    const opened = await openTestDatabase("embedded", "sample");
    const city = await openOpenDataCity(async () => opened);
    try {
      await city.rows(DRAW_AS_AREA);
      const { json } = await city.get("/feeds/wzdx.geojson");
      expect(json.features.length).toBeGreaterThan(20);
      expect(errorsOf(json)).toEqual([]);
    } finally {
      await city.close();
      await opened.close();
    }
  }, 180_000);

  it("names the one licence that WZDx knows, or none", () => {
    expect(tell(ROADWORK).feed_info.license).toBe("https://creativecommons.org/publicdomain/zero/1.0/");
    const unconfirmed = JSON.parse(JSON.stringify(workZoneFeed([], { ...FACTS, licence: null })));
    expect(errorsOf(unconfirmed)).toEqual([]);
    expect(unconfirmed.feed_info).not.toHaveProperty("license");
  });
});

await describeOnDatabases("/feeds/wzdx.geojson", (open) => {
  let city: OpenDataCity;
  beforeAll(async () => {
    city = await openOpenDataCity(open);
    return () => city.close();
  });

  it("has every public roadwork not over for two weeks, with its line as drawn", async () => {
    const { status, headers, json } = await city.get("/feeds/wzdx.geojson");
    expect(status).toBe(200);
    expect(headers.get("Content-Type")).toMatch(/^application\/geo\+json/);
    const [held] = await city.rows<{ count: number; detours: number }>(
      `SELECT count(*) AS count, count(detour) AS detours FROM phase
       JOIN intervention ON intervention.id = intervention_id
       WHERE NOT removed AND deleted_at IS NULL AND intervention.kind = 'roadwork' AND state = ANY($1)
         AND centreline IS NOT NULL AND upper(during) > now() - interval '14 days'`,
      [PUBLIC_STATES],
    );
    const ofType = (type: string) => {
      const events = json.features as { properties: { core_details: { event_type: string } } }[];
      return events.filter(({ properties }) => properties.core_details.event_type === type);
    };
    expect(held!.count).toBeGreaterThan(20);
    expect(held!.detours).toBe(4);
    expect(ofType("work-zone")).toHaveLength(held!.count);
    expect(ofType("detour")).toHaveLength(held!.detours);
    const [near] = await city.rows<{ count: number; furthest: number }>(
      `SELECT count(*) AS count, max(ST_HausdorffDistance(phase.centreline,
         ST_Transform(ST_GeomFromGeoJSON(part->>'geometry'), 32632))) AS furthest
       FROM json_array_elements($1::json) AS part JOIN phase ON phase.id::text = part->>'id'`,
      [JSON.stringify(ofType("work-zone"))],
    );
    expect(near!.count).toBe(held!.count);
    // Seven decimals of a degree are a centimetre.
    expect(near!.furthest).toBeLessThan(0.02);
    expect(new Set(json.features.map(({ id }: { id: string }) => id)).size).toBe(json.features.length);
  });

  it("takes the longest axis inside of a roadwork drawn as an area", async () => {
    const [area] = await city.rows<{ id: string }>(DRAW_AS_AREA);
    await city.rows(
      "UPDATE intervention SET version = version + 1 WHERE id = (SELECT intervention_id FROM phase WHERE id = $1)",
      [area!.id],
    );
    const { json } = await city.get("/feeds/wzdx.geojson");
    const event = json.features.find(({ id }: { id: string }) => id === area!.id);
    const [inside] = await city.rows<{ within: boolean }>(
      `SELECT ST_CoveredBy(ST_Transform(ST_GeomFromGeoJSON($2), 32632), ST_Buffer(geom, 0.05)) AND EXISTS (
         SELECT 1 FROM street_segment WHERE ST_CoveredBy(ST_Transform(ST_GeomFromGeoJSON($2), 32632),
           ST_Buffer(street_segment.geom, 0.05))) AS within FROM phase WHERE id = $1`,
      [area!.id, JSON.stringify(event.geometry)],
    );
    expect(inside!.within).toBe(true);
  });

  it("tells the same works as DATEX II and to Waze, without those that are done", async () => {
    const { json } = await city.get("/feeds/wzdx.geojson");
    const asked = await Promise.all(
      ["datex2.xml", "cifs.json", "cifs.xml"].map((file) => city.get(`/feeds/${file}`)),
    );
    const [datex, cifs, cifsXml] = asked as [Answer, Answer, Answer];
    expect(datex.headers.get("Content-Type")).toMatch(/^application\/xml/);
    const live = await city.rows<{ id: string; impact: string }>(
      `SELECT phase.id, vehicle_impact AS impact FROM phase JOIN intervention ON intervention.id = intervention_id
       WHERE phase.id = ANY($1) AND state NOT IN ('completed', 'takenBack') AND (upper(during) > now()
         OR state IN ('inProgress', 'suspended') AND upper(during) >= ALL (SELECT upper(sibling.during)
           FROM phase AS sibling WHERE sibling.intervention_id = intervention.id AND NOT sibling.removed))`,
      [json.features.map(({ id }: { id: string }) => id).filter((id: string) => !id.endsWith("-detour"))],
    );
    expect(live.length).toBeGreaterThan(20);
    const records = allOf(parseXml(datex.text), "situationRecord");
    const works = records.filter((one) => one.getAttribute("xsi:type") === "sit:MaintenanceWorks");
    const sorted = (ids: readonly (string | null)[]) => [...ids].sort();
    expect(sorted(works.map((one) => one.getAttribute("id")))).toEqual(sorted(live.map(({ id }) => id)));
    const ids = records.map((one) => one.getAttribute("id"));
    expect(new Set(ids).size).toBe(ids.length);
    const hindering = live.filter(({ impact }) => !impact.startsWith("all-lanes-open"));
    const told = cifs.json.incidents as { id: string; type: string; polyline: string }[];
    expect(sorted(told.map(({ id }) => id))).toEqual(sorted(hindering.map(({ id }) => id)));
    const incidents = allOf(parseXml(cifsXml.text), "incident");
    expect(incidents.map((one) => one.getAttribute("id"))).toEqual(told.map(({ id }) => id));
  });

  it("runs for Waze with the traffic of a one-way street", async () => {
    const { incidents } = (await city.get("/feeds/cifs.json")).json as { incidents: TurnedIncident[] };
    const oneWay = incidents.filter(({ direction }) => direction === "ONE_DIRECTION");
    expect(oneWay.length).toBeGreaterThan(0);
    for (const { polyline } of oneWay) {
      const values = polyline.split(" ").map(Number);
      const points = [values.slice(0, 2), values.slice(-2)].map(([latitude, longitude]) => [
        longitude,
        latitude,
      ]);
      const [run] = await city.rows<{ with: boolean; oneWay: boolean }>(
        `WITH line AS (SELECT ST_Transform(ST_GeomFromGeoJSON($1), 32632) AS geom)
         SELECT one_way AS "oneWay", ST_LineLocatePoint(street_segment.geom, ST_StartPoint(line.geom))
           <= ST_LineLocatePoint(street_segment.geom, ST_EndPoint(line.geom)) AS with
         FROM street_segment, line ORDER BY street_segment.geom <-> ST_LineInterpolatePoint(ST_Transform(
           ST_GeomFromGeoJSON($2), 32632), 0.5) LIMIT 1`,
        [
          JSON.stringify({ type: "LineString", coordinates: points }),
          JSON.stringify({
            type: "LineString",
            coordinates: polyline.match(/\S+ \S+/g)!.map((pair) => pair.split(" ").map(Number).reverse()),
          }),
        ],
      );
      expect(run).toEqual({ oneWay: true, with: true });
    }
  });

  it.each(["wzdx.geojson", "datex2.xml", "cifs.json", "cifs.xml"])(
    "takes no parameter, and is kept by its tag: %s",
    async (file) => {
      const wrong = await city.get(`/feeds/${file}?kind=event`);
      expect([wrong.status, wrong.json.errors[0].field]).toEqual([400, "kind"]);
      const tag = (await city.get(`/feeds/${file}`)).headers.get("ETag")!;
      expect((await city.get(`/feeds/${file}`, { "If-None-Match": tag })).status).toBe(304);
    },
  );
});
