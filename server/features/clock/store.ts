import type { Db } from "../../platform/db.ts";

export interface DayRow {
  readonly date: string;
  readonly roadwork: number;
  readonly greenwork: number;
  readonly event: number;
  readonly occupation: number;
  readonly blocking: number;
}

/**
 * For each local day in [from, to): live phases that take ground on it, by kind, and blocking findings in force.
 * Each phase adds one at its first day and takes one off after its last; a running sum then gives every day in
 * one pass, where a join of days with phases would grow with their product.
 */
export async function listDays(
  db: Db,
  from: string,
  to: string,
  timeZone: string,
  extent: readonly [number, number, number, number] | null,
): Promise<DayRow[]> {
  const { rows } = await db.query<DayRow>(
    `WITH frame AS (
       SELECT tstzrange(($1::date)::timestamp AT TIME ZONE $3, ($2::date)::timestamp AT TIME ZONE $3) AS during,
         CASE WHEN $4::float8[] IS NULL THEN NULL ELSE ST_Transform(ST_MakeEnvelope(
           ($4::float8[])[1], ($4::float8[])[2], ($4::float8[])[3], ($4::float8[])[4], 4326), 32632) END AS area
     ), taken AS (
       SELECT kind, phase.during FROM phase, frame
       WHERE live AND phase.during && frame.during AND (area IS NULL OR geom && area)
       UNION ALL
       SELECT 'blocking', overlap_during FROM finding, frame
       WHERE ended_at IS NULL AND severity = 'blocking' AND overlap_during && frame.during
         AND (area IS NULL OR overlap_geom && area)
     ), bounds AS (
       SELECT kind, greatest((lower(during) AT TIME ZONE $3)::date, $1::date) AS first_day,
         ((upper(during) - interval '1 microsecond') AT TIME ZONE $3)::date + 1 AS day_after
       FROM taken
     ), steps AS (
       SELECT kind, first_day AS day, 1 AS step FROM bounds
       UNION ALL SELECT kind, day_after, -1 FROM bounds WHERE day_after < $2::date
     ), totals AS (
       SELECT day, ${["roadwork", "greenwork", "event", "occupation", "blocking"]
         .map((kind) => `coalesce(sum(step) FILTER (WHERE kind = '${kind}'), 0) AS ${kind}`)
         .join(", ")}
       FROM (SELECT generate_series($1::date, $2::date - 1, interval '1 day')::date AS day) AS days
         LEFT JOIN steps USING (day) GROUP BY day
     )
     SELECT to_char(day, 'YYYY-MM-DD') AS date, ${["roadwork", "greenwork", "event", "occupation", "blocking"]
       .map((kind) => `(sum(${kind}) OVER (ORDER BY day))::integer AS ${kind}`)
       .join(", ")}
     FROM totals ORDER BY day`,
    [from, to, timeZone, extent],
  );
  return rows;
}
