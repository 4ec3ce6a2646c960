import type { FactName } from "../../../domain/conflicts/facts.ts";
import { type Db, type KeptStatement, keep } from "../../platform/db.ts";
import { FACT_SOURCES } from "./facts/sources.ts";

/** A phase's ground as PostGIS hands it over and takes it back: extended WKB in EPSG:32632. */
export interface PhaseGround {
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly detour: Buffer | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly exceptInterventionId: string | null;
}

export type FactRows = ReadonlyMap<FactName, readonly unknown[]>;

/**
 * Phases of drafts, at the most a few. The limit makes the planner expect one whether or not it looks at the arrays, so
 * that it finds the plan it keeps no worse than a new one each time.
 */
const DRAWN = `
  SELECT (number - 1)::integer AS subject, polygon::geometry AS geom, line::geometry AS line,
    tstzrange(starts_at, ends_at) AS during, intervention_id, detour::geometry AS detour
  FROM unnest($1::bytea[], $2::bytea[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::bytea[])
    WITH ORDINALITY AS row (polygon, line, starts_at, ends_at, intervention_id, detour, number)
  LIMIT (SELECT cardinality($1::bytea[]))`;

/** Saved phases, at the most thousands. */
const SAVED = `
  SELECT (number - 1)::integer AS subject, geom, centreline AS line, during, intervention_id, detour
  FROM unnest($1::uuid[]) WITH ORDINALITY AS row (id, number) JOIN phase USING (id)`;

/** One statement that answers several facts: a row each, what it tells as an array. */
function compose(subjects: string, facts: readonly FactName[]): string {
  const answers = facts.map(
    (fact) =>
      `SELECT '${fact}' AS fact, coalesce((SELECT json_agg(told) FROM (${FACT_SOURCES[fact].text}) AS told), '[]') AS rows`,
  );
  return `${withSubjects(subjects)}\n${answers.join("\nUNION ALL\n")}`;
}

/** Corners of a piece of footprint: enough for a site along a street to be one piece. */
const MOST_CORNERS = 32;

/**
 * What stands in front of a fact's statement. The array makes the planner expect ten pieces of a subject: of a set it
 * expects a thousand, and then sorts the city for 57 sites (9 s instead of 0.01 s for their pipes).
 * @param subjects the rows of `subject` (facts/fact-source.ts) */
export function withSubjects(subjects: string): string {
  return `WITH subject AS MATERIALIZED (${subjects}),
    piece AS MATERIALIZED (SELECT subject, during, intervention_id,
      unnest(ARRAY(SELECT ST_Subdivide(geom, ${MOST_CORNERS}))) AS geom FROM subject)`;
}

const kept = new Map<string, KeptStatement>();

function keepFor(facts: readonly FactName[]): KeptStatement {
  const name = facts.join(" ");
  const statement = kept.get(name) ?? keep(compose(DRAWN, facts));
  kept.set(name, statement);
  return statement;
}

/** What the statements of these facts answer for phases that are drawn, all in one. */
export async function listFactsOfDrawn(
  db: Db,
  facts: readonly FactName[],
  subjects: readonly PhaseGround[],
): Promise<FactRows> {
  return ask(db, keepFor(facts), [
    subjects.map(({ polygon }) => polygon),
    subjects.map(({ line }) => line),
    subjects.map(({ startsAt }) => startsAt),
    subjects.map(({ endsAt }) => endsAt),
    subjects.map(({ exceptInterventionId }) => exceptInterventionId),
    subjects.map(({ detour }) => detour),
  ]);
}

/** The same for phases that are saved, by their ids. */
export async function listFactsOfSaved(
  db: Db,
  facts: readonly FactName[],
  phaseIds: readonly string[],
): Promise<FactRows> {
  return ask(db, compose(SAVED, facts), [phaseIds]);
}

async function ask(db: Db, text: string | KeptStatement, values: readonly unknown[]): Promise<FactRows> {
  const { rows } = await db.query<{ fact: FactName; rows: unknown[] }>(text, values);
  return new Map(rows.map(({ fact, rows: told }) => [fact, told]));
}
