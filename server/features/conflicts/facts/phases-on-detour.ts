import { DETOUR_REACH_METRES, NEARBY_DAYS, type PhaseOnDetour } from "../../../../domain/conflicts/facts.ts";
import { factFrom, shareOut } from "./fact-source.ts";

interface Row extends Omit<PhaseOnDetour, "span"> {
  readonly subject: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Live phases of other interventions on each subject's own detour, within a year either side of it. */
export const phasesOnDetour = factFrom("phasesOnDetour", {
  text: `
    SELECT subject, phase.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
      intervention.state, intervention.title, office.name AS "officeName", phase.hindrance,
      phase.vehicle_impact AS "vehicleImpact",
      extract(epoch FROM lower(phase.during))::float8 * 1000 AS "startMs",
      extract(epoch FROM upper(phase.during))::float8 * 1000 AS "endMs",
      ST_Distance(phase.geom, subject.detour) AS "distanceMetres", NULL::float8 AS "lineDistanceMetres"
    FROM subject
      JOIN phase ON phase.live AND ST_DWithin(phase.geom, subject.detour, ${DETOUR_REACH_METRES})
        AND phase.during && tstzrange(lower(subject.during) - make_interval(days => ${NEARBY_DAYS}),
          upper(subject.during) + make_interval(days => ${NEARBY_DAYS}))
      JOIN intervention ON intervention.id = phase.intervention_id
      JOIN office ON office.id = intervention.office_id
    WHERE subject.detour IS NOT NULL
      AND (subject.intervention_id IS NULL OR intervention.id <> subject.intervention_id)
    ORDER BY subject, phase.id`,
  read: (rows: readonly Row[], subjects) =>
    shareOut(rows, subjects).map((share) =>
      share.map(({ subject: _, startMs, endMs, ...phase }) => ({
        ...phase,
        span: { startMs: Math.round(startMs), endMs: Math.round(endMs) },
      })),
    ),
});
