/** The ground a finding is about. */
import type { CounterpartType } from "../../../domain/conflicts/counterpart.ts";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import type { Match } from "../../../domain/conflicts/rule.ts";
import { type Db, keep } from "../../platform/db.ts";

export interface Dispute {
  /** Which of the polygons. */
  readonly of: number;
  readonly subjectMetres: number;
  readonly counterpartType: CounterpartType;
  readonly counterpartKey: string;
  readonly counterpartMetres: number;
  /** Whose ground it is where the two are apart; null: the subject's. */
  readonly whereApart: "counterpart" | null;
}

/** A footprint of more corners is long. */
const MOST_CORNERS = 64;

const COUNTERPART = `CASE type
  WHEN 'phase' THEN (SELECT geom FROM phase WHERE id = CASE WHEN type = 'phase' THEN key::uuid END)
  WHEN 'tree' THEN (SELECT geom FROM tree WHERE external_id = key)
  WHEN 'utility' THEN (SELECT geom FROM utility WHERE external_id = key)
  WHEN 'pavement' THEN (SELECT ST_Collect(ST_Intersection(geom, subject, 0.0001)) FROM ground
    WHERE kind = 'pavement' AND ST_Intersects(geom, subject))
END`;

/**
 * The ground each pair shares, its zones widened as the rule said; where the counterpart has no place of its own, or the
 * two zones touch in no area, the subject's ground or, where the rule says so, the counterpart's. From a table `asked` of
 * number, of (which subject), subject, type, key, subject_metres, counterpart_metres and where_apart; a subject is
 * widened once for each width. Materialised step by step: folded into one, every use of an overlay computes it again
 * (68 s instead of 1.3 s for the sample city's 1,256 findings). Of a long footprint only what lies around the
 * counterpart is overlaid: an overlay goes round every corner of both.
 */
const disputed = (asked: string, style: string) => `asked AS MATERIALIZED (${asked}),
  zone AS MATERIALIZED (
    SELECT *, ST_NPoints(zone) > ${MOST_CORNERS} AS long
    FROM (SELECT DISTINCT ON (of, subject_metres) of, subject_metres, CASE WHEN subject_metres = 0 THEN subject
        ELSE buffer_ground(subject, subject_metres${style}) END AS zone
      FROM asked ORDER BY of, subject_metres) AS once
  ),
  pair AS MATERIALIZED (
    SELECT *, ${COUNTERPART} AS counterpart FROM asked JOIN zone USING (of, subject_metres)
  ), widened AS MATERIALIZED (
    SELECT *, CASE WHEN counterpart_metres = 0 AND type = 'phase' THEN counterpart
      WHEN type = 'tree' THEN ST_Buffer(counterpart, counterpart_metres${style || ", ''"})
      ELSE buffer_ground(counterpart, counterpart_metres${style}) END AS theirs
    FROM pair
  ), near AS MATERIALIZED (
    SELECT *, CASE WHEN long AND theirs IS NOT NULL THEN ST_ClipByBox2D(zone, ST_Expand(theirs, 1)::box2d) END AS clipped
    FROM widened
  ), met AS MATERIALIZED (
    SELECT *, CASE WHEN theirs IS NOT NULL THEN ST_CollectionExtract(ST_Intersection(
      CASE WHEN clipped IS NOT NULL AND ST_IsValid(clipped) THEN clipped ELSE zone END, theirs, 0.0001), 3) END AS shared
    FROM near
  ), disputed AS MATERIALIZED (
    SELECT *, CASE
      WHEN NOT ST_IsEmpty(shared) THEN shared
      WHEN where_apart = 'counterpart' THEN coalesce(counterpart, subject)
      ELSE subject END AS ground FROM met
  )`;

const SHOWN = keep(`WITH ${disputed(
  `SELECT number, of, ($1::bytea[])[of]::geometry AS subject, type, key, subject_metres, counterpart_metres,
     where_apart
   FROM unnest($2::integer[], $3::float8[], $4::text[], $5::text[], $6::float8[], $7::text[])
     WITH ORDINALITY AS row (of, subject_metres, type, key, counterpart_metres, where_apart, number)`,
  "",
)}
  SELECT ST_AsGeoJSON(ST_Transform(ground, 4326), 8)::json AS geometry FROM disputed ORDER BY number`);

type Shape = Finding["overlap"]["geometry"];

/** The ground in dispute as it is shown, in the order of the disputes. */
export async function listDisputedShapes(
  db: Db,
  polygons: readonly Buffer[],
  disputes: readonly Dispute[],
): Promise<Shape[]> {
  if (disputes.length === 0) return [];
  const { rows } = await db.query<{ geometry: Shape }>(SHOWN, [
    polygons,
    disputes.map((d) => d.of + 1),
    disputes.map((d) => d.subjectMetres),
    disputes.map((d) => d.counterpartType),
    disputes.map((d) => d.counterpartKey),
    disputes.map((d) => d.counterpartMetres),
    disputes.map((d) => d.whereApart),
  ]);
  return rows.map(({ geometry }) => geometry);
}

export interface NewFinding {
  readonly id: string;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly severity: string;
  readonly class: string;
  readonly aPhaseId: string;
  readonly counterpartType: CounterpartType;
  readonly counterpartKey: string;
  readonly statement: object;
  /** The phase that was asked about, and its counterpart seen from there. */
  readonly ownPhaseId: string;
  readonly otherKey: string;
  readonly zones: Match["zones"];
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Round corners of zones with four points: what is kept is looked up and drawn small. */
const KEPT_STYLE = ", 'quad_segs=2'";

export async function insertFindings(db: Db, findings: readonly NewFinding[], at: Date): Promise<void> {
  if (findings.length === 0) return;
  await db.query(
    `WITH row AS MATERIALIZED (
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::uuid[], $7::text[],
           $8::text[], $9::jsonb[], $10::uuid[], $11::text[], $12::float8[], $13::float8[], $14::timestamptz[],
           $15::timestamptz[], $17::text[])
         WITH ORDINALITY AS row (id, rule, version, severity, class, a, type, b, statement, own, other, own_metres,
           other_metres, starts_at, ends_at, where_apart, number)
     ), ${disputed(
       `SELECT number, own AS of, phase.geom AS subject, type, other AS key, own_metres AS subject_metres,
          other_metres AS counterpart_metres, where_apart
        FROM row JOIN phase ON phase.id = own`,
       KEPT_STYLE,
     )}
     INSERT INTO finding (id, rule, rule_version, severity, class, a_phase_id, b_phase_id,
       counterpart_type, counterpart_key, statement, overlap_geom, overlap_during, found_at)
     SELECT row.id, rule, version, severity, class, a, CASE WHEN row.type = 'phase' THEN b::uuid END, row.type, b,
       statement, ground, tstzrange(starts_at, ends_at), $16
     FROM row JOIN disputed USING (number)`,
    [
      findings.map((f) => f.id),
      findings.map((f) => f.rule),
      findings.map((f) => f.ruleVersion),
      findings.map((f) => f.severity),
      findings.map((f) => f.class),
      findings.map((f) => f.aPhaseId),
      findings.map((f) => f.counterpartType),
      findings.map((f) => f.counterpartKey),
      findings.map((f) => JSON.stringify(f.statement)),
      findings.map((f) => f.ownPhaseId),
      findings.map((f) => f.otherKey),
      findings.map((f) => f.zones.subjectMetres),
      findings.map((f) => f.zones.counterpartMetres),
      findings.map((f) => f.startsAt),
      findings.map((f) => f.endsAt),
      at,
      findings.map((f) => f.zones.whereApart ?? null),
    ],
  );
}
