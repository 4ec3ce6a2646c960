import type { StreetClass } from "../../city/city-data.ts";
import { readList } from "./measures.ts";

type SegmentClass = StreetClass | "motorway";

/**
 * OpenStreetMap's `highway` words, the most important first, with the class each stands for. Classes of the Italian
 * Codice della strada are not in OpenStreetMap: this is our reading of its key (wiki Key:highway), said in the
 * dataset's assumptions.
 */
const CLASSES: Readonly<Record<string, SegmentClass>> = {
  motorway: "motorway",
  motorway_link: "motorway",
  trunk: "main",
  trunk_link: "main",
  primary: "main",
  primary_link: "main",
  secondary: "area_collector",
  secondary_link: "area_collector",
  tertiary: "local_collector",
  tertiary_link: "local_collector",
  unclassified: "residential",
  residential: "residential",
  road: "residential",
  living_street: "residential",
  busway: "lot",
  service: "lot",
  track: "lot",
  pedestrian: "pedestrian",
  cycleway: "pedestrian",
  footway: "pedestrian",
  path: "pedestrian",
  bridleway: "pedestrian",
  steps: "pedestrian",
};
const WORDS = Object.keys(CLASSES);

/** The most important `highway` word of one value or a list; null when none of them is a way to go along. */
export function mainHighway(value: unknown): string | null {
  const known = readList(value).filter((word) => word in CLASSES);
  return known.length === 0
    ? null
    : known.reduce((main, word) => (WORDS.indexOf(word) < WORDS.indexOf(main) ? word : main));
}

/** @param highway a word that `mainHighway` gave */
export function classOfHighway(highway: string): SegmentClass {
  return CLASSES[highway] ?? "residential";
}

/** A street of its own has no class of motorway: there is no pavement along one. */
export function classOfStreet(segmentClass: SegmentClass): StreetClass {
  return segmentClass === "motorway" ? "main" : segmentClass;
}

export function isCrossing(value: unknown): boolean {
  return readList(value).some((word) => word !== "no");
}

/** 1: only as drawn; -1: only against it; 0: both ways (wiki Key:oneway; roundabouts and motorways imply it). */
export function directionOf(tags: Readonly<Record<string, unknown>>): 1 | 0 | -1 {
  const word = tags.oneway;
  if (word === "yes" || word === "1" || word === "true") return 1;
  if (word === "-1" || word === "reverse") return -1;
  if (word === "no" || word === "0" || word === "false") return 0;
  const implied =
    tags.junction === "roundabout" ||
    tags.junction === "circular" ||
    tags.highway === "motorway" ||
    tags.highway === "motorway_link";
  return implied ? 1 : 0;
}
