import { EVENT_REACH_METRES, type EventNearby, NEARBY_DAYS } from "../../../../domain/conflicts/facts.ts";
import { factFrom, shareOut } from "./fact-source.ts";

interface Row extends Omit<EventNearby, "span"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * Events around each subject, live or over, within a year either side: what is saved of other interventions, and the
 * other phases of its own as they are asked about with it (a saved one's on record may be about to change).
 */
export const eventsNearby = factFrom("eventsNearby", {
  text: `
    SELECT subject, title, weekdays, extract(epoch FROM lower(during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(during))::float8 * 1000 AS "endMs", "distanceMetres"
    FROM (
      SELECT subject, title, phase.weekdays, phase.during, phase.id::text AS key,
        ST_Distance(phase.geom, subject.geom) AS "distanceMetres"
      FROM subject
        JOIN phase ON NOT phase.removed AND phase.kind = 'event'
          AND ST_DWithin(phase.geom, subject.geom, ${EVENT_REACH_METRES})
          AND phase.during && tstzrange(lower(subject.during) - make_interval(days => ${NEARBY_DAYS}),
            upper(subject.during) + make_interval(days => ${NEARBY_DAYS}))
        JOIN intervention ON intervention.id = phase.intervention_id
          AND intervention.state <> 'cancelled' AND intervention.deleted_at IS NULL
      WHERE subject.intervention_id IS NULL OR intervention.id <> subject.intervention_id
      UNION ALL
      SELECT subject.subject, '', '{1,2,3,4,5,6,7}', sibling.during, sibling.subject::text,
        ST_Distance(sibling.geom, subject.geom)
      FROM subject
        JOIN subject AS sibling ON sibling.subject <> subject.subject
          AND coalesce(sibling.intervention_id::text, '') = coalesce(subject.intervention_id::text, '')
          AND ST_DWithin(sibling.geom, subject.geom, ${EVENT_REACH_METRES})
    ) AS found
    ORDER BY subject, lower(during), key`,
  read: (rows: readonly Row[], subjects) =>
    shareOut(rows, subjects).map((share) =>
      share.map(({ subject: _, startMs, endMs, ...event }) => ({
        ...event,
        span: { startMs: Math.round(startMs), endMs: Math.round(endMs) },
      })),
    ),
});
