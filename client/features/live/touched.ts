import type { QueryKey } from "@tanstack/react-query";
import type { Extent } from "../../../domain/geo/geometry.ts";
import type { LiveEvent } from "../../../domain/live/contract.ts";
import { extentsMeet } from "../interventions/in-view.ts";

/** What is asked of the whole city, or of any part of it, changes with anything. */
const OF_ANYTHING = new Set(["clock", "interventions", "dig hits", "judgements"]);
/** What is asked of one intervention, which the key names next. */
const OF_ONE = new Set(["intervention", "regularisation"]);

/** Whether what was asked under a key may be another by now. */
export function isTouched(key: QueryKey, { kind, interventionId, extent }: LiveEvent): boolean {
  const [subject, about] = key;
  if (typeof subject !== "string") return false;
  if (kind === "notices" || kind === "judgements") return subject === kind;
  if (OF_ANYTHING.has(subject)) return true;
  if (OF_ONE.has(subject)) return interventionId === null || about === interventionId;
  if (subject !== "phases") return false;
  if (extent === null || typeof about !== "string") return true;
  const [west, south, east, north] = about.split(",").map(Number);
  return extentsMeet([west!, south!, east!, north!], extent);
}

/** About 30 m at the latitude of Turin, farther than any rule looks around a footprint. */
const NEAR_DEGREES = 0.0004;

/** Whether something changed where a rule would look. */
export function isNear({ extent }: LiveEvent, [west, south, east, north]: Extent): boolean {
  if (extent === null) return true;
  return extentsMeet(
    [west - NEAR_DEGREES, south - NEAR_DEGREES, east + NEAR_DEGREES, north + NEAR_DEGREES],
    extent,
  );
}
