import type {
  DetourAgreement,
  Hindrance,
  InterventionKind,
  InterventionState,
  VehicleImpact,
} from "../../../domain/interventions/intervention.ts";
import type { Db } from "../../platform/db.ts";
import type { SavedPhase } from "./gather-facts.ts";
import type { GroundBox } from "./lock-ground.ts";
import { toSubject } from "./subject.ts";

interface LivePhaseRow {
  readonly interventionId: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly id: string;
  readonly hindrance: Hindrance;
  readonly vehicleImpact: VehicleImpact;
  readonly widthMetres: number | null;
  readonly depthMetres: number | null;
  readonly squareMetres: number;
  readonly heightMetres: number | null;
  readonly footwayWidthMetres: number | null;
  readonly carriagewayWidthMetres: number | null;
  readonly noisePowerDecibels: number | null;
  readonly expectedPeople: number | null;
  readonly detourBox: GroundBox | null;
  readonly detourAgreements: readonly DetourAgreement[];
  readonly urgent: boolean;
  readonly recurrence: string | null;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  readonly weekdays: readonly number[];
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface SavedExamination {
  readonly interventionId: string;
  readonly phases: SavedPhase[];
  readonly boxes: GroundBox[];
}

/**
 * The next interventions with live phases, by id, each ready to be examined: so many, or all up to one. Live phases are
 * looked through, by an index of their own, not interventions: of 125,500 a twentieth has one.
 * @param kinds null: of any kind
 */
export async function listExaminations(
  db: Db,
  afterId: string | null,
  end: { readonly limit: number } | { readonly lastId: string },
  kinds: readonly InterventionKind[] | null = null,
): Promise<SavedExamination[]> {
  const { rows } = await db.query<LivePhaseRow>(
    `WITH page AS (
       SELECT id, kind, state, urgent, recurrence FROM intervention JOIN (
         SELECT DISTINCT intervention_id AS id FROM phase
         WHERE live AND ($1::uuid IS NULL OR intervention_id > $1::uuid)
           AND ($3::uuid IS NULL OR intervention_id <= $3::uuid) AND ($4::text[] IS NULL OR kind = ANY($4::text[]))
         ORDER BY id LIMIT $2
       ) AS next USING (id)
     )
     SELECT page.id AS "interventionId", page.kind, page.state, page.urgent, page.recurrence, phase.id, hindrance, width_metres AS "widthMetres",
       vehicle_impact AS "vehicleImpact", depth_metres AS "depthMetres",
       ST_Area(geom) AS "squareMetres", height_metres AS "heightMetres", footway_width_metres AS "footwayWidthMetres",
       carriageway_width_metres AS "carriagewayWidthMetres", noise_power_decibels AS "noisePowerDecibels",
       expected_people AS "expectedPeople", detour_agreements AS "detourAgreements",
       CASE WHEN detour IS NOT NULL
         THEN ARRAY[ST_XMin(detour), ST_YMin(detour), ST_XMax(detour), ST_YMax(detour)] END AS "detourBox", lower(daily_minutes) AS "fromMinute",
       upper(daily_minutes) AS "toMinute", weekdays, lower(during) AS "startsAt", upper(during) AS "endsAt", ST_XMin(geom) AS west, ST_YMin(geom) AS south, ST_XMax(geom) AS east,
       ST_YMax(geom) AS north
     FROM page JOIN phase ON phase.intervention_id = page.id AND live
     ORDER BY page.id, position`,
    [afterId, "limit" in end ? end.limit : null, "lastId" in end ? end.lastId : null, kinds],
  );
  const examinations: SavedExamination[] = [];
  for (const row of rows) {
    const { interventionId } = row;
    let last = examinations[examinations.length - 1];
    if (last?.interventionId !== interventionId) {
      last = { interventionId, phases: [], boxes: [] };
      examinations.push(last);
    }
    const { id, west, south, east, north } = row;
    last.phases.push({ id, subject: toSubject(row, row) });
    last.boxes.push([west, south, east, north]);
    if (row.detourBox !== null) last.boxes.push(row.detourBox);
  }
  return examinations;
}

/** How many interventions have live phases: of these kinds, up to this one; null: all. */
export async function countExaminations(
  db: Db,
  kinds: readonly InterventionKind[] | null = null,
  lastId: string | null = null,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(DISTINCT intervention_id)::integer AS count FROM phase
     WHERE live AND ($1::text[] IS NULL OR kind = ANY($1::text[]))
       AND ($2::uuid IS NULL OR intervention_id <= $2::uuid)`,
    [kinds, lastId],
  );
  return rows[0]!.count;
}
