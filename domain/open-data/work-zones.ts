/**
 * Roadworks as road events of the Work Zone Data Exchange, version 4.2 (US DOT; schemas and definitions at
 * github.com/usdot-jpo-ode/wzdx). What is not known is left out, and never guessed.
 */
import { BEGUN_STATES, ENDED_STATES, type PublicState } from "./public-interventions.ts";
import { groupByIntervention, type RoadworkPhase, roadName } from "./roadworks.ts";

export interface FeedFacts {
  readonly publisher: string;
  readonly generatedAt: string;
  readonly updateSeconds: number;
  /** WZDx knows one licence, CC0; null where the city has not chosen it, and the feed then names none. */
  readonly licence: string | null;
}

const CC0 = "https://creativecommons.org/publicdomain/zero/1.0/";

/** As EventStatus defines them: what is handed over begins within days; what is suspended still stands there. */
const STATUS = {
  approved: "planned",
  handedOver: "pending",
  inProgress: "active",
  suspended: "active",
  completed: "completed",
  takenBack: "completed",
} as const satisfies Record<PublicState, string>;

interface Relation {
  readonly type: string;
  readonly id: string;
}

const detourId = (phase: RoadworkPhase) => `${phase.id}-detour`;

/**
 * How the phases of one intervention belong together, in their order: one after the other, or the occurrences of
 * something that comes again. Only what the feed holds is named.
 */
function relationsOf(phase: RoadworkPhase, siblings: readonly RoadworkPhase[]): Relation[] {
  const at = siblings.indexOf(phase);
  const [first, next] = [siblings[0]!, siblings[at + 1]];
  const [firstType, nextType] = phase.recurring
    ? ["first-occurrence", "next-occurrence"]
    : ["first-in-sequence", "next-in-sequence"];
  return [
    ...(first === phase ? [] : [{ type: firstType!, id: first.id }]),
    ...(next === undefined ? [] : [{ type: nextType!, id: next.id }]),
  ];
}

/**
 * Lanes of the street where it is known how many there are and the impact says what becomes of each of them:
 * "some closed" does not say which, and says nothing here.
 */
function lanesOf({ street, vehicleImpact }: RoadworkPhase) {
  const count = street?.lanes ?? 0;
  const status =
    vehicleImpact === "all-lanes-closed"
      ? "closed"
      : vehicleImpact === "all-lanes-open"
        ? "open"
        : vehicleImpact === "alternating-one-way" && count === 1
          ? "alternating-flow"
          : null;
  if (count < 1 || status === null) return {};
  return {
    lanes: Array.from({ length: count }, (_, at) => ({ order: at + 1, type: "general", status })),
  };
}

function restrictionsOf({ carriagewayWidthMetres: width }: RoadworkPhase) {
  if (width === null || width <= 0) return {};
  const value = Math.round(width * 100);
  return { restrictions: [{ type: "reduced-width", value, unit: "centimeters" }] };
}

function coreDetails(phase: RoadworkPhase, type: "work-zone" | "detour", related: readonly Relation[]) {
  return {
    event_type: type,
    data_source_id: phase.officeId,
    road_names: [roadName(phase)],
    // Directions are those of the naming of US roads; no street here has one. Without a street, not even that is known.
    direction: phase.street === null ? "unknown" : "undefined",
    ...(related.length === 0 ? {} : { related_road_events: related }),
    creation_date: phase.createdAt,
    update_date: phase.updatedAt,
  };
}

function times(phase: RoadworkPhase, isFirst: boolean) {
  return {
    start_date: phase.startsAt,
    end_date: phase.endsAt,
    // The crew says that works have begun, and ended, of the whole: of later phases only once all is done.
    is_start_date_verified:
      ENDED_STATES.includes(phase.state) || (isFirst && BEGUN_STATES.includes(phase.state)),
    is_end_date_verified: ENDED_STATES.includes(phase.state),
    event_status: STATUS[phase.state],
  };
}

function describe(phase: RoadworkPhase, siblings: readonly RoadworkPhase[]) {
  const isFirst = siblings[0] === phase;
  const related = relationsOf(phase, siblings);
  const detour: Relation[] = phase.detour === null ? [] : [{ type: "related-detour", id: detourId(phase) }];
  const workZone = {
    id: phase.id,
    type: "Feature",
    properties: {
      core_details: coreDetails(phase, "work-zone", [...related, ...detour]),
      ...times(phase, isFirst),
      // Drawn by the office, not measured on the street.
      is_start_position_verified: false,
      is_end_position_verified: false,
      location_method: "other",
      work_zone_type: "static",
      vehicle_impact: phase.vehicleImpact,
      ...lanesOf(phase),
      ...restrictionsOf(phase),
    },
    geometry: phase.line,
  };
  if (phase.detour === null) return [workZone];
  const led = {
    id: detourId(phase),
    type: "Feature",
    properties: {
      core_details: coreDetails(phase, "detour", [{ type: "related-work-zone", id: phase.id }]),
      ...times(phase, isFirst),
    },
    geometry: phase.detour,
  };
  return [workZone, led];
}

/** The whole feed. @param phases those of one intervention stand together, in their order */
export function workZoneFeed(phases: readonly RoadworkPhase[], facts: FeedFacts) {
  const offices = new Map(phases.map(({ officeId, officeName }) => [officeId, officeName]));
  const sources = offices.size > 0 ? [...offices] : [["decumano", facts.publisher]];
  return {
    feed_info: {
      publisher: facts.publisher,
      version: "4.2",
      update_date: facts.generatedAt,
      update_frequency: facts.updateSeconds,
      ...(facts.licence === "CC0-1.0" ? { license: CC0 } : {}),
      data_sources: sources.map(([id, name]) => ({ data_source_id: id, organization_name: name })),
    },
    type: "FeatureCollection",
    features: groupByIntervention(phases).flatMap((siblings) =>
      siblings.flatMap((phase) => describe(phase, siblings)),
    ),
  };
}
