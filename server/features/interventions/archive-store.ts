import type { Db } from "../../platform/db.ts";
import type { ArchivedIntervention } from "./archive.ts";
import { insertInterventions, type PreparedGround } from "./store.ts";

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
  const written = new Set(await insertInterventions(db, archived, false, at));
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
