/**
 * Roadworks as a SituationPublication of DATEX II version 3 (CEN/TS 16157; dictionary and schemas at datex2.eu): a
 * situation an intervention; of each phase a record of the works, one of what becomes of traffic where that is known,
 * and one of the diversion where there is one. Elements stand in the order of the schemas' sequences, which refuse any
 * other. What is not known is left out.
 */
import type { VehicleImpact } from "../interventions/intervention.ts";
import { INTERVENTION_WORDS } from "../interventions/wording.ts";
import {
  groupByIntervention,
  type LineString,
  type RoadworkPhase,
  roadName,
  type ToldRoadwork,
  tellRoadworks,
} from "./roadworks.ts";
import { element, tag, type XmlElement } from "./xml.ts";

export interface PublicationFacts {
  readonly cityId: string;
  /** Invented works: whoever guides real traffic must be able to tell. */
  readonly synthetic: boolean;
  readonly generatedAt: string;
}

const NAMESPACES = {
  "xmlns:d2": "http://datex2.eu/schema/3/d2Payload",
  "xmlns:com": "http://datex2.eu/schema/3/common",
  "xmlns:loc": "http://datex2.eu/schema/3/locationReferencing",
  "xmlns:sit": "http://datex2.eu/schema/3/situation",
  "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
};
/** Latitude before longitude, as this reference system has them. */
const WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326";

type Severity = "high" | "medium" | "low" | "unknown";
const BY_WEIGHT: readonly Severity[] = ["high", "medium", "unknown", "low"];

interface TrafficEffect {
  readonly severity: Severity;
  /** The type of record that tells what becomes of traffic, and its word for it; null where nothing does. */
  readonly measure:
    | readonly ["RoadOrCarriagewayOrLaneManagement" | "GeneralNetworkManagement", string]
    | null;
}

const lanesShifted: TrafficEffect = {
  severity: "low",
  measure: ["RoadOrCarriagewayOrLaneManagement", "lanesDeviated"],
};
const lanesClosed: TrafficEffect = {
  severity: "medium",
  measure: ["RoadOrCarriagewayOrLaneManagement", "laneClosures"],
};
const EFFECTS: Readonly<Record<VehicleImpact, TrafficEffect>> = {
  "all-lanes-open": { severity: "low", measure: null },
  "all-lanes-open-shift-left": lanesShifted,
  "all-lanes-open-shift-right": lanesShifted,
  "some-lanes-closed": lanesClosed,
  "some-lanes-closed-merge-left": lanesClosed,
  "some-lanes-closed-merge-right": lanesClosed,
  "alternating-one-way": {
    severity: "medium",
    measure: ["RoadOrCarriagewayOrLaneManagement", "singleAlternateLineTraffic"],
  },
  flagging: { severity: "medium", measure: ["GeneralNetworkManagement", "trafficBeingManuallyDirected"] },
  "temporary-traffic-signal": {
    severity: "medium",
    measure: ["GeneralNetworkManagement", "temporaryTrafficLights"],
  },
  "all-lanes-closed": {
    severity: "high",
    measure: ["RoadOrCarriagewayOrLaneManagement", "roadClosed"],
  },
  unknown: { severity: "unknown", measure: null },
};

const italian = (name: string, text: string) =>
  tag(name, tag("com:values", element("com:value", { lang: "it" }, text)));

const gmlLine = ({ coordinates }: LineString) =>
  element(
    "loc:gmlLineString",
    { srsName: WGS84 },
    tag("loc:posList", coordinates.map(([longitude, latitude]) => `${latitude} ${longitude}`).join(" ")),
  );

function locationOf(phase: RoadworkPhase): XmlElement {
  return element(
    "sit:locationReference",
    { "xsi:type": "loc:LinearLocation" },
    tag(
      "loc:supplementaryPositionalDescription",
      tag("loc:roadInformation", tag("loc:roadName", roadName(phase))),
    ),
    gmlLine(phase.line),
  );
}

function validityOf({ phase, endsAt }: ToldRoadwork): XmlElement {
  return tag(
    "sit:validity",
    tag("com:validityStatus", endsAt === null ? "active" : "definedByValidityTimeSpec"),
    tag(
      "com:validityTimeSpecification",
      tag("com:overallStartTime", phase.startsAt),
      endsAt === null ? null : tag("com:overallEndTime", endsAt),
    ),
  );
}

/** Lanes where the impact says what becomes of all of them, and the width left to vehicles. */
function impactOf({
  vehicleImpact,
  street,
  carriagewayWidthMetres: width,
}: RoadworkPhase): XmlElement | null {
  const lanes = vehicleImpact === "all-lanes-closed" ? street?.lanes : null;
  const known = [
    ...(lanes ? [tag("sit:numberOfLanesRestricted", String(lanes))] : []),
    ...(vehicleImpact === "all-lanes-closed" ? [tag("sit:numberOfOperationalLanes", "0")] : []),
    ...(width === null || width <= 0 ? [] : [tag("sit:residualRoadWidth", String(width))]),
  ];
  return known.length === 0 ? null : tag("sit:impact", ...known);
}

interface RecordParts {
  readonly type: string;
  readonly id: string;
  /** What stands between validity and place. */
  readonly about: readonly (XmlElement | null)[];
  readonly status: "approved" | "beingImplemented" | "implemented";
  readonly own: readonly XmlElement[];
}

function recordOf(told: ToldRoadwork, { type, id, about, status, own }: RecordParts): XmlElement {
  const { phase } = told;
  return element(
    "sit:situationRecord",
    { "xsi:type": `sit:${type}`, id, version: String(phase.version) },
    tag("sit:situationRecordCreationReference", id),
    tag("sit:situationRecordCreationTime", phase.createdAt),
    tag("sit:situationRecordVersionTime", phase.updatedAt),
    tag("sit:probabilityOfOccurrence", told.underWay ? "certain" : "probable"),
    tag("sit:source", italian("com:sourceName", phase.officeName)),
    validityOf(told),
    ...about,
    locationOf(phase),
    tag("sit:operatorActionStatus", status),
    ...own,
  );
}

const CAUSE = tag("sit:cause", tag("sit:causeType", "roadMaintenance"));

function worksOf(told: ToldRoadwork): XmlElement {
  const { phase } = told;
  const words = INTERVENTION_WORDS.it;
  const text = [words.kinds.roadwork.one, phase.place, words.impacts[phase.vehicleImpact]].filter(Boolean);
  const comment = tag(
    "sit:generalPublicComment",
    italian("sit:comment", text.join(" – ")),
    tag("sit:commentType", "description"),
  );
  return recordOf(told, {
    type: "MaintenanceWorks",
    id: phase.id,
    about: [impactOf(phase), comment],
    status: told.underWay ? "beingImplemented" : "approved",
    own: [
      ...(phase.vehicleImpact === "unknown"
        ? []
        : [tag("sit:underTraffic", String(phase.vehicleImpact !== "all-lanes-closed"))]),
      tag("sit:roadMaintenanceType", "roadworks"),
    ],
  });
}

function measureOf(told: ToldRoadwork): XmlElement | null {
  const { phase } = told;
  const { measure } = EFFECTS[phase.vehicleImpact];
  if (measure === null) return null;
  const [type, word] = measure;
  return recordOf(told, {
    type,
    id: `${phase.id}-traffic`,
    about: [impactOf(phase), CAUSE],
    status: told.underWay ? "implemented" : "approved",
    own: [
      tag("sit:complianceOption", "mandatory"),
      tag(`sit:${type[0]!.toLowerCase()}${type.slice(1)}Type`, word),
    ],
  });
}

function diversionOf(told: ToldRoadwork): XmlElement | null {
  const { phase } = told;
  if (phase.detour === null) return null;
  const location = element("loc:location", { "xsi:type": "loc:LinearLocation" }, gmlLine(phase.detour));
  return recordOf(told, {
    type: "ReroutingManagement",
    id: `${phase.id}-detour`,
    about: [CAUSE],
    status: told.underWay ? "implemented" : "approved",
    own: [
      tag("sit:complianceOption", "advisory"),
      tag("sit:reroutingManagementType", "followLocalDiversion"),
      element(
        "sit:alternativeRoute",
        { "xsi:type": "loc:ItineraryByIndexedLocations" },
        element("loc:locationContainedInItinerary", { index: "0" }, location),
      ),
    ],
  });
}

function situationOf(told: readonly ToldRoadwork[], { synthetic }: PublicationFacts): XmlElement {
  const [{ phase }] = told as [ToldRoadwork];
  const severities = told.map((one) => EFFECTS[one.phase.vehicleImpact].severity);
  return element(
    "sit:situation",
    { id: phase.interventionId },
    tag("sit:overallSeverity", BY_WEIGHT.find((severity) => severities.includes(severity))!),
    tag("sit:situationVersionTime", phase.updatedAt),
    tag(
      "sit:headerInformation",
      tag("com:confidentiality", "noRestriction"),
      tag("com:informationStatus", synthetic ? "test" : "real"),
    ),
    ...told.flatMap((one) => [worksOf(one), measureOf(one), diversionOf(one)]),
  );
}

/** The whole publication. @param phases those of one intervention in their order */
export function situationPublication(phases: readonly RoadworkPhase[], facts: PublicationFacts): XmlElement {
  const atMs = Date.parse(facts.generatedAt);
  return element(
    "d2:payload",
    { ...NAMESPACES, "xsi:type": "sit:SituationPublication", lang: "it", modelBaseVersion: "3" },
    tag("com:publicationTime", facts.generatedAt),
    tag("com:publicationCreator", tag("com:country", "it"), tag("com:nationalIdentifier", facts.cityId)),
    ...groupByIntervention(phases)
      .map((siblings) => tellRoadworks(siblings, atMs))
      .filter((told) => told.length > 0)
      .map((told) => situationOf(told, facts)),
  );
}
