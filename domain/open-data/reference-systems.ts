/** The coordinate reference systems that public features may be asked in (OGC API - Features, part 2). */
export const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
export const EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326";
/** What everything is kept in. */
export const EPSG_32632 = "http://www.opengis.net/def/crs/EPSG/0/32632";

export interface ReferenceSystem {
  readonly uri: string;
  readonly srid: 4326 | 32632;
  /** Of EPSG:4326 the first axis is latitude, of CRS84 longitude; of UTM it is east. */
  readonly northFirst: boolean;
  /** Decimals that tell a tenth of a millimetre. */
  readonly decimals: number;
}

/** The default first. */
export const REFERENCE_SYSTEMS: readonly ReferenceSystem[] = [
  { uri: CRS84, srid: 4326, northFirst: false, decimals: 9 },
  { uri: EPSG_4326, srid: 4326, northFirst: true, decimals: 9 },
  { uri: EPSG_32632, srid: 32632, northFirst: false, decimals: 4 },
];
export const DEFAULT_SYSTEM = REFERENCE_SYSTEMS[0]!;
