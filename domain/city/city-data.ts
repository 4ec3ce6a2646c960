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

interface CityRecord<G> {
  readonly id: number;
  readonly externalId: string;
  readonly geom: G;
}

export interface BuildingRecord extends CityRecord<PolygonGeometry> {
  readonly baseMetres: number;
  readonly heightMetres: number;
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
  readonly elevationMetres: number;
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
}

export interface StreetSegmentRecord extends CityRecord<LineStringGeometry> {
  readonly streetId: number | null;
  readonly fromNode: number;
  readonly toNode: number;
  readonly oneWay: boolean;
  readonly lanes: number;
  readonly speedKilometresPerHour: number;
}

export interface AddressRecord extends CityRecord<PointGeometry> {
  readonly streetId: number;
  readonly houseNumber: string;
  readonly buildingId: number | null;
}

export interface TreeRecord extends CityRecord<PointGeometry> {
  readonly species: string;
  readonly sizeClass: "first" | "second" | "third";
  readonly monumental: boolean;
  readonly heightMetres: number;
  readonly crownDiameterMetres: number;
  readonly trunkDiameterMetres: number;
  readonly baseMetres: number;
}

export interface TransitLineRecord extends CityRecord<MultiLineStringGeometry> {
  readonly code: string;
  readonly mode: "tram" | "bus" | "metro";
  readonly title: string;
}

export interface TransitStopRecord extends CityRecord<PointGeometry> {
  readonly name: string;
  readonly lineCodes: readonly string[];
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
}

export interface OfficeRecord {
  readonly id: string;
  readonly name: string;
  readonly kind: "municipal" | "utility" | "contractor" | "organiser";
}

/** What a layer is made of and under which terms; shown beside it on the screen. */
export interface DatasetRecord {
  readonly layer: CityLayer;
  readonly title: string;
  readonly source: string;
  readonly licence: string;
  readonly synthetic: boolean;
}

export interface CityLayers {
  readonly building: readonly BuildingRecord[];
  readonly ground: readonly GroundRecord[];
  readonly street: readonly StreetRecord[];
  readonly street_segment: readonly StreetSegmentRecord[];
  readonly address: readonly AddressRecord[];
  readonly tree: readonly TreeRecord[];
  readonly transit_line: readonly TransitLineRecord[];
  readonly transit_stop: readonly TransitStopRecord[];
  readonly utility: readonly UtilityRecord[];
  readonly zone: readonly ZoneRecord[];
}
export type CityLayer = keyof CityLayers;

export interface CityData {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly synthetic: boolean;
  readonly attribution: string;
  readonly geoidUndulationMetres: number;
  readonly extent: PolygonGeometry;
  readonly centre: PointGeometry;
  readonly datasets: readonly DatasetRecord[];
  readonly layers: CityLayers;
  readonly offices: readonly OfficeRecord[];
}
