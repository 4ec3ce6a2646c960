import { addDays, localDate } from "../../../domain/geo/calendar.ts";
import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import { isLive } from "../../../domain/interventions/intervention.ts";
import type { TestServer } from "../../support/server.ts";

/** Where the editor begins: the first Monday after thirty days (SCREENS.md), and the Friday of that week. */
export function defaultWeek(nowMs = Date.now()): { monday: string; friday: string } {
  let monday = addDays(localDate(nowMs, "Europe/Rome"), 30);
  while (new Date(`${monday}T00:00:00Z`).getUTCDay() !== 1) monday = addDays(monday, 1);
  return { monday, friday: addDays(monday, 4) };
}

export interface Obstacle {
  readonly phase: PhaseFeature;
  readonly longitude: number;
  readonly latitude: number;
  /** Its stretch of street as a planner writes it: "Via Cavour da via Pomba a via Carlo Alberto". */
  readonly sentence: string;
}

/**
 * A roadwork in firm plan that lasts through the editor's default week and has another way to be cleared than by
 * moving twice: nothing else is near it.
 */
export async function findObstacle(city: TestServer): Promise<Obstacle> {
  const { monday, friday } = defaultWeek();
  const query = new URLSearchParams({
    kinds: "roadwork",
    limit: "1000",
    startsAt: `${monday}T12:00:00Z`,
    endsAt: `${friday}T12:00:00Z`,
  });
  const { json } = await city.ask("GET", `/api/phases?${query}`);
  const phases = json.features as PhaseFeature[];
  const middles = phases.map(middleOf);
  const found = phases.findIndex((phase, index) => {
    const { state, startsAt, endsAt, blockingCount } = phase.properties;
    const lasts = startsAt < `${monday}T07:00:00Z` && endsAt > `${friday}T16:00:00Z`;
    const alone = middles.every((other, at) => at === index || distance(middles[index]!, other) > 0.0015);
    return lasts && alone && isLive(state) && state !== "forecast" && blockingCount === 0;
  });
  if (found < 0) throw new Error(`no lone roadwork lasts from ${monday} to ${friday}`);
  const [longitude, latitude] = middles[found]!;
  const phase = phases[found]!;
  return { phase, longitude, latitude, sentence: phase.properties.place.replace(",", "") };
}

type Point = readonly [number, number];

function middleOf({ geometry }: PhaseFeature): Point {
  const ring = geometry.coordinates[0]!.slice(0, -1);
  const sum = ring.reduce<Point>((total, at) => [total[0] + at[0], total[1] + at[1]], [0, 0]);
  return [sum[0] / ring.length, sum[1] / ring.length];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
