import proj4 from "proj4";
import type { Position } from "./geometry.ts";

/** EPSG:32632, WGS 84 / UTM zone 32 N (EPSG registry). */
const UTM_32_NORTH = "+proj=utm +zone=32 +datum=WGS84 +units=m +no_defs +type=crs";
const converter = proj4("EPSG:4326", UTM_32_NORTH);

/** EPSG:32632 metres to longitude and latitude (CRS84 degrees). */
export function toDegrees([x, y]: Position): [number, number] {
  const [longitude, latitude] = converter.inverse([x, y]);
  return [longitude!, latitude!];
}

/** Longitude and latitude (CRS84 degrees) to EPSG:32632 metres. */
export function toMetres([longitude, latitude]: Position): [number, number] {
  const [x, y] = converter.forward([longitude, latitude]);
  return [x!, y!];
}
