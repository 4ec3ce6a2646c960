/** The facts that rules declare: one set-form statement each, for all subjects at once. */
import type { NearbyPhase, NearbyTree, NearbyUtility } from "../../../domain/conflicts/facts.ts";
import { UTILITY_TOLERANCES } from "../../../domain/conflicts/utility-accuracy.ts";
import type { Db } from "../../platform/db.ts";

/** A phase's ground as PostGIS hands it over and takes it back: extended WKB in EPSG:32632. */
export interface PhaseGround {
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly exceptInterventionId: string | null;
}

/** Subjects as a table: $1 polygons, $2 lines. */
const SUBJECTS = `SELECT (number - 1)::integer AS subject, polygon::geometry AS geom, line::geometry AS line
  FROM unnest($1::bytea[], $2::bytea[]) WITH ORDINALITY AS row (polygon, line, number)`;

const grounds = (subjects: readonly PhaseGround[]) => [
  subjects.map(({ polygon }) => polygon),
  subjects.map(({ line }) => line),
];

export interface NearbyRow extends Omit<NearbyPhase, "span" | "dailyHours"> {
  readonly subject: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
}

/**
 * Live phases of other interventions within `reachMetres` of each subject, whose time is within `reachDays` of
 * the subject's. gist (geom, during) answers both conditions at once.
 */
export async function listNearbyPhases(
  db: Db,
  subjects: readonly PhaseGround[],
  reachMetres: number,
  reachDays: number,
): Promise<NearbyRow[]> {
  const { rows } = await db.query<NearbyRow>(
    `WITH subject AS (
       SELECT (number - 1)::integer AS subject, polygon::geometry AS geom, line::geometry AS line,
         tstzrange(starts_at - make_interval(days => $7), ends_at + make_interval(days => $7)) AS around, except_id
       FROM unnest($1::bytea[], $2::bytea[], $3::timestamptz[], $4::timestamptz[], $5::uuid[])
         WITH ORDINALITY AS row (polygon, line, starts_at, ends_at, except_id, number)
     )
     SELECT subject, phase.id AS "phaseId", intervention.id AS "interventionId", intervention.kind,
       intervention.state, intervention.title, office.name AS "officeName", phase.hindrance,
       lower(phase.during) AS "startsAt", upper(phase.during) AS "endsAt",
       lower(phase.daily_minutes) AS "fromMinute", upper(phase.daily_minutes) AS "toMinute", phase.weekdays,
       ST_Distance(phase.geom, subject.geom) AS "distanceMetres",
       CASE WHEN ST_Intersects(phase.geom, subject.geom)
         THEN ST_Area(ST_Intersection(phase.geom, subject.geom, 0.0001)) ELSE 0 END AS "sharedSquareMetres",
       ST_Distance(phase.geom, subject.line) AS "lineDistanceMetres"
     FROM subject
       JOIN phase ON phase.live AND phase.during && subject.around AND ST_DWithin(phase.geom, subject.geom, $6)
       JOIN intervention ON intervention.id = phase.intervention_id
       JOIN office ON office.id = intervention.office_id
     WHERE except_id IS NULL OR intervention.id <> except_id
     ORDER BY subject, phase.id`,
    [
      ...grounds(subjects),
      subjects.map((s) => s.startsAt),
      subjects.map((s) => s.endsAt),
      subjects.map((s) => s.exceptInterventionId),
      reachMetres,
      reachDays,
    ],
  );
  return rows;
}

type OfSubject<T> = T & { readonly subject: number };

/** Trees within `reachMetres` of each subject; null where the city has no tree on record. */
export async function listNearbyTrees(
  db: Db,
  subjects: readonly PhaseGround[],
  reachMetres: number,
): Promise<OfSubject<NearbyTree>[] | null> {
  const { rows } = await db.query<OfSubject<NearbyTree> & { known: boolean }>(
    `WITH subject AS (${SUBJECTS})
     SELECT known, subject, external_id AS key, species, size_class AS "sizeClass", monumental,
       trunk_diameter_metres AS "trunkDiameterMetres", ST_Distance(tree.geom, subject.geom) AS "distanceMetres",
       ST_Distance(tree.geom, subject.line) AS "lineDistanceMetres", synthetic
     FROM (SELECT EXISTS (SELECT FROM tree) AS known,
         coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'tree'), false) AS synthetic) AS layer
       LEFT JOIN (subject JOIN tree ON ST_DWithin(tree.geom, subject.geom, $3)) ON true
     ORDER BY subject, external_id`,
    [...grounds(subjects), reachMetres],
  );
  return toKnown(rows);
}

/** Pipes and cables within `reachMetres` of each subject; null where the city has none on record. */
export async function listNearbyUtilities(
  db: Db,
  subjects: readonly PhaseGround[],
  reachMetres: number,
): Promise<OfSubject<NearbyUtility>[] | null> {
  const tolerances = Object.entries(UTILITY_TOLERANCES);
  const { rows } = await db.query<OfSubject<NearbyUtility> & { known: boolean }>(
    `WITH subject AS (${SUBJECTS}), tolerance AS (
       SELECT * FROM unnest($4::text[], $5::float8[]) AS row (class, metres)
     ), core AS (
       SELECT subject, class, buffer_ground(geom, -metres) AS geom FROM subject, tolerance
     )
     SELECT known, subject, external_id AS key, network, diameter_millimetres AS "diameterMillimetres",
       depth_metres AS "depthMetres", accuracy_class AS "accuracyClass",
       ST_Intersects(utility.geom, core.geom) AS "surelyUnder",
       ST_Distance(utility.geom, subject.geom) AS "distanceMetres",
       ST_Distance(utility.geom, subject.line) AS "lineDistanceMetres", synthetic
     FROM (SELECT EXISTS (SELECT FROM utility) AS known,
         coalesce((SELECT bool_or(synthetic) FROM dataset WHERE layer = 'utility'), false) AS synthetic) AS layer
       LEFT JOIN (subject JOIN utility ON ST_DWithin(utility.geom, subject.geom, $3)
         JOIN core USING (subject)) ON accuracy_class = class
     ORDER BY subject, external_id`,
    [
      ...grounds(subjects),
      reachMetres,
      tolerances.map(([name]) => name),
      tolerances.map(([, { horizontalMetres }]) => horizontalMetres),
    ],
  );
  return toKnown(rows);
}

/** The layer's row without a thing beside it says only whether there is anything on record at all. */
function toKnown<T>(rows: readonly (OfSubject<T> & { readonly known: boolean })[]): OfSubject<T>[] | null {
  if (!rows[0]!.known) return null;
  return rows
    .filter(({ subject }) => subject !== null)
    .map(({ known: _, ...row }) => row as unknown as OfSubject<T>);
}

/** Square metres of pavement under each subject; null where there is none on record within `reachMetres`. */
export async function listPavementAreas(
  db: Db,
  subjects: readonly PhaseGround[],
  reachMetres: number,
): Promise<(number | null)[]> {
  const { rows } = await db.query<{ squareMetres: number | null }>(
    `WITH subject AS (${SUBJECTS})
     SELECT coalesce(taken.area, CASE WHEN EXISTS (SELECT FROM ground
         WHERE kind = 'pavement' AND ST_DWithin(ground.geom, subject.geom, $3)) THEN 0 END) AS "squareMetres"
     FROM subject LEFT JOIN LATERAL (
       SELECT sum(ST_Area(ST_Intersection(ground.geom, subject.geom, 0.0001))) AS area
       FROM ground WHERE kind = 'pavement' AND ST_Intersects(ground.geom, subject.geom)
     ) AS taken ON true
     ORDER BY subject`,
    [...grounds(subjects), reachMetres],
  );
  return rows.map(({ squareMetres }) => squareMetres);
}
