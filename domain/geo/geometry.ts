/**
 * The geometries we handle, as GeoJSON shapes (RFC 7946 §3). The coordinate system is never guessed: a name
 * that ends in `Metres` or a record read from the database is EPSG:32632 (UTM 32 N, metres); what crosses the
 * API is CRS84 (longitude, latitude in degrees).
 */
export type Position = readonly [number, number] | readonly [number, number, number];
/** Closed: the last position repeats the first. */
export type Ring = readonly Position[];

export interface PointGeometry {
  readonly type: "Point";
  readonly coordinates: Position;
}
export interface LineStringGeometry {
  readonly type: "LineString";
  readonly coordinates: readonly Position[];
}
export interface MultiLineStringGeometry {
  readonly type: "MultiLineString";
  readonly coordinates: readonly (readonly Position[])[];
}
/** First ring outside and counter-clockwise, the others are holes (courtyards). */
export interface PolygonGeometry {
  readonly type: "Polygon";
  readonly coordinates: readonly Ring[];
}
export interface MultiPolygonGeometry {
  readonly type: "MultiPolygon";
  readonly coordinates: readonly (readonly Ring[])[];
}
export type Geometry =
  | PointGeometry
  | LineStringGeometry
  | MultiLineStringGeometry
  | PolygonGeometry
  | MultiPolygonGeometry;

/** [west, south, east, north] in degrees, CRS84. */
export type Extent = readonly [number, number, number, number];
