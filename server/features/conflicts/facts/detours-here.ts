import { DETOUR_REACH_METRES, type DetourHere, NEARBY_DAYS } from "../../../../domain/conflicts/facts.ts";
import { factFrom, shareOut } from "./fact-source.ts";

interface Row extends Omit<DetourHere, "span"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Live phases of other interventions whose traffic is led past each subject, within a year either side of it. */
export const detoursHere = factFrom("detoursHere", {
  text: `
    SELECT subject, phase.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
      intervention.state, intervention.title, office.name AS "officeName",
      extract(epoch FROM lower(phase.during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(phase.during))::float8 * 1000 AS "endMs",
      ST_Distance(phase.detour, subject.geom) AS "distanceMetres",
      ST_Distance(phase.detour, subject.line) AS "lineDistanceMetres"
    FROM subject
      JOIN phase ON phase.live AND phase.detour IS NOT NULL
        AND ST_DWithin(phase.detour, subject.geom, ${DETOUR_REACH_METRES})
        AND phase.during && tstzrange(lower(subject.during) - make_interval(days => ${NEARBY_DAYS}),
          upper(subject.during) + make_interval(days => ${NEARBY_DAYS}))
      JOIN intervention ON intervention.id = phase.intervention_id
      JOIN office ON office.id = intervention.office_id
    WHERE subject.intervention_id IS NULL OR intervention.id <> subject.intervention_id
    ORDER BY subject, phase.id`,
  read: (rows: readonly Row[], subjects) =>
    shareOut(rows, subjects).map((share) =>
      share.map(({ subject: _, startMs, endMs, ...detour }) => ({
        ...detour,
        span: { startMs: Math.round(startMs), endMs: Math.round(endMs) },
      })),
    ),
});
