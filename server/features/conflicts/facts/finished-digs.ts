import {
  FINISHED_DIG_METRES,
  FINISHED_DIG_YEARS,
  type FinishedDig,
} from "../../../../domain/conflicts/facts.ts";
import { candidatesOf, factFrom, OF_ANOTHER, shareOut } from "./fact-source.ts";

interface Row extends Omit<FinishedDig, "span"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
}

const OVER = `NOT thing.removed AND NOT thing.live AND thing.kind = 'roadwork'
  AND thing.during && tstzrange(lower(piece.during) - make_interval(years => ${FINISHED_DIG_YEARS}),
    lower(piece.during))
  AND upper(thing.during) <= lower(piece.during) AND ${OF_ANOTHER}`;

/** Roadworks near each subject that were completed or taken back, and ended before it begins. */
export const finishedDigs = factFrom("finishedDigs", {
  text: `
    SELECT candidate.subject, candidate.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
      intervention.state, intervention.title, office.name AS "officeName", reinstatement,
      extract(epoch FROM reinstated_at)::float8 * 1000 AS "reinstatedAtMs",
      extract(epoch FROM lower(candidate.during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(candidate.during))::float8 * 1000 AS "endMs",
      distance AS "distanceMetres", ST_Distance(candidate.geom, near.line) AS "lineDistanceMetres"
    FROM ${candidatesOf("phase", FINISHED_DIG_METRES, { where: OVER })}
      JOIN intervention ON intervention.id = candidate.intervention_id
        AND intervention.state IN ('completed', 'takenBack') AND intervention.deleted_at IS NULL
      JOIN office ON office.id = intervention.office_id
    ORDER BY candidate.subject, upper(candidate.during) DESC, candidate.id`,
  read: (rows: readonly Row[], subjects) =>
    shareOut(rows, subjects).map((share) =>
      share.map(({ subject: _, startMs, endMs, reinstatedAtMs, ...dig }) => ({
        ...dig,
        reinstatedAtMs: reinstatedAtMs === null ? null : Math.round(reinstatedAtMs),
        span: { startMs: Math.round(startMs), endMs: Math.round(endMs) },
      })),
    ),
});
