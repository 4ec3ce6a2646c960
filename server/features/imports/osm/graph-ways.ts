import { mainHighway } from "../../../../domain/imports/osm/highways.ts";
import type { Tags } from "./pbf.ts";

/** Ways along which one drives, cycles or walks. An area of pedestrian ground is a square, not a way. */
export function isOnGraph(tags: Tags): boolean {
  return tags.highway !== undefined && tags.area !== "yes" && mainHighway(tags.highway) !== null;
}
