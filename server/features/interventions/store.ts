import type {
  DetourAgreement,
  Hindrance,
  InterventionInput,
  InterventionKind,
  InterventionState,
  PhaseInput,
  VehicleImpact,
} from "../../../domain/interventions/intervention.ts";
import type { Reinstatement } from "../../../domain/interventions/lifecycle.ts";
import { type Db, keep } from "../../platform/db.ts";

export interface PreparedGround {
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly valid: boolean;
  readonly reason: string;
  readonly squareMetres: number;
  readonly insideCity: boolean;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly detour: Buffer | null;
  readonly detourBox: Box | null;
}

/** [west, south, east, north] */
type Box = readonly [number, number, number, number];
const boxOf = (shape: string) =>
  `CASE WHEN ${shape} IS NOT NULL
     THEN ARRAY[ST_XMin(${shape}), ST_YMin(${shape}), ST_XMax(${shape}), ST_YMax(${shape})] END`;

const PREPARED_GROUND =
  keep(`SELECT ST_AsEWKB(polygon) AS polygon, ST_AsEWKB(line) AS line, ST_IsValid(polygon) AS valid,
     CASE WHEN ST_IsValid(polygon) THEN '' ELSE ST_IsValidReason(polygon) END AS reason,
     ST_Area(polygon) AS "squareMetres", ST_IsValid(polygon) AND ST_CoveredBy(polygon, extent) AS "insideCity",
     ST_XMin(polygon) AS west, ST_YMin(polygon) AS south, ST_XMax(polygon) AS east, ST_YMax(polygon) AS north,
     ST_AsEWKB(led) AS detour, ${boxOf("led")} AS "detourBox"
   FROM unnest($2::text[], $3::float8[], $4::text[]) WITH ORDINALITY AS drawn (shape, width, detour, number)
     JOIN platform.city ON city.id = $1,
     LATERAL (SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(shape), 4326), 32632) AS shape,
       ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(detour), 4326), 32632) AS led OFFSET 0) AS placed,
     LATERAL (SELECT CASE WHEN width IS NULL THEN placed.shape
         ELSE buffer_ground(placed.shape, width / 2, 'endcap=flat join=round') END AS polygon,
       CASE WHEN width IS NOT NULL THEN placed.shape END AS line OFFSET 0) AS taken
   ORDER BY number`);

/**
 * Footprints as drawn (CRS84) to the ground they take (EPSG:32632), with their detours, in their order. A line becomes a band of its
 * width, flat at the ends and round at the bends, so that no point of it is further than half the width away.
 * OFFSET 0 keeps each step apart: folded into one, the band is made anew for each of its ten uses (1.1 s a thousand
 * instead of 0.13 s).
 */
export async function prepareGround(
  db: Db,
  city: string,
  phases: readonly Pick<PhaseInput, "footprint" | "detour">[],
): Promise<PreparedGround[]> {
  const footprints = phases.map(({ footprint }) => footprint);
  const { rows } = await db.query<PreparedGround>(PREPARED_GROUND, [
    city,
    footprints.map((footprint) =>
      JSON.stringify(footprint.kind === "area" ? footprint.polygon : footprint.line),
    ),
    footprints.map((footprint) => (footprint.kind === "area" ? null : footprint.widthMetres)),
    phases.map(({ detour }) => (detour === null ? null : JSON.stringify(detour))),
  ]);
  return rows;
}

export interface InterventionRow {
  readonly id: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  readonly cause: string;
  readonly contractor: string;
  readonly urgent: boolean;
  readonly recurrence: string | null;
  readonly dutiesMet: string[];
  readonly reinstatement: Reinstatement | null;
  readonly reinstatedAt: Date | null;
  readonly officeId: string;
  readonly officeName: string;
  readonly synthetic: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An intervention that was not deleted, or null. @param lock hold it against other changes to the end */
export async function findIntervention(db: Db, id: string, lock = false): Promise<InterventionRow | null> {
  const { rows } = await db.query<InterventionRow>(
    `SELECT intervention.id, intervention.kind, state, title, place, description, cause, contractor, urgent,
       recurrence, duties_met AS "dutiesMet", reinstatement, reinstated_at AS "reinstatedAt", office_id AS "officeId",
       office.name AS "officeName", synthetic, version, created_at AS "createdAt", updated_at AS "updatedAt"
     FROM intervention JOIN office ON office.id = office_id
     WHERE intervention.id = $1 AND deleted_at IS NULL ${lock ? "FOR UPDATE OF intervention" : ""}`,
    [id],
  );
  return rows[0] ?? null;
}

export interface PhaseRow {
  readonly id: string;
  readonly position: number;
  readonly polygon: { type: "Polygon"; coordinates: [number, number][][] };
  readonly line: { type: "LineString"; coordinates: [number, number][] } | null;
  readonly ground: Buffer;
  readonly squareMetres: number;
  readonly groundLine: Buffer | null;
  readonly widthMetres: number | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly vehicleImpact: VehicleImpact;
  readonly hindrance: Hindrance;
  readonly depthMetres: number | null;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  readonly weekdays: number[];
  readonly heightMetres: number | null;
  readonly footwayWidthMetres: number | null;
  readonly carriagewayWidthMetres: number | null;
  readonly detour: { type: "LineString"; coordinates: [number, number][] } | null;
  readonly groundDetour: Buffer | null;
  readonly detourBox: Box | null;
  readonly detourAgreements: DetourAgreement[];
  readonly noisePowerDecibels: number | null;
  readonly expectedPeople: number | null;
  readonly machines: string[];
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** 8 decimals of a degree are about a millimetre: what is drawn comes back where it was drawn. */
export async function listPhasesOf(db: Db, interventionId: string): Promise<PhaseRow[]> {
  const { rows } = await db.query<PhaseRow>(
    `SELECT id, position, ST_AsGeoJSON(ST_Transform(geom, 4326), 8)::json AS polygon,
       ST_AsGeoJSON(ST_Transform(centreline, 4326), 8)::json AS line,
       ST_AsEWKB(geom) AS ground, ST_Area(geom) AS "squareMetres", ST_AsEWKB(centreline) AS "groundLine", width_metres AS "widthMetres",
       lower(during) AS "startsAt", upper(during) AS "endsAt", vehicle_impact AS "vehicleImpact", hindrance,
       depth_metres AS "depthMetres", lower(daily_minutes) AS "fromMinute", upper(daily_minutes) AS "toMinute", weekdays,
       height_metres AS "heightMetres", footway_width_metres AS "footwayWidthMetres",
       carriageway_width_metres AS "carriagewayWidthMetres",
       ST_AsGeoJSON(ST_Transform(detour, 4326), 8)::json AS detour,
       ST_AsEWKB(detour) AS "groundDetour", ${boxOf("detour")} AS "detourBox", detour_agreements AS "detourAgreements",
       noise_power_decibels AS "noisePowerDecibels",
       expected_people AS "expectedPeople", machines,
       ST_XMin(geom) AS west, ST_YMin(geom) AS south, ST_XMax(geom) AS east, ST_YMax(geom) AS north
     FROM phase WHERE intervention_id = $1 AND NOT removed ORDER BY position`,
    [interventionId],
  );
  return rows;
}

const contentOf = (input: InterventionInput) => [
  input.kind,
  input.state,
  input.title,
  input.place,
  input.description,
  input.cause,
  input.contractor,
  input.urgent,
  input.recurrence,
  input.dutiesMet,
];

export interface InterventionWrite {
  readonly id: string;
  readonly officeId: string;
  readonly input: InterventionInput;
}

/** @returns the ids that were written; of the others each is already in use */
export async function insertInterventions(
  db: Db,
  rows: readonly InterventionWrite[],
  synthetic: boolean,
  at: Date,
): Promise<string[]> {
  if (rows.length === 0) return [];
  const inputs = rows.map(({ input }) => input);
  const { rows: written } = await db.query<{ id: string }>(
    `INSERT INTO intervention (id, kind, state, title, place, description, cause, contractor, urgent, recurrence,
       duties_met, office_id, synthetic, version, created_at, updated_at)
     SELECT id, kind, state, title, place, description, cause, contractor, urgent, recurrence,
       string_to_array(duties, ' '), office, $12, 1, $13, $13
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::boolean[], $10::text[], $11::text[], $14::text[])
       AS row (id, kind, state, title, place, description, cause, contractor, urgent, recurrence, office, duties)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      rows.map(({ id }) => id),
      inputs.map(({ kind }) => kind),
      inputs.map(({ state }) => state),
      inputs.map(({ title }) => title),
      inputs.map(({ place }) => place),
      inputs.map(({ description }) => description),
      inputs.map(({ cause }) => cause),
      inputs.map(({ contractor }) => contractor),
      inputs.map(({ urgent }) => urgent),
      inputs.map(({ recurrence }) => recurrence),
      rows.map(({ officeId }) => officeId),
      synthetic,
      at,
      // Ids of rules hold no space; lists of unequal length are no array of SQL.
      inputs.map(({ dutiesMet }) => dutiesMet.join(" ")),
    ],
  );
  return written.map(({ id }) => id);
}

/** Takes back what this transaction has inserted and nothing else names yet. */
export async function forgetNew(db: Db, ids: readonly string[]): Promise<void> {
  await db.query("DELETE FROM phase WHERE intervention_id = ANY ($1::uuid[])", [ids]);
  await db.query("DELETE FROM intervention WHERE id = ANY ($1::uuid[])", [ids]);
}

/** Whether this id was created with exactly this content: a repeated request, then, and not another one. */
export async function wasCreatedWith(db: Db, id: string, actorId: string, content: object): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT 1 FROM audit_entry
     WHERE entity = 'intervention' AND entity_id = $1 AND action = 'create' AND actor_id = $2
       AND after = $3::jsonb`,
    [id, actorId, JSON.stringify(content)],
  );
  return rowCount === 1;
}

export async function updateIntervention(
  db: Db,
  id: string,
  input: InterventionInput,
  at: Date,
): Promise<void> {
  await db.query(
    `UPDATE intervention SET kind = $2, state = $3, title = $4, place = $5, description = $6, cause = $7,
       contractor = $8, urgent = $9, recurrence = $10, duties_met = $11, version = version + 1, updated_at = $12
     WHERE id = $1`,
    [id, ...contentOf(input), at],
  );
}

export async function markDeleted(db: Db, id: string, at: Date): Promise<void> {
  await db.query(
    "UPDATE intervention SET deleted_at = $2, updated_at = $2, version = version + 1 WHERE id = $1",
    [id, at],
  );
  await db.query("UPDATE phase SET live = false, removed = true WHERE intervention_id = $1", [id]);
}

export interface PhaseWrite {
  readonly id: string;
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly live: boolean;
  readonly position: number;
  readonly ground: PreparedGround;
  readonly input: PhaseInput;
}

/** Positions out of the way of those to come, so that phases may change places (one index holds each once). */
export async function freePositions(db: Db, interventionId: string): Promise<void> {
  await db.query(
    "UPDATE phase SET position = position + 1000 WHERE intervention_id = $1 AND NOT removed AND position < 1000",
    [interventionId],
  );
}

/**
 * Writes phases, new or known by id, all in one statement.
 *
 * @returns interventions of which a phase bears the id of another's
 */
export async function writePhases(db: Db, phases: readonly PhaseWrite[]): Promise<string[]> {
  if (phases.length === 0) return [];
  const inputs = phases.map((phase) => phase.input);
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO phase (id, intervention_id, position, geom, centreline, width_metres, during, vehicle_impact,
       hindrance, depth_metres, daily_minutes, weekdays, height_metres, footway_width_metres,
       carriageway_width_metres, detour, noise_power_decibels, expected_people, machines, kind, live, removed,
       detour_agreements)
     SELECT id, intervention, position, geom::geometry, line::geometry, width, tstzrange(starts_at, ends_at), impact,
       hindrance, depth, CASE WHEN from_minute IS NOT NULL THEN int4range(from_minute, to_minute) END,
       string_to_array(weekdays, ',')::smallint[], height, footway, carriageway,
       ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(detour), 4326), 32632), noise, people,
       ARRAY(SELECT jsonb_array_elements_text(machines)), kind, live, false, agreements
     FROM unnest($1::uuid[], $2::text[], $3::boolean[], $4::uuid[], $5::smallint[], $6::bytea[], $7::bytea[], $8::real[],
       $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::real[], $14::integer[], $15::integer[],
       $16::text[], $17::real[], $18::real[], $19::real[], $20::text[], $21::real[], $22::integer[], $23::jsonb[],
       $24::jsonb[])
       AS row (intervention, kind, live, id, position, geom, line, width, starts_at, ends_at, impact, hindrance, depth, from_minute,
         to_minute, weekdays, height, footway, carriageway, detour, noise, people, machines, agreements)
     ON CONFLICT (id) DO UPDATE SET position = excluded.position, geom = excluded.geom,
       centreline = excluded.centreline, width_metres = excluded.width_metres, during = excluded.during,
       vehicle_impact = excluded.vehicle_impact, hindrance = excluded.hindrance,
       depth_metres = excluded.depth_metres, daily_minutes = excluded.daily_minutes, weekdays = excluded.weekdays,
       height_metres = excluded.height_metres, footway_width_metres = excluded.footway_width_metres,
       carriageway_width_metres = excluded.carriageway_width_metres, detour = excluded.detour,
       noise_power_decibels = excluded.noise_power_decibels, expected_people = excluded.expected_people,
       machines = excluded.machines, kind = excluded.kind, live = excluded.live, removed = false,
       detour_agreements = excluded.detour_agreements
     WHERE phase.intervention_id = excluded.intervention_id
     RETURNING id`,
    [
      phases.map((p) => p.interventionId),
      phases.map((p) => p.kind),
      phases.map((p) => p.live),
      phases.map((p) => p.id),
      phases.map((p) => p.position),
      phases.map((p) => p.ground.polygon),
      phases.map((p) => p.ground.line),
      inputs.map((p) => (p.footprint.kind === "line" ? p.footprint.widthMetres : null)),
      inputs.map((p) => p.startsAt),
      inputs.map((p) => p.endsAt),
      inputs.map((p) => p.vehicleImpact),
      inputs.map((p) => p.hindrance),
      inputs.map((p) => p.depthMetres),
      inputs.map((p) => p.dailyHours?.fromMinute ?? null),
      inputs.map((p) => p.dailyHours?.toMinute ?? null),
      inputs.map((p) => p.weekdays.join()),
      inputs.map((p) => p.heightMetres),
      inputs.map((p) => p.footwayWidthMetres),
      inputs.map((p) => p.carriagewayWidthMetres),
      inputs.map((p) => (p.detour === null ? null : JSON.stringify(p.detour))),
      inputs.map((p) => p.noisePowerDecibels),
      inputs.map((p) => p.expectedPeople),
      inputs.map((p) => JSON.stringify(p.machines)),
      inputs.map((p) => JSON.stringify(p.detourAgreements)),
    ],
  );
  const written = new Set(rows.map(({ id }) => id));
  return [...new Set(phases.filter(({ id }) => !written.has(id)).map((phase) => phase.interventionId))];
}

export async function removePhases(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query("UPDATE phase SET live = false, removed = true WHERE id = ANY($1::uuid[])", [ids]);
}
