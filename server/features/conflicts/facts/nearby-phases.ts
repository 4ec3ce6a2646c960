import { NEARBY_DAYS, NEARBY_METRES, type NearbyPhase } from "../../../../domain/conflicts/facts.ts";
import { factFrom, shareOut } from "./fact-source.ts";

interface Row extends Omit<NearbyPhase, "span" | "dailyHours"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
}

/**
 * Live phases of other interventions near each subject in space and time. gist (geom, during) answers both conditions
 * at once.
 */
export const nearbyPhases = factFrom("nearbyPhases", {
  text: `
    SELECT subject, phase.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
      intervention.state, intervention.title, office.name AS "officeName", phase.hindrance,
      intervention.recurrence IS NOT NULL AS recurring,
      extract(epoch FROM lower(phase.during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(phase.during))::float8 * 1000 AS "endMs",
      lower(phase.daily_minutes) AS "fromMinute", upper(phase.daily_minutes) AS "toMinute", phase.weekdays,
      ST_Distance(phase.geom, subject.geom) AS "distanceMetres",
      CASE WHEN ST_Intersects(phase.geom, subject.geom)
        THEN ST_Area(ST_Intersection(phase.geom, subject.geom, 0.0001)) ELSE 0 END AS "sharedSquareMetres",
      ST_Distance(phase.geom, subject.line) AS "lineDistanceMetres"
    FROM subject
      JOIN phase ON phase.live AND ST_DWithin(phase.geom, subject.geom, ${NEARBY_METRES})
        AND phase.during && tstzrange(lower(subject.during) - make_interval(days => ${NEARBY_DAYS}),
          upper(subject.during) + make_interval(days => ${NEARBY_DAYS}))
      JOIN intervention ON intervention.id = phase.intervention_id
      JOIN office ON office.id = intervention.office_id
    WHERE subject.intervention_id IS NULL OR intervention.id <> subject.intervention_id
    ORDER BY subject, phase.id`,
  read: (rows: readonly Row[], subjects) =>
    shareOut(rows, subjects).map((share) =>
      share.map(({ subject: _, startMs, endMs, fromMinute, toMinute, ...phase }) => ({
        ...phase,
        span: { startMs: Math.round(startMs), endMs: Math.round(endMs) },
        dailyHours: fromMinute === null || toMinute === null ? null : { fromMinute, toMinute },
      })),
    ),
});
