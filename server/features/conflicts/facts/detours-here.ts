import { DETOUR_REACH_METRES, type DetourHere } from "../../../../domain/conflicts/facts.ts";
import { factFrom, shareOut } from "./fact-source.ts";

interface Row extends Omit<DetourHere, "span"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Live phases of other interventions whose traffic is led past each subject while it lasts. */
export const detoursHere = factFrom("detoursHere", {
  text: `
    SELECT subject, phase.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
      intervention.state, intervention.title, office.name AS "officeName",
      extract(epoch FROM lower(phase.during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(phase.during))::float8 * 1000 AS "endMs",
      ST_Distance(phase.detour, subject.geom) AS "distanceMetres",
      ST_Distance(phase.detour, subject.line) AS "lineDistanceMetres"
    FROM subject
      JOIN phase ON phase.live AND phase.detour IS NOT NULL AND phase.during && subject.during
        AND ST_DWithin(phase.detour, subject.geom, ${DETOUR_REACH_METRES})
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
