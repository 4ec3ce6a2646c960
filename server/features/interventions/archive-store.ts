import type { Db } from "../../platform/db.ts";
import type { ArchivedIntervention } from "./archive.ts";
import type { PreparedGround } from "./store.ts";

interface PreparedArchived extends ArchivedIntervention {
  readonly phaseId: string;
  readonly ground: PreparedGround;
}

/** @returns ids that were in use already, of which nothing was written */
export async function insertArchived(
  db: Db,
  archived: readonly PreparedArchived[],
  at: Date,
): Promise<string[]> {
  const inputs = archived.map(({ input }) => input);
  const phases = inputs.map((input) => input.phases[0]!);
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO intervention (id, kind, state, title, place, description, cause, contractor, urgent, office_id,
       synthetic, version, created_at, updated_at)
     SELECT id, kind, state, title, place, description, cause, contractor, urgent, office, false, 1, $11, $11
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::boolean[], $10::text[])
       AS row (id, kind, state, title, place, description, cause, contractor, urgent, office)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      archived.map(({ id }) => id),
      inputs.map(({ kind }) => kind),
      inputs.map(({ state }) => state),
      inputs.map(({ title }) => title),
      inputs.map(({ place }) => place),
      inputs.map(({ description }) => description),
      inputs.map(({ cause }) => cause),
      inputs.map(({ contractor }) => contractor),
      inputs.map(({ urgent }) => urgent),
      archived.map(({ officeId }) => officeId),
      at,
    ],
  );
  const written = new Set(rows.map(({ id }) => id));
  await db.query(
    `INSERT INTO phase (id, intervention_id, position, geom, centreline, width_metres, during, vehicle_impact,
       hindrance, depth_metres, kind, live)
     SELECT id, intervention, 0, geom::geometry, line::geometry, width, tstzrange(starts_at, ends_at), impact,
       hindrance, depth, kind, false
     FROM unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::bytea[], $5::real[], $6::timestamptz[], $7::timestamptz[],
       $8::text[], $9::text[], $10::real[], $11::text[])
       AS row (id, intervention, geom, line, width, starts_at, ends_at, impact, hindrance, depth, kind)
     WHERE intervention = ANY ($12::uuid[])`,
    [
      archived.map(({ phaseId }) => phaseId),
      archived.map(({ id }) => id),
      archived.map(({ ground }) => ground.polygon),
      archived.map(({ ground }) => ground.line),
      phases.map(({ footprint }) => (footprint.kind === "line" ? footprint.widthMetres : null)),
      phases.map(({ startsAt }) => startsAt),
      phases.map(({ endsAt }) => endsAt),
      phases.map(({ vehicleImpact }) => vehicleImpact),
      phases.map(({ hindrance }) => hindrance),
      phases.map(({ depthMetres }) => depthMetres),
      inputs.map(({ kind }) => kind),
      [...written],
    ],
  );
  return archived.flatMap(({ id }) => (written.has(id) ? [] : [id]));
}
