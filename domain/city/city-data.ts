/**
 * A whole city as plain records, one array per table of `server/migrations/city`: what a generator or an
 * importer hands to the loader. Coordinates are EPSG:32632 metres, heights metres above sea level; every
 * `externalId` is the source's own and stays the same from one load to the next.
 */
import type {
  LineStringGeometry,
  MultiLineStringGeometry,
  MultiPolygonGeometry,
  PointGeometry,
  PolygonGeometry,
} from "../geo/geometry.ts";

export interface CityRecord<G> {
  readonly id: number;
  readonly externalId: string;
  readonly geom: G;
}

/** Where a height comes from: a survey, a tag in metres, a count of levels, the generator, or nowhere. */
export const HEIGHT_SOURCES = ["surveyed", "tagged", "levels", "generated", "unknown"] as const;
export type HeightSource = (typeof HEIGHT_SOURCES)[number];

export interface BuildingRecord extends CityRecord<PolygonGeometry> {
  /** Null: not known; the relief says where it stands. */
  readonly baseMetres: number | null;
  /** Null exactly when `heightSource` is "unknown". */
  readonly heightMetres: number | null;
  readonly heightSource: HeightSource;
  readonly name: string | null;
  /** Where the walls start above the base: the clear height of an arcade, 0 on the ground. */
  readonly clearHeightMetres: number;
  readonly use: string;
  readonly floors: number | null;
  readonly yearBuilt: number | null;
}

export const GROUND_KINDS = [
  "base",
  "carriageway",
  "pavement",
  "square",
  "green",
  "water",
  "rail",
  "courtyard",
  "arcade",
] as const;
export type GroundKind = (typeof GROUND_KINDS)[number];

export interface GroundRecord extends CityRecord<PolygonGeometry> {
  readonly kind: GroundKind;
  readonly name: string | null;
  /** Null: lies on the relief. */
  readonly elevationMetres: number | null;
  /** Worked out from street axes and widths, not surveyed. */
  readonly derived: boolean;
}

export const STREET_CLASSES = [
  "main",
  "area_collector",
  "local_collector",
  "residential",
  "lot",
  "pedestrian",
] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

export interface StreetRecord extends CityRecord<MultiLineStringGeometry> {
  readonly name: string;
  readonly class: StreetClass;
  readonly widthMetres: number;
  readonly carriagewayWidthMetres: number;
  readonly widthSource: "tagged" | "lanes" | "assumed" | "generated";
}

export interface StreetNodeRecord extends CityRecord<PointGeometry> {}

/** One stretch between two nodes; both ways when not `oneWay`, else from `fromNode` to `toNode` as drawn. */
export interface StreetSegmentRecord extends CityRecord<LineStringGeometry> {
  readonly streetId: number | null;
  readonly fromNode: number;
  readonly toNode: number;
  readonly oneWay: boolean;
  readonly lanes: number | null;
  readonly speedKilometresPerHour: number | null;
  readonly name: string | null;
  /** OpenStreetMap's `highway` word. */
  readonly highway: string | null;
  readonly class: StreetClass | "motorway";
  readonly bridge: boolean;
  readonly tunnel: boolean;
  readonly carriagewayWidthMetres: number | null;
  /** Ways of OpenStreetMap the stretch is made of. */
  readonly wayIds: readonly number[];
}

export interface CycleTrackRecord extends CityRecord<LineStringGeometry> {
  readonly name: string | null;
  readonly fromNode: number;
  readonly toNode: number;
  readonly oneWay: boolean;
}

export interface ElevationPointRecord extends CityRecord<PointGeometry> {
  readonly elevationMetres: number;
}

export interface AddressRecord extends CityRecord<PointGeometry> {
  readonly streetId: number;
  readonly houseNumber: string;
  readonly buildingId: number | null;
}

export const TREE_CONDITIONS = ["excellent", "good", "fair", "poor", "bad", "dead"] as const;
export type TreeCondition = (typeof TREE_CONDITIONS)[number];

/** Likelihood to fail, A the least: the classes of Italian tree inspections (CPC). */
export const FAILURE_CLASSES = ["A", "B", "C", "C/D", "D"] as const;
export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** Null: not known. */
export interface TreeRecord extends CityRecord<PointGeometry> {
  readonly species: string | null;
  readonly sizeClass: "first" | "second" | "third" | null;
  readonly monumental: boolean;
  readonly heightMetres: number | null;
  readonly crownDiameterMetres: number | null;
  readonly trunkDiameterMetres: number | null;
  /** Null: stands on the relief. */
  readonly baseMetres: number | null;
  /** As its keeper judged it; absent or null where nobody has. */
  readonly condition?: TreeCondition | null;
  readonly failureClass?: FailureClass | null;
}

/** Null geometry: the line is known by its stops alone. */
export interface TransitLineRecord extends CityRecord<MultiLineStringGeometry | null> {
  readonly code: string;
  readonly mode: "tram" | "bus" | "metro" | "rail" | "funicular";
  readonly title: string;
}

export interface TransitStopRecord extends CityRecord<PointGeometry> {
  readonly name: string;
  readonly lineCodes: readonly string[];
  /** Null: not known. */
  readonly stepFree: boolean | null;
}

export const UTILITY_NETWORKS = ["water", "sewer", "gas", "power", "telecom", "heating"] as const;
export type UtilityNetwork = (typeof UTILITY_NETWORKS)[number];

export interface UtilityRecord extends CityRecord<LineStringGeometry> {
  readonly network: UtilityNetwork;
  readonly diameterMillimetres: number;
  /** Ground surface to the crown of the pipe. */
  readonly depthMetres: number;
  readonly material: string | null;
  /** PAS 128 survey category: A verified, B detected, C site reconnaissance, D desktop record. */
  readonly accuracyClass: "A" | "B" | "C" | "D";
}

export interface ZoneRecord extends CityRecord<MultiPolygonGeometry> {
  readonly kind: "district" | "neighbourhood" | "statistical" | "census";
  readonly name: string;
  readonly residents: number | null;
  readonly households: number | null;
}

export interface FacilityRecord extends CityRecord<PointGeometry> {
  readonly kind: "school" | "pharmacy" | "library" | "hospital";
  readonly name: string;
  readonly address: string | null;
  readonly pupils: number | null;
}

export interface CarParkRecord extends CityRecord<PointGeometry> {
  readonly name: string;
  readonly places: number | null;
}

/** Flow and speed at one moment, `observedAt` (an instant in ISO 8601). */
export interface TrafficSensorRecord extends CityRecord<PointGeometry> {
  readonly roadName: string | null;
  readonly direction: string | null;
  readonly observedAt: string | null;
  readonly flowVehiclesPerHour: number | null;
  readonly speedKilometresPerHour: number | null;
}

export interface LimitedTrafficZoneRecord extends CityRecord<MultiPolygonGeometry> {
  readonly name: string;
}

export interface LimitedTrafficGateRecord extends CityRecord<PointGeometry> {
  readonly name: string;
  readonly hours: string | null;
}

/** Null geometry: the zone is known by its number alone. */
export interface TrafficZoneRecord extends CityRecord<MultiPolygonGeometry | null> {
  /** Share of the zone's streets found on the graph, 0 to 1; below a half the outline is not to be trusted. */
  readonly matchShare: number | null;
}

export interface OfficeRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: "municipal" | "utility" | "contractor" | "organiser";
  /** Networks it answers for, and hears of a dig at; see OWNED_NETWORKS. */
  readonly networks?: readonly OwnedNetwork[];
}

/** What can have an owner: the networks of utilities, the streets, public transport. */
export const OWNED_NETWORKS = [
  "water",
  "sewer",
  "gas",
  "power",
  "telecom",
  "heating",
  "road",
  "transit",
] as const;
export type OwnedNetwork = (typeof OWNED_NETWORKS)[number];

/** What a layer is made of and under which terms; shown beside it on the screen. */
export interface DatasetRecord {
  readonly layer: CityLayer;
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  readonly synthetic: boolean;
}

export const FOREIGN_EVENT_KINDS = [
  "roadworks",
  "closure",
  "accident",
  "queue",
  "event",
  "hazard",
  "other",
] as const;
export type ForeignEventKind = (typeof FOREIGN_EVENT_KINDS)[number];

/** What another body's feed tells of traffic, in its words. Never an intervention of this city. */
export interface ForeignEventRecord extends CityRecord<PointGeometry> {
  readonly kind: ForeignEventKind;
  readonly road: string | null;
  readonly description: string;
  /** Days, both included; null: nobody has told until when. */
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** An instant: of the version that is kept. */
  readonly toldAt: string;
}

export interface CityLayers {
  readonly building: readonly BuildingRecord[];
  readonly ground: readonly GroundRecord[];
  readonly street: readonly StreetRecord[];
  readonly street_node: readonly StreetNodeRecord[];
  readonly street_segment: readonly StreetSegmentRecord[];
  readonly cycle_track: readonly CycleTrackRecord[];
  readonly address: readonly AddressRecord[];
  readonly tree: readonly TreeRecord[];
  readonly transit_line: readonly TransitLineRecord[];
  readonly transit_stop: readonly TransitStopRecord[];
  readonly utility: readonly UtilityRecord[];
  readonly zone: readonly ZoneRecord[];
  readonly elevation_point: readonly ElevationPointRecord[];
  readonly facility: readonly FacilityRecord[];
  readonly car_park: readonly CarParkRecord[];
  readonly traffic_sensor: readonly TrafficSensorRecord[];
  readonly limited_traffic_zone: readonly LimitedTrafficZoneRecord[];
  readonly limited_traffic_gate: readonly LimitedTrafficGateRecord[];
  readonly traffic_zone: readonly TrafficZoneRecord[];
  readonly foreign_event: readonly ForeignEventRecord[];
}
export type CityLayer = keyof CityLayers;

/** What a generated city is made of; the other layers come with real data alone. */
type GeneratedLayers = Pick<
  CityLayers,
  | "building"
  | "ground"
  | "street"
  | "street_segment"
  | "address"
  | "tree"
  | "transit_line"
  | "transit_stop"
  | "utility"
  | "zone"
>;
export type GeneratedLayer = keyof GeneratedLayers;

/** What a city says of itself. */
export interface CityFacts {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly synthetic: boolean;
  readonly attribution: string;
  readonly geoidUndulationMetres: number;
}

export interface CityData extends CityFacts {
  readonly extent: PolygonGeometry;
  readonly centre: PointGeometry;
  readonly datasets: readonly DatasetRecord[];
  readonly layers: GeneratedLayers;
  readonly offices: readonly OfficeRecord[];
}
