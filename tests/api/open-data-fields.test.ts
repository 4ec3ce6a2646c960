/** What leaves the house without anybody asked for a name: closed lists of fields, decided works, and no inner word. */
import { beforeAll, expect, it } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { type OpenDataCity, openOpenDataCity, SECRET } from "../support/open-data-city.ts";
import { allOf, parseXml } from "../support/xml-order.ts";

const OF_INTERVENTION = ["interventionId", "kind", "state", "place", "office", "startsAt", "endsAt"];
/** By hand, and not from the code: a field that is added there must be added here as well. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  phases: [
    ...OF_INTERVENTION,
    ...["dailyFrom", "dailyTo", "weekdays", "vehicleImpact", "hindrance"],
    ...["footwayWidthMetres", "carriagewayWidthMetres", "synthetic"],
  ],
  detours: [...OF_INTERVENTION, "synthetic"],
  streets: ["externalId", "name", "class", "widthMetres", "carriagewayWidthMetres", "widthSource"],
  "street-segments": [
    ...["externalId", "name", "class", "oneWay", "lanes", "speedKilometresPerHour", "bridge", "tunnel"],
  ],
  buildings: [
    ...["externalId", "name", "use", "baseMetres", "heightMetres", "heightSource", "floors", "yearBuilt"],
  ],
  ground: ["externalId", "kind", "name", "derived"],
  trees: [
    ...["externalId", "species", "sizeClass", "monumental", "heightMetres"],
    ...["crownDiameterMetres", "trunkDiameterMetres"],
  ],
  "transit-stops": ["externalId", "name", "lineCodes", "stepFree"],
  "transit-lines": ["externalId", "code", "mode", "title"],
  zones: ["externalId", "kind", "name"],
};
const WORK_ZONE = [
  ...["core_details", "start_date", "end_date", "is_start_date_verified", "is_end_date_verified"],
  ...["event_status", "is_start_position_verified", "is_end_position_verified", "location_method"],
  ...["work_zone_type", "vehicle_impact", "lanes", "restrictions"],
];
const CORE = [
  ...["event_type", "data_source_id", "road_names", "direction", "related_road_events"],
  ...["creation_date", "update_date"],
];
const DATEX = [
  ...["publicationTime", "publicationCreator", "country", "nationalIdentifier", "situation"],
  ...["overallSeverity", "situationVersionTime", "headerInformation", "confidentiality", "informationStatus"],
  ...["situationRecord", "situationRecordCreationReference", "situationRecordCreationTime"],
  ...["situationRecordVersionTime", "probabilityOfOccurrence", "source", "sourceName", "values", "value"],
  ...["validity", "validityStatus", "validityTimeSpecification", "overallStartTime", "overallEndTime"],
  ...["impact", "numberOfLanesRestricted", "numberOfOperationalLanes", "residualRoadWidth", "cause"],
  ...["causeType", "generalPublicComment", "comment", "commentType", "locationReference"],
  ...["supplementaryPositionalDescription", "roadInformation", "roadName", "gmlLineString", "posList"],
  ...["operatorActionStatus", "underTraffic", "roadMaintenanceType", "complianceOption"],
  ...["roadOrCarriagewayOrLaneManagementType", "generalNetworkManagementType", "reroutingManagementType"],
  ...["alternativeRoute", "locationContainedInItinerary", "location"],
];
const INCIDENT = [
  ...["id", "type", "subtype", "polyline", "direction", "street", "starttime", "endtime", "description"],
  ...["creationtime", "updatetime", "source"],
];
const EVENT = [
  ...["UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY"],
  ...["DESCRIPTION", "LOCATION", "GEO", "CATEGORIES", "STATUS", "TRANSP", "URL"],
];
const DECIDED = ["approved", "handedOver", "inProgress", "suspended", "completed", "takenBack"];

const keysOf = (things: readonly object[]) =>
  [...new Set(things.flatMap((thing) => Object.keys(thing)))].sort();

await describeOnDatabases("public fields", (open) => {
  let city: OpenDataCity;

  beforeAll(async () => {
    city = await openOpenDataCity(open);
    return () => city.close();
  });

  it("are these of each collection, and of no other collection", async () => {
    const { json } = await city.get("/ogc/collections");
    expect(json.collections.map(({ id }: { id: string }) => id)).toEqual(Object.keys(FIELDS));
    for (const [id, fields] of Object.entries(FIELDS)) {
      const { features } = (await city.get(`/ogc/collections/${id}/items?limit=1000`)).json;
      const told = keysOf(features.map(({ properties }: { properties: object }) => properties));
      expect(told, id).toEqual([...fields].sort());
      expect(keysOf(features), id).toEqual(["geometry", "id", "properties", "type"]);
    }
  });

  it("are these of WZDx", async () => {
    const { features, feed_info: info } = (await city.get("/feeds/wzdx.geojson")).json;
    const properties = features.map((one: { properties: object }) => one.properties);
    expect(keysOf(properties)).toEqual([...WORK_ZONE].sort());
    const core = properties.map((one: { core_details: object }) => one.core_details);
    expect(keysOf(core)).toEqual([...CORE].sort());
    expect(Object.keys(info).sort()).toEqual(
      ["data_sources", "license", "publisher", "update_date", "update_frequency", "version"].sort(),
    );
    expect(keysOf(info.data_sources)).toEqual(["data_source_id", "organization_name"]);
  });

  it("are these of DATEX II", async () => {
    const root = parseXml((await city.get("/feeds/datex2.xml")).text);
    const leaves = allOf(root, "payload").flatMap((one) => Array.from(one.getElementsByTagName("*")));
    expect([...new Set(leaves.map(({ localName }) => localName))].sort()).toEqual([...DATEX].sort());
  });

  it("are these of an incident for Waze", async () => {
    expect(keysOf((await city.get("/feeds/cifs.json")).json.incidents)).toEqual([...INCIDENT].sort());
  });

  it("are these of an event of the calendar", async () => {
    const { text } = await city.get("/feeds/interventions.ics");
    const unfolded = text.replaceAll("\r\n ", "").split("\r\n");
    const events = unfolded.slice(unfolded.indexOf("BEGIN:VEVENT"));
    const names = new Set(events.map((line) => /^[A-Z-]+/.exec(line)?.[0] ?? "").filter(Boolean));
    expect([...names].sort()).toEqual([...EVENT, "BEGIN", "END"].sort());
  });

  it("are of what is decided: no forecast, draft, proposal or cancellation is told anywhere", async () => {
    const hidden = await city.rows<{ id: string; phase: string; state: string }>(
      `SELECT intervention.id, phase.id AS phase, state FROM intervention JOIN phase ON intervention_id = intervention.id
       WHERE state <> ALL($1) OR deleted_at IS NOT NULL OR removed`,
      [DECIDED],
    );
    expect([...new Set(hidden.map(({ state }) => state))]).toEqual(
      expect.arrayContaining(["forecast", "draft", "proposed", "cancelled"]),
    );
    const texts = [];
    for (const path of [
      "/ogc/collections/phases/items?limit=10000",
      "/ogc/collections/phases/items?limit=10000&f=html",
      "/ogc/collections/detours/items?limit=10000",
      "/feeds/wzdx.geojson",
      "/feeds/datex2.xml",
      "/feeds/cifs.json",
      "/feeds/cifs.xml",
      "/feeds/interventions.ics",
    ]) {
      // Long lines of a calendar are folded, in the middle of a word too.
      texts.push((await city.get(path)).text.replaceAll("\r\n ", ""));
    }
    const all = texts.join("\n");
    expect(all.length).toBeGreaterThan(100_000);
    for (const { id, phase } of hidden) {
      expect(all.includes(id) || all.includes(phase), id).toBe(false);
      expect((await city.get(`/ogc/collections/phases/items/${phase}`)).status).toBe(404);
    }
    // Title, description, cause, contractor, contacts and files all hold it.
    expect(all).not.toContain(SECRET);
    const states = (await city.get("/ogc/collections/phases/items?limit=10000")).json.features.map(
      ({ properties }: { properties: { state: string } }) => properties.state,
    );
    expect([...new Set(states)].sort()).toEqual([...DECIDED].sort());
  });

  it("are the same for whoever is signed in", async () => {
    const [planner] = await city.rows<{ id: string }>("SELECT id FROM person WHERE role = 'administrator'");
    const cookie = await city.server.signIn(planner!.id);
    for (const path of ["/ogc/collections/phases/items?limit=10000", "/feeds/interventions.ics"]) {
      const nobody = await city.get(path);
      const somebody = await city.server.ask("GET", path, { cookie });
      const without = (text: string) => text.replace(/"timeStamp":"[^"]*"/, "");
      expect(without(somebody.text)).toBe(without(nobody.text));
      expect(somebody.headers.get("ETag")).toBe(nobody.headers.get("ETag"));
      expect(somebody.headers.get("Cache-Control")).toMatch(/^public, max-age=\d+$/);
    }
  });

  it("name the licence of what is invented, and of a collection those of its data", async () => {
    const { json } = await city.get("/api/open-data");
    expect(json.feedLicence).toBe("CC0-1.0");
    expect(json.collections.map(({ id }: { id: string }) => id)).toEqual(Object.keys(FIELDS));
    for (const { id, features, licences, path } of json.collections) {
      expect(licences, id).toEqual(["CC0-1.0"]);
      const { json: items } = await city.get(`${path}/items?limit=1`);
      expect(items.numberMatched, id).toBe(features);
    }
  });
});

await describeOnDatabases("a real city's feeds", (open) => {
  let city: OpenDataCity;

  beforeAll(async () => {
    city = await openOpenDataCity(open, { environment: { REQUESTS_PER_MINUTE: "12" } });
    await city.rows("UPDATE platform.city SET synthetic = false");
    return () => city.close();
  });

  it("name no licence while its office has not said, and are given in measure", async () => {
    const { json } = await city.get("/feeds/wzdx.geojson");
    expect(json.feed_info).not.toHaveProperty("license");
    const collection = (await city.get("/ogc/collections/phases")).json;
    expect(collection.license).toBe("Da confermare dall'ufficio");
    expect(collection.links.map(({ rel }: { rel: string }) => rel)).not.toContain("license");
    expect((await city.get("/api/open-data")).json.feedLicence).toBeNull();
    const statuses = [];
    for (let at = 0; at < 14; at += 1) statuses.push((await city.get("/ogc")).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
