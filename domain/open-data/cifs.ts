/**
 * Closures and hindrances as incidents of Waze's Closure and Incident Feed Specification, version 2
 * (developers.google.com/waze/data-feed/cifs-specification). All lanes shut is a closure, which Waze takes out of its
 * routes; what only hinders is a hazard. Works that leave every lane open are none.
 */
import { toLocal } from "../geo/calendar.ts";
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

export interface IncidentFacts {
  readonly timeZone: string;
  readonly atMs: number;
}

interface Incident {
  readonly id: string;
  readonly type: "ROAD_CLOSED" | "HAZARD";
  readonly subtype: string;
  readonly polyline: string;
  readonly direction: "ONE_DIRECTION" | "BOTH_DIRECTIONS";
  readonly street: string;
  readonly starttime: string;
  /** Left out where nobody has said until when: Waze then takes fourteen days. */
  readonly endtime?: string;
  readonly description: string;
  readonly creationtime: string;
  readonly updatetime: string;
  readonly source: { readonly reference: string; readonly name: string };
}

const CLOSURE = { type: "ROAD_CLOSED", subtype: "ROAD_CLOSED_CONSTRUCTION" } as const;
const LANE_CLOSED = { type: "HAZARD", subtype: "HAZARD_ON_ROAD_LANE_CLOSED" } as const;
const WORKS = { type: "HAZARD", subtype: "HAZARD_ON_ROAD_CONSTRUCTION" } as const;
const KINDS: Readonly<Record<VehicleImpact, Pick<Incident, "type" | "subtype"> | null>> = {
  "all-lanes-open": null,
  "all-lanes-open-shift-left": null,
  "all-lanes-open-shift-right": null,
  "some-lanes-closed": LANE_CLOSED,
  "some-lanes-closed-merge-left": LANE_CLOSED,
  "some-lanes-closed-merge-right": LANE_CLOSED,
  "alternating-one-way": WORKS,
  flagging: WORKS,
  "temporary-traffic-signal": WORKS,
  "all-lanes-closed": CLOSURE,
  unknown: WORKS,
};
/** The shortest name of a street that the schema takes. */
const MIN_NAME = 2;

/** ISO 8601 to the second with the city's offset, the one form that the specification names. */
function withOffset(instant: string, timeZone: string): string {
  const ms = Math.floor(Date.parse(instant) / 1_000) * 1_000;
  const { date, clockMs } = toLocal(ms, timeZone);
  const asUtc = Date.parse(`${date}T00:00:00Z`) + clockMs;
  const minutes = Math.round((asUtc - ms) / 60_000);
  const two = (value: number) => String(value).padStart(2, "0");
  const size = Math.abs(minutes);
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${new Date(asUtc).toISOString().slice(0, 19)}${offset}`;
}

/** Latitude before longitude, to a decimetre; null where nothing of the line is left at that. */
function writePolyline({ coordinates }: LineString, turned: boolean): string | null {
  const points = coordinates.map(([longitude, latitude]) => `${latitude.toFixed(6)} ${longitude.toFixed(6)}`);
  const kept = points.filter((point, at) => point !== points[at - 1]);
  if (kept.length < 2) return null;
  return (turned ? kept.reverse() : kept).join(" ");
}

function describe(phase: RoadworkPhase): string {
  const words = INTERVENTION_WORDS.it;
  return [words.kinds.roadwork.one, phase.place, words.impacts[phase.vehicleImpact]]
    .filter(Boolean)
    .join(" – ");
}

function toIncident({ phase, endsAt }: ToldRoadwork, { timeZone }: IncidentFacts): Incident[] {
  const kind = KINDS[phase.vehicleImpact];
  const withTraffic = phase.street?.withTraffic ?? null;
  // The order of the points is that of the traffic, which a line drawn along a one-way street may run against.
  const polyline = writePolyline(phase.line, withTraffic === false);
  const street = roadName(phase).trim();
  if (kind === null || polyline === null || street.length < MIN_NAME) return [];
  const at = (instant: string) => withOffset(instant, timeZone);
  return [
    {
      id: phase.id,
      ...kind,
      polyline,
      // Which side of a two-way street nobody has said: it is told to whoever comes from either end.
      direction: withTraffic === null ? "BOTH_DIRECTIONS" : "ONE_DIRECTION",
      street,
      starttime: at(phase.startsAt),
      ...(endsAt === null ? {} : { endtime: at(endsAt) }),
      description: describe(phase),
      creationtime: at(phase.createdAt),
      updatetime: at(phase.updatedAt),
      source: { reference: phase.officeId, name: phase.officeName },
    },
  ];
}

/** The whole feed. @param phases those of one intervention in their order */
export function incidentFeed(phases: readonly RoadworkPhase[], facts: IncidentFacts) {
  const incidents = groupByIntervention(phases)
    .flatMap((siblings) => tellRoadworks(siblings, facts.atMs))
    .flatMap((told) => toIncident(told, facts));
  return { incidents };
}

/** The same in the specification's other encoding. */
export function incidentXml({ incidents }: ReturnType<typeof incidentFeed>): XmlElement {
  return tag(
    "incidents",
    ...incidents.map(({ id, source, ...fields }) =>
      element(
        "incident",
        { id },
        ...Object.entries(fields).map(([name, value]) => tag(name, value)),
        tag("source", tag("reference", source.reference), tag("name", source.name)),
      ),
    ),
  );
}
