import {
  FINISHED_DIG_METRES,
  FINISHED_DIG_YEARS,
  type FinishedDig,
} from "../../../../domain/conflicts/facts.ts";
import { factFrom, shareOut } from "./fact-source.ts";

interface Row extends Omit<FinishedDig, "span"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Roadworks near each subject that were completed or taken back, and ended before it begins. */
export const finishedDigs = factFrom("finishedDigs", {
  text: `
    SELECT subject, phase.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
      intervention.state, intervention.title, office.name AS "officeName", reinstatement,
      extract(epoch FROM reinstated_at)::float8 * 1000 AS "reinstatedAtMs",
      extract(epoch FROM lower(phase.during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(phase.during))::float8 * 1000 AS "endMs",
      ST_Distance(phase.geom, subject.geom) AS "distanceMetres",
      ST_Distance(phase.geom, subject.line) AS "lineDistanceMetres"
    FROM subject
      JOIN phase ON NOT phase.removed AND NOT phase.live AND phase.kind = 'roadwork'
        AND ST_DWithin(phase.geom, subject.geom, ${FINISHED_DIG_METRES})
        AND phase.during && tstzrange(lower(subject.during) - make_interval(years => ${FINISHED_DIG_YEARS}),
          lower(subject.during))
        AND upper(phase.during) <= lower(subject.during)
      JOIN intervention ON intervention.id = phase.intervention_id
        AND intervention.state IN ('completed', 'takenBack') AND intervention.deleted_at IS NULL
      JOIN office ON office.id = intervention.office_id
    WHERE subject.intervention_id IS NULL OR intervention.id <> subject.intervention_id
    ORDER BY subject, upper(phase.during) DESC, phase.id`,
  read: (rows: readonly Row[], subjects) =>
    shareOut(rows, subjects).map((share) =>
      share.map(({ subject: _, startMs, endMs, reinstatedAtMs, ...dig }) => ({
        ...dig,
        reinstatedAtMs: reinstatedAtMs === null ? null : Math.round(reinstatedAtMs),
        span: { startMs: Math.round(startMs), endMs: Math.round(endMs) },
      })),
    ),
});
