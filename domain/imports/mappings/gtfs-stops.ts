import type { Position } from "../../geo/geometry.ts";
import { indexed } from "../companion-index.ts";
import { missing, readText } from "../field-values.ts";
import { recordMapping } from "../mapping.ts";
import type { SourceRecord } from "../source-record.ts";

/**
 * A pole that the older list has further away than this is another one. Of 2,199 poles that both lists of Turin
 * know, 2,176 lie within it, half of them at 0 m.
 */
const SAME_POLE_METRES = 100;
const METRES_PER_DEGREE = 111_195;

interface Pole {
  readonly place: Position;
  readonly routeIds: Set<string>;
}

/**
 * Stops of GTFS. Which lines call there is in stop_times.txt; where that is missing, a companion "line-stops" (one
 * record a line and stop: `route_id`, `stop_id`) tells it by pole number, with a companion "routes" for the lines'
 * codes. In Turin the older list's `stop_id` is the pole number, that is the feed's `stop_code`: the feed's own
 * `stop_id` has been given out anew since (of stops with equal stop_id 99.9 % lie over 30 m apart).
 */
export const gtfsStops = recordMapping({
  name: "gtfs-stops",
  layer: "transit_stop",
  map(record, context) {
    const [id, name] = [readText(record, "stop_id"), readText(record, "stop_name")];
    if (id === null) return missing("stop_id");
    if (name === null) return missing("stop_name");
    const code = readText(record, "stop_code");
    const boarding = readText(record, "wheelchair_boarding");
    return {
      record: {
        externalId: id,
        // The feed puts the pole number before the name.
        name:
          code !== null && name.startsWith(`Fermata ${code} - `)
            ? name.slice(`Fermata ${code} - `.length)
            : name,
        lineCodes: code === null ? [] : linesAt(code, record, context.companions),
        // stops.txt: 1 some vehicles can be boarded in a wheelchair, 2 none, 0 or nothing: not known.
        stepFree: boarding === "1" ? true : boarding === "2" ? false : null,
        geom: record.geometry,
      },
    };
  },
});

function linesAt(
  code: string,
  stop: SourceRecord,
  companions: ReadonlyMap<string, readonly SourceRecord[]>,
): readonly string[] {
  const [lineStops, routes] = [companions.get("line-stops"), companions.get("routes")];
  if (lineStops === undefined || routes === undefined) return [];
  const pole = indexed(lineStops, polesOf).get(code);
  if (pole === undefined || !isNear(pole.place, stop)) return [];
  const codes = indexed(routes, codesOf);
  const lines = [...pole.routeIds].map((routeId) => codes.get(routeId)).filter((line) => line !== undefined);
  return [...new Set(lines)].sort();
}

function isNear(place: Position, { geometry }: SourceRecord): boolean {
  if (geometry?.type !== "Point") return false;
  const [longitude, latitude] = geometry.coordinates;
  const east = (longitude - place[0]) * Math.cos((latitude * Math.PI) / 180);
  return Math.hypot(east, latitude - place[1]) * METRES_PER_DEGREE <= SAME_POLE_METRES;
}

function polesOf(lineStops: readonly SourceRecord[]): ReadonlyMap<string, Pole> {
  const poles = new Map<string, Pole>();
  for (const record of lineStops) {
    const [number, routeId] = [readText(record, "stop_id"), readText(record, "route_id")];
    if (number === null || routeId === null || record.geometry?.type !== "Point") continue;
    const pole = poles.get(number) ?? { place: record.geometry.coordinates, routeIds: new Set<string>() };
    pole.routeIds.add(routeId);
    poles.set(number, pole);
  }
  return poles;
}

function codesOf(routes: readonly SourceRecord[]): ReadonlyMap<string, string> {
  const codes = routes.map(
    (route) => [readText(route, "route_id"), readText(route, "route_short_name")] as const,
  );
  return new Map(
    codes.filter((pair): pair is readonly [string, string] => pair[0] !== null && pair[1] !== null),
  );
}
