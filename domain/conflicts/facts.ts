import type { StreetClass, UtilityNetwork } from "../city/city-data.ts";
import type { LocalDate } from "../geo/calendar.ts";
import type { Span } from "../geo/interval.ts";
import type {
  DailyHours,
  DetourAgreement,
  Hindrance,
  InterventionKind,
  InterventionState,
  VehicleImpact,
} from "../interventions/intervention.ts";
import type { AccuracyClass, PlaceSort } from "./counterpart.ts";
import type { ParameterId, ParameterValues } from "./parameters/parameters.ts";
import type { Season } from "./season.ts";

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
  /** It comes back by a rule of recurrence: a weekly market. */
  readonly recurring: boolean;
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

/** A named thing of a layer. */
export interface NearbyPlace extends Nearness {
  readonly sort: Exclude<PlaceSort, "street" | "noDigPeriod">;
  readonly key: string;
  readonly name: string;
  readonly synthetic: boolean;
}

export interface NearbyPlaces {
  readonly things: readonly NearbyPlace[];
  /** Sorts that this city has none of on record: not known, which is not the same as none near. */
  readonly missing: readonly NearbyPlace["sort"][];
}

/** A street whose carriageway the footprint comes upon. */
export interface TouchedStreet extends Nearness {
  readonly key: string;
  readonly name: string;
  readonly class: StreetClass | "motorway";
  /** Every stretch of it that is touched leads one way only. */
  readonly oneWay: boolean;
  /** From its axis to the edge of its carriageway: nearer than this it is touched. */
  readonly reachMetres: number;
  /** Of its axis, as far as it lies beside the footprint. */
  readonly besideMetres: number;
  /** One pavement: half of what the street has beside its carriageway; null where a width is only assumed. */
  readonly pavementMetres: number | null;
  readonly synthetic: boolean;
}

/** A dig that is over. */
export interface FinishedDig extends Nearness {
  readonly phaseId: string;
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly title: string;
  readonly officeName: string;
  readonly span: Span;
  readonly reinstatement: "provisional" | "definitive" | null;
  readonly reinstatedAtMs: number | null;
}

/** A live phase of another intervention, near in time as `NearbyPhase` is. */
interface DetourSide extends Nearness {
  readonly phaseId: string;
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly title: string;
  readonly officeName: string;
  readonly span: Span;
}

/** Its traffic is led past the subject; distances to its detour line. */
export type DetourHere = DetourSide;

/** It lies on the subject's own detour; distances from that line, and none from the subject's drawn one. */
export interface PhaseOnDetour extends DetourSide {
  readonly hindrance: Hindrance;
  readonly vehicleImpact: VehicleImpact;
}

/** A named street that the subject's detour leads along. */
export interface DetourStreet {
  readonly key: string;
  readonly name: string;
  readonly class: StreetClass | "motorway";
  /** Of the detour, as far as it runs along this street. */
  readonly alongMetres: number;
}

/** A period in which the city lets nobody dig, where the subject lies. Days are the city's, both ends within. */
export interface NoDigPeriod {
  readonly key: string;
  readonly name: string;
  /** Kinds that it forbids. */
  readonly kinds: readonly InterventionKind[];
  readonly season: Season;
}

/** An event, live or over, in the place of another. */
export interface EventNearby {
  readonly title: string;
  readonly span: Span;
  readonly weekdays: readonly number[];
  readonly distanceMetres: number;
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
  readonly nearbyPlaces: NearbyPlaces;
  /** Null where this city has no street graph. */
  readonly touchedStreets: readonly TouchedStreet[] | null;
  /** Roadworks that ended before the subject begins, of the years that a moratorium may last. */
  readonly finishedDigs: readonly FinishedDig[];
  /** Events near the subject within a year either side of it: other interventions', and its own other phases. */
  readonly eventsNearby: readonly EventNearby[];
  readonly detoursHere: readonly DetourHere[];
  readonly phasesOnDetour: readonly PhaseOnDetour[];
  /** Null where this city has no street graph; empty where the subject has no detour. */
  readonly detourStreets: readonly DetourStreet[] | null;
  /** Null where this city has none on record. */
  readonly noDigPeriods: readonly NoDigPeriod[] | null;
}
export type FactName = keyof Facts;

/** What stands in for facts that no rule asked for. */
export const NO_FACTS: Facts = {
  nearbyPhases: [],
  nearbyTrees: null,
  nearbyUtilities: null,
  pavementSquareMetres: null,
  nearbyPlaces: { things: [], missing: [] },
  touchedStreets: null,
  finishedDigs: [],
  eventsNearby: [],
  detoursHere: [],
  phasesOnDetour: [],
  detourStreets: null,
  noDigPeriods: null,
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

/** How far things are looked for, by sort: the most that their parameters may be set to. */
export const PLACE_REACH_METRES: Readonly<Record<NearbyPlace["sort"], number>> = {
  transitLine: 12,
  transitStop: 25,
  school: 150,
  hospital: 300,
  carPark: 60,
  trafficGate: 60,
};
/** A carriageway whose width no source tells is taken to reach so far from its axis. */
export const ASSUMED_HALF_CARRIAGEWAY_METRES = 3;
/** How far and how many years back digs that are over are looked for. */
export const FINISHED_DIG_METRES = 10;
export const FINISHED_DIG_YEARS = 6;
/** The zone of a detour and that of major works, at their widest. */
export const DETOUR_REACH_METRES = 24;
/** A street is led along when this much of a detour lies within these metres of its axis: less is a crossing. */
export const DETOUR_BESIDE_METRES = 8;
export const LEAST_ALONG_METRES = 30;
/** How far around an event another counts as held in the same place, at the most. */
export const EVENT_REACH_METRES = 200;

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
  /** It comes back by a rule of recurrence: a weekly market. */
  readonly recurring: boolean;
  /** Traffic is led elsewhere meanwhile, along a line that was drawn. */
  readonly hasDetour: boolean;
  readonly detourAgreements: readonly DetourAgreement[];
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
