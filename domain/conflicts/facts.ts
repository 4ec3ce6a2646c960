import type { UtilityNetwork } from "../city/city-data.ts";
import type { LocalDate } from "../geo/calendar.ts";
import type { Span } from "../geo/interval.ts";
import type {
  DailyHours,
  Hindrance,
  InterventionKind,
  InterventionState,
  VehicleImpact,
} from "../interventions/intervention.ts";
import type { AccuracyClass } from "./counterpart.ts";
import type { ParameterId, ParameterValues } from "./parameters/parameters.ts";

/** When within its span a phase is at work. */
export interface Activity {
  readonly span: Span;
  /** Null: around the clock. */
  readonly dailyHours: DailyHours | null;
  /** ISO 8601, 1 Monday to 7 Sunday. */
  readonly weekdays: readonly number[];
}

/** How far something is from the subject. */
interface Nearness {
  /** From the subject's footprint; 0 where they touch or overlap. */
  readonly distanceMetres: number;
  /** From the subject's drawn line; null when the subject was drawn as an area. */
  readonly lineDistanceMetres: number | null;
}

/** A saved, live phase near the subject in space; near in time means within a year either side of it. */
export interface NearbyPhase extends Nearness, Activity {
  readonly phaseId: string;
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly title: string;
  readonly officeName: string;
  readonly hindrance: Hindrance;
  /** Ground both footprints take. 0 when they only touch. */
  readonly sharedSquareMetres: number;
}

/** A tree on record; null is not known. */
export interface NearbyTree extends Nearness {
  readonly key: string;
  readonly species: string | null;
  readonly sizeClass: "first" | "second" | "third" | null;
  readonly monumental: boolean;
  readonly trunkDiameterMetres: number | null;
  readonly synthetic: boolean;
}

/** A pipe or cable on record, by its axis. */
export interface NearbyUtility extends Nearness {
  readonly key: string;
  readonly network: UtilityNetwork;
  readonly diameterMillimetres: number;
  /** Ground surface to the crown; null: not known. */
  readonly depthMetres: number | null;
  readonly accuracyClass: AccuracyClass;
  /** It crosses the footprint even where it lies off its record by its class's horizontal tolerance. */
  readonly surelyUnder: boolean;
  readonly synthetic: boolean;
}

/**
 * Everything a rule may ask to know. A rule names what it needs and is given nothing else. Null: this city has no
 * such data, which is not the same as nothing near.
 */
export interface Facts {
  readonly nearbyPhases: readonly NearbyPhase[];
  readonly nearbyTrees: readonly NearbyTree[] | null;
  readonly nearbyUtilities: readonly NearbyUtility[] | null;
  /** Pavement that the footprint takes; null where no pavement is on record for a long way around. */
  readonly pavementSquareMetres: number | null;
}
export type FactName = keyof Facts;

/** What stands in for facts that no rule asked for. */
export const NO_FACTS: Facts = {
  nearbyPhases: [],
  nearbyTrees: null,
  nearbyUtilities: null,
  pavementSquareMetres: null,
};

/** How far and how long around a phase `nearbyPhases` reaches. */
export const NEARBY_METRES = 25;
export const NEARBY_DAYS = 366;
/** The widest root zone (tree-protection.ts). */
export const TREE_REACH_METRES = 15;
/** The widest tolerance and half the thickest pipe (utility-accuracy.ts). */
export const UTILITY_REACH_METRES = 4;
/** Without any pavement on record this near, a street's pavements are taken as not known. */
export const PAVEMENT_REACH_METRES = 50;

/** The phase under examination. */
export interface Subject extends Activity {
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly hindrance: Hindrance;
  readonly vehicleImpact: VehicleImpact;
  /** Width of a footprint drawn as a line; null for an area. */
  readonly widthMetres: number | null;
  /** Null: not known. */
  readonly depthMetres: number | null;
  /** Ground that the footprint takes. */
  readonly squareMetres: number;
  /** How far it reaches above the ground; null: not known, as for each of the following. */
  readonly heightMetres: number | null;
  /** Width left to people on foot. */
  readonly footwayWidthMetres: number | null;
  /** Width left to vehicles. */
  readonly carriagewayWidthMetres: number | null;
  readonly noisePowerDecibels: number | null;
  readonly expectedPeople: number | null;
  /** It starts at once and is regularised after: no term of notice binds it. */
  readonly urgent: boolean;
}

/** What is the same for every rule of one evaluation; a rule sees the parameters it names and no others. */
export interface Circumstances<Reads extends ParameterId = ParameterId> {
  readonly nowMs: number;
  readonly timeZone: string;
  /** Public holidays of the city's calendar. */
  readonly isHoliday: (date: LocalDate) => boolean;
  /** What holds in this city: its own values over the defaults. */
  readonly parameters: Pick<ParameterValues, Reads>;
}
