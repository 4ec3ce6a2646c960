/** Each rule of Waze's specification (cifs-specification and road-closure-information of its documentation) a test. */
import { describe, expect, it } from "vitest";
import { VEHICLE_IMPACTS } from "../interventions/intervention.ts";
import { incidentFeed, incidentXml } from "./cifs.ts";
import { ROADWORK } from "./roadwork.fixture.ts";
import type { RoadworkPhase } from "./roadworks.ts";
import { writeXml } from "./xml.ts";

const FACTS = { timeZone: "Europe/Rome", atMs: Date.parse("2026-03-03T09:00:00Z") };
const tell = (...phases: RoadworkPhase[]) => incidentFeed(phases, FACTS).incidents;
const tellOne = (more: Partial<RoadworkPhase>) => tell({ ...ROADWORK, ...more })[0];

/** Of those that the specification lists, what a roadwork can be. */
const SUBTYPES: Readonly<Record<string, readonly string[]>> = {
  ROAD_CLOSED: ["ROAD_CLOSED_CONSTRUCTION", "ROAD_CLOSED_EVENT", "ROAD_CLOSED_HAZARD"],
  HAZARD: ["HAZARD_ON_ROAD", "HAZARD_ON_ROAD_CONSTRUCTION", "HAZARD_ON_ROAD_LANE_CLOSED"],
};

describe("an incident for Waze", () => {
  it("is a closure only where all lanes are shut, a hazard where some are, and none where all are open", () => {
    const types = VEHICLE_IMPACTS.map((vehicleImpact) => [vehicleImpact, tellOne({ vehicleImpact })?.type]);
    const hazards = VEHICLE_IMPACTS.filter((one) => !one.startsWith("all-lanes"));
    expect(Object.fromEntries(types)).toEqual({
      "all-lanes-closed": "ROAD_CLOSED",
      "all-lanes-open": undefined,
      "all-lanes-open-shift-left": undefined,
      "all-lanes-open-shift-right": undefined,
      ...Object.fromEntries(hazards.map((one) => [one, "HAZARD"])),
    });
  });

  it("has a subtype of its type", () => {
    for (const vehicleImpact of VEHICLE_IMPACTS) {
      const incident = tellOne({ vehicleImpact });
      if (incident !== undefined) expect(SUBTYPES[incident.type]).toContain(incident.subtype);
    }
  });

  it("has an id of its own that outlives a change, and what is required", () => {
    const incidents = tell(ROADWORK, { ...ROADWORK, id: "another" });
    expect(incidents.map(({ id }) => id)).toEqual([ROADWORK.id, "another"]);
    expect(tellOne({ version: 9, place: "altrove" })?.id).toBe(ROADWORK.id);
    for (const field of ["id", "type", "polyline", "street", "starttime", "description"] as const) {
      expect(incidents[0]![field]).not.toBe("");
    }
  });

  it("gives pairs of latitude and longitude, blank between them, at six decimals, two at least", () => {
    expect(tellOne({})?.polyline).toBe("45.070000 7.680000 45.070000 7.690000");
    const line = (...coordinates: [number, number][]) => ({
      line: { type: "LineString" as const, coordinates },
    });
    expect(tellOne(line([7.68, 45.07], [7.6800000004, 45.07]))).toBeUndefined();
    expect(tellOne(line([7.68, 45.07], [7.6800000004, 45.07], [7.69, 45.08]))?.polyline).toBe(
      "45.070000 7.680000 45.080000 7.690000",
    );
  });

  it("runs with the traffic of a one-way street, and shuts both directions of any other", () => {
    const street = { name: "Via Po", lanes: 1 };
    const [east, west] = ["45.070000 7.680000", "45.070000 7.690000"];
    const of = (withTraffic: boolean | null) => {
      const { direction, polyline } = tellOne({ street: { ...street, withTraffic } })!;
      return [direction, polyline];
    };
    expect(of(true)).toEqual(["ONE_DIRECTION", `${east} ${west}`]);
    expect(of(false)).toEqual(["ONE_DIRECTION", `${west} ${east}`]);
    expect(of(null)).toEqual(["BOTH_DIRECTIONS", `${east} ${west}`]);
  });

  it("begins and ends to the second, with the offset that the city's clock has on that day", () => {
    expect(tellOne({})).toMatchObject({
      starttime: "2026-03-02T08:00:00+01:00",
      endtime: "2026-03-06T18:00:00+01:00",
    });
    const summer = tellOne({ endsAt: "2026-06-30T22:00:00.000Z" });
    expect(summer?.endtime).toBe("2026-07-01T00:00:00+02:00");
    const west = incidentFeed([ROADWORK], { ...FACTS, timeZone: "America/St_Johns" }).incidents[0];
    expect(west?.starttime).toBe("2026-03-02T03:30:00-03:30");
  });

  it("has no end where works go on past the one that was planned, and is gone when they are done", () => {
    const atMs = Date.parse("2026-03-10T00:00:00Z");
    const at = (state: RoadworkPhase["state"]) =>
      incidentFeed([{ ...ROADWORK, state }], { ...FACTS, atMs }).incidents;
    expect(at("inProgress")[0]).not.toHaveProperty("endtime");
    expect(at("completed")).toEqual([]);
    expect(at("approved")).toEqual([]);
  });

  it("has a street of two letters at least", () => {
    expect(tellOne({ street: null, place: "" })?.street).toBe("via senza nome");
    expect(tellOne({ street: null, place: " X " })).toBeUndefined();
  });

  it("is the same in XML", () => {
    const text = writeXml(incidentXml(incidentFeed([{ ...ROADWORK, place: "A & B" }], FACTS)));
    expect(text).toContain(`<incident id="${ROADWORK.id}"><type>ROAD_CLOSED</type>`);
    expect(text).toContain("<description>Lavori stradali – A &amp; B – Tutte le corsie chiuse</description>");
    expect(text).toContain(
      "<source><reference>roads</reference><name>Ufficio Strade (prova)</name></source>",
    );
  });
});
