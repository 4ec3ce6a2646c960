/** Public roadworks as the feeds tell them: one shape for WZDx, DATEX II and CIFS. */
import type { VehicleImpact } from "../interventions/intervention.ts";
import { BEGUN_STATES, ENDED_STATES, type PublicState } from "./public-interventions.ts";

/** A phase of a public roadwork, and the street it lies along. */
export interface RoadworkPhase {
  readonly id: string;
  readonly interventionId: string;
  /** Of the intervention; every save raises it. */
  readonly version: number;
  readonly state: PublicState;
  readonly recurring: boolean;
  readonly place: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly vehicleImpact: VehicleImpact;
  readonly carriagewayWidthMetres: number | null;
  readonly line: LineString;
  readonly detour: LineString | null;
  /** Null where no street is near enough. */
  readonly street: RoadworkStreet | null;
}

interface RoadworkStreet {
  readonly name: string | null;
  readonly lanes: number | null;
  /** Of a one-way street, whether the line runs with its traffic; null where traffic runs both ways. */
  readonly withTraffic: boolean | null;
}

export interface LineString {
  readonly type: "LineString";
  readonly coordinates: readonly (readonly [number, number])[];
}

const UNNAMED = "via senza nome";

/** The name of the street; where none is near, of the place as the office wrote it. */
export const roadName = ({ street, place }: RoadworkPhase) => street?.name || place || UNNAMED;

/** A phase told to those who guide traffic now. */
export interface ToldRoadwork {
  readonly phase: RoadworkPhase;
  /** Null where works go on past the end that was planned: nobody has said until when. */
  readonly endsAt: string | null;
  /** The crew has said that works have begun, and this phase is the one under way. */
  readonly underWay: boolean;
}

/** In their order, those of one intervention together. */
export function groupByIntervention(phases: readonly RoadworkPhase[]): readonly (readonly RoadworkPhase[])[] {
  const groups = new Map<string, RoadworkPhase[]>();
  for (const phase of phases) {
    const siblings = groups.get(phase.interventionId);
    if (siblings === undefined) groups.set(phase.interventionId, [phase]);
    else siblings.push(phase);
  }
  return [...groups.values()];
}

/**
 * What is done is not told: whoever reads a snapshot drops what is no longer there. What was to be over, and by the
 * crew's word is not, still stands in the street.
 */
export function tellRoadworks(siblings: readonly RoadworkPhase[], atMs: number): ToldRoadwork[] {
  const lastEnd = Math.max(...siblings.map(({ endsAt }) => Date.parse(endsAt)));
  return siblings.flatMap((phase): ToldRoadwork[] => {
    if (ENDED_STATES.includes(phase.state)) return [];
    const begun = BEGUN_STATES.includes(phase.state);
    const [startMs, endMs] = [Date.parse(phase.startsAt), Date.parse(phase.endsAt)];
    if (endMs > atMs) return [{ phase, endsAt: phase.endsAt, underWay: begun && startMs <= atMs }];
    return begun && endMs === lastEnd ? [{ phase, endsAt: null, underWay: true }] : [];
  });
}
