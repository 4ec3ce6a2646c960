import { NEARBY_DAYS, NEARBY_METRES, type NearbyPhase } from "../../../../domain/conflicts/facts.ts";
import { candidatesOf, factFrom, OF_ANOTHER, shareOut } from "./fact-source.ts";

interface Row extends Omit<NearbyPhase, "span" | "dailyHours"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
}

const LIVE_THEN = `thing.live AND thing.during && tstzrange(lower(piece.during) - make_interval(days => ${NEARBY_DAYS}),
  upper(piece.during) + make_interval(days => ${NEARBY_DAYS})) AND ${OF_ANOTHER}`;

/** Pieces share no ground, so what each shares adds up. */
const SHARED = `sum(CASE WHEN ST_Intersects(thing.geom, piece.geom)
  THEN ST_Area(ST_Intersection(thing.geom, piece.geom, 0.0001)) ELSE 0 END) AS shared`;

/**
 * Live phases of other interventions near each subject in space and time. gist (geom, during) answers both conditions
 * at once.
 */
export const nearbyPhases = factFrom("nearbyPhases", {
  text: `
    SELECT candidate.subject, candidate.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
      intervention.state, intervention.title, office.name AS "officeName", candidate.hindrance,
      intervention.recurrence IS NOT NULL AS recurring,
      extract(epoch FROM lower(candidate.during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(candidate.during))::float8 * 1000 AS "endMs",
      lower(candidate.daily_minutes) AS "fromMinute", upper(candidate.daily_minutes) AS "toMinute",
      candidate.weekdays, distance AS "distanceMetres", shared AS "sharedSquareMetres",
      ST_Distance(candidate.geom, near.line) AS "lineDistanceMetres"
    FROM ${candidatesOf("phase", NEARBY_METRES, { where: LIVE_THEN, also: SHARED })}
      JOIN intervention ON intervention.id = candidate.intervention_id
      JOIN office ON office.id = intervention.office_id
    ORDER BY candidate.subject, candidate.id`,
  read: (rows: readonly Row[], subjects) =>
    shareOut(rows, subjects).map((share) =>
      share.map(({ subject: _, startMs, endMs, fromMinute, toMinute, ...phase }) => ({
        ...phase,
        span: { startMs: Math.round(startMs), endMs: Math.round(endMs) },
        dailyHours: fromMinute === null || toMinute === null ? null : { fromMinute, toMinute },
      })),
    ),
});
