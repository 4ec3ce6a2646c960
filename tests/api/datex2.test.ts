/**
 * DATEX II version 3, held to a real feed of it (NDW's roadworks), and to the sequences and lists of the published
 * schema (DATEXII_3_Situation.xsd of 3.5, which repeats them from 3.0 on), written here by hand: the schemas themselves
 * are not among the data.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { VEHICLE_IMPACTS, type VehicleImpact } from "../../domain/interventions/intervention.ts";
import { situationPublication } from "../../domain/open-data/datex2.ts";
import { ROADWORK } from "../../domain/open-data/roadwork.fixture.ts";
import type { RoadworkPhase } from "../../domain/open-data/roadworks.ts";
import { writeXml } from "../../domain/open-data/xml.ts";
import { DATA_FOLDER, describeWith } from "../support/require.ts";
import { allOf, childrenOf, learnOrder, offencesAgainst, parseXml } from "../support/xml-order.ts";

const SAMPLE = join(DATA_FOLDER, "formats", "datex2_samples", "netherlands", "situations.xml");
/** minOccurs 0, or not of works themselves: the sample holds no MaintenanceWorks. */
const OPTIONAL = [
  ...["relatedSituation", "cause", "carriageway", "overallEndTime", "complianceOption"],
  ...["numberOfLanesRestricted", "numberOfOperationalLanes", "situation"],
];

const RECORD = [
  ...["situationRecordCreationReference", "situationRecordCreationTime", "situationRecordVersionTime"],
  ...["probabilityOfOccurrence", "source", "validity", "impact", "cause", "generalPublicComment"],
  ...["locationReference", "operatorActionStatus"],
];
const REQUIRED = [
  ...["situationRecordCreationTime", "situationRecordVersionTime", "probabilityOfOccurrence", "validity"],
  "locationReference",
];
/** What each type of record has beside, in its order; the last is required. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  MaintenanceWorks: ["underTraffic", "roadMaintenanceType"],
  RoadOrCarriagewayOrLaneManagement: ["complianceOption", "roadOrCarriagewayOrLaneManagementType"],
  GeneralNetworkManagement: ["complianceOption", "generalNetworkManagementType"],
  ReroutingManagement: ["complianceOption", "reroutingManagementType", "alternativeRoute"],
};
const AT = "2026-03-03T09:00:00.000Z";

function tell(phases: readonly RoadworkPhase[], { at = AT, synthetic = false } = {}): Element {
  return parseXml(writeXml(situationPublication(phases, { cityId: "prova", synthetic, generatedAt: at })));
}

const typeOf = (element: Element) => element.getAttribute("xsi:type")!.replace("sit:", "");
const only = (root: Element, name: string) => allOf(root, name).map(({ textContent }) => textContent);

function expectBySchema(root: Element) {
  for (const record of allOf(root, "situationRecord")) {
    const sequence = [...RECORD, ...OWN[typeOf(record)]!];
    const places = childrenOf(record).map(({ localName }) => sequence.indexOf(localName!));
    expect(places, typeOf(record)).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    const names = childrenOf(record).map(({ localName }) => localName);
    expect(names).toEqual(expect.arrayContaining([...REQUIRED, OWN[typeOf(record)]!.at(-1)]));
    expect(record.getAttribute("version")).toMatch(/^\d+$/);
  }
}

await describeWith("data", "roadworks by DATEX II version 3", () => {
  const sample = () => parseXml(readFileSync(SAMPLE, "utf8"));
  const order = learnOrder(sample());

  it("is judged by a referee that takes the real feed, and refuses it turned round or without a part", () => {
    expect(offencesAgainst(order, sample())).toEqual([]);
    const turned = sample();
    const [header] = allOf(turned, "headerInformation");
    header!.parentNode!.insertBefore(header!, header!.parentNode!.firstChild);
    expect(offencesAgainst(order, turned)).not.toEqual([]);
    const without = sample();
    const [time] = allOf(without, "situationRecordVersionTime");
    time!.parentNode!.removeChild(time!);
    expect(offencesAgainst(order, without, OPTIONAL)).toHaveLength(1);
  });

  it.each(VEHICLE_IMPACTS)("tells the effect %s", (vehicleImpact) => {
    const told: Record<VehicleImpact, string | null> = {
      "all-lanes-open": null,
      "all-lanes-open-shift-left": "lanesDeviated",
      "all-lanes-open-shift-right": "lanesDeviated",
      "some-lanes-closed": "laneClosures",
      "some-lanes-closed-merge-left": "laneClosures",
      "some-lanes-closed-merge-right": "laneClosures",
      "alternating-one-way": "singleAlternateLineTraffic",
      flagging: "trafficBeingManuallyDirected",
      "temporary-traffic-signal": "temporaryTrafficLights",
      "all-lanes-closed": "roadClosed",
      unknown: null,
    };
    const root = tell([{ ...ROADWORK, vehicleImpact, detour: ROADWORK.line }]);
    expect(offencesAgainst(order, root, OPTIONAL)).toEqual([]);
    expectBySchema(root);
    const types = allOf(root, "situationRecord").map(typeOf);
    expect([types[0], types.at(-1)]).toEqual(["MaintenanceWorks", "ReroutingManagement"]);
    const words = [
      ...only(root, "roadOrCarriagewayOrLaneManagementType"),
      ...only(root, "generalNetworkManagementType"),
    ];
    expect(words).toEqual([told[vehicleImpact]].filter((word) => word !== null));
    const open = { "all-lanes-closed": ["false"], unknown: [] as string[] };
    expect(only(root, "underTraffic")).toEqual(open[vehicleImpact as "unknown"] ?? ["true"]);
  });

  it("tells lanes only where the effect says what becomes of each, and the width that is left", () => {
    const root = tell([{ ...ROADWORK, vehicleImpact: "all-lanes-closed" }]);
    const [impact] = allOf(root, "impact");
    expect(childrenOf(impact!).map(({ localName, textContent }) => [localName, textContent])).toEqual([
      ["numberOfLanesRestricted", "2"],
      ["numberOfOperationalLanes", "0"],
      ["residualRoadWidth", "2.75"],
    ]);
    const unknown = tell([{ ...ROADWORK, vehicleImpact: "some-lanes-closed", carriagewayWidthMetres: null }]);
    expect(allOf(unknown, "impact")).toEqual([]);
  });

  it("gives latitude before longitude, and the name of the street", () => {
    const root = tell([{ ...ROADWORK, vehicleImpact: "unknown" }]);
    expect(only(root, "posList")).toEqual(["45.07 7.68 45.07 7.69"]);
    expect(only(root, "roadName")).toEqual(["Via Po"]);
  });

  it("tells what comes, what is under way and what overruns, and drops what is over", () => {
    const statusAt = (at: string, state: RoadworkPhase["state"]) => {
      const root = tell([{ ...ROADWORK, state, vehicleImpact: "unknown" }], { at });
      expect(offencesAgainst(order, root, OPTIONAL)).toEqual([]);
      return [
        ...only(root, "operatorActionStatus"),
        ...only(root, "validityStatus"),
        ...only(root, "overallEndTime"),
      ];
    };
    const planned = "definedByValidityTimeSpec";
    expect(statusAt(AT, "approved")).toEqual(["approved", planned, ROADWORK.endsAt]);
    expect(statusAt(AT, "inProgress")).toEqual(["beingImplemented", planned, ROADWORK.endsAt]);
    expect(statusAt("2026-03-08T00:00:00Z", "inProgress")).toEqual(["beingImplemented", "active"]);
    expect(statusAt("2026-03-08T00:00:00Z", "approved")).toEqual([]);
    expect(statusAt(AT, "completed")).toEqual([]);
    const next = { ...ROADWORK, id: "next", startsAt: ROADWORK.endsAt, endsAt: "2026-03-09T00:00:00.000Z" };
    const later = tell([ROADWORK, next], { at: "2026-03-08T00:00:00Z" });
    expect(allOf(later, "situationRecord").map((record) => record.getAttribute("id"))).toEqual([
      "next",
      "next-traffic",
    ]);
  });

  it("says of what is invented that it is a test", () => {
    expect(only(tell([ROADWORK]), "informationStatus")).toEqual(["real"]);
    expect(only(tell([ROADWORK], { synthetic: true }), "informationStatus")).toEqual(["test"]);
  });

  it("can hold any name", () => {
    const place = 'Via <b>Po</b> & "altre"\u0000\u000b\ud800 ]]> è 🚧';
    const root = tell([{ ...ROADWORK, place, street: null }]);
    expect(only(root, "roadName")[0]).toBe('Via <b>Po</b> & "altre" ]]> è 🚧');
  });
});
