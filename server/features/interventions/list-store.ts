import type { PhaseFeature } from "../../../domain/interventions/contract.ts";
import type { Db } from "../../platform/db.ts";

export interface PhaseFilter {
  readonly extent: readonly [number, number, number, number] | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly kinds: readonly string[] | null;
  readonly afterId: string | null;
  readonly limit: number;
}

type Properties = Omit<PhaseFeature["properties"], "startsAt" | "endsAt">;
export interface PhaseFeatureRow extends Properties {
  readonly id: string;
  readonly geometry: PhaseFeature["geometry"];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * Badges count interferences, and as cards do (domain/conflicts/counterpart.ts, collapseKey): twelve trees are one.
 * @returns phases whose ground meets the extent and whose time meets [startsAt, endsAt), by id
 */
export async function listPhases(db: Db, filter: PhaseFilter): Promise<PhaseFeatureRow[]> {
  const { rows } = await db.query<PhaseFeatureRow>(
    `SELECT phase.id, ST_AsGeoJSON(ST_Transform(geom, 4326), 7)::json AS geometry,
       intervention.id AS "interventionId", intervention.kind, state, title, place, office.name AS "officeName",
       lower(during) AS "startsAt", upper(during) AS "endsAt", vehicle_impact AS "vehicleImpact", hindrance,
       synthetic, blocking AS "blockingCount", warning AS "warningCount"
     FROM phase
       JOIN intervention ON intervention.id = phase.intervention_id
       JOIN office ON office.id = intervention.office_id,
       LATERAL (
         SELECT count(DISTINCT card) FILTER (WHERE severity = 'blocking')::integer AS blocking,
           count(DISTINCT card) FILTER (WHERE severity = 'warning')::integer AS warning
         FROM (
           SELECT severity, concat_ws('/', rule, coalesce(b_intervention_id::text, counterpart_type)) AS card
           FROM finding WHERE ended_at IS NULL AND class = 'interference' AND a_phase_id = phase.id
           UNION ALL
           SELECT severity, concat_ws('/', rule, a_intervention_id) FROM finding
           WHERE ended_at IS NULL AND class = 'interference' AND b_phase_id = phase.id
         ) AS about
       ) AS findings
     WHERE NOT phase.removed
       AND ($1::float8[] IS NULL OR ST_Intersects(geom, ST_Transform(ST_MakeEnvelope(
         ($1::float8[])[1], ($1::float8[])[2], ($1::float8[])[3], ($1::float8[])[4], 4326), 32632)))
       AND during && tstzrange($2::timestamptz, $3::timestamptz)
       AND ($4::text[] IS NULL OR phase.kind = ANY ($4::text[]))
       AND ($5::uuid IS NULL OR phase.id > $5::uuid)
     ORDER BY phase.id LIMIT $6`,
    [filter.extent, filter.startsAt, filter.endsAt, filter.kinds, filter.afterId, filter.limit],
  );
  return rows;
}
