import { INTERVENTION_KINDS, INTERVENTION_STATES } from "../../../domain/interventions/intervention.ts";
import type { FINDING_FILTERS } from "../../../domain/interventions/list-contract.ts";

/** Values of one statement, numbered as they are bound. */
export class Binding {
  readonly values: unknown[] = [];

  /** @returns the value's place in the statement, with its type: `$3::uuid` */
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** Extended WKB in EPSG:32632. */
export interface Area {
  readonly ground: Buffer;
  /** An upright rectangle inside it: what lies in that needs no closer look. Null: none is known. */
  readonly inner: Buffer | null;
}

export interface TableFilter {
  readonly kinds: readonly string[] | null;
  readonly states: readonly string[] | null;
  readonly offices: readonly string[] | null;
  readonly urgent: boolean | null;
  readonly synthetic: boolean | null;
  /** Folded as `fold_text` does; each must be there. */
  readonly words: readonly string[];
  /** [startsAt, endsAt), open where null. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  /** Each must be met. */
  readonly areas: readonly Area[];
  readonly findings: (typeof FINDING_FILTERS)[number] | null;
  readonly ids: readonly string[] | null;
}

const SEVERITIES = {
  blocking: "severity = 'blocking'",
  warning: "severity = 'warning'",
  any: "severity IN ('blocking', 'warning')",
} as const;

/** What the indexes of the table are made of: written otherwise, they would not be used. */
export const KIND_RANK = `array_position('{${INTERVENTION_KINDS.join(",")}}'::text[], intervention.kind)`;
export const STATE_RANK = `array_position('{${INTERVENTION_STATES.join(",")}}'::text[], intervention.state)`;

export const SHOWN = "intervention.deleted_at IS NULL AND intervention.phase_count > 0";

/**
 * Interventions with interferences in force of these severities, `id`, each as often as it has one, and by which
 * `card` it is shown: as on the map's badges (list-store.ts), twelve trees are one.
 */
export function listOfFound(severity: keyof typeof SEVERITIES): string {
  const found = `ended_at IS NULL AND class = 'interference' AND ${SEVERITIES[severity]}`;
  return `SELECT a_intervention_id AS id, concat_ws('/', rule, coalesce(b_intervention_id::text, counterpart_type)) AS card
    FROM finding WHERE ${found}
    UNION ALL
    SELECT b_intervention_id, concat_ws('/', rule, a_intervention_id) FROM finding
    WHERE ${found} AND b_intervention_id IS NOT NULL AND b_intervention_id <> a_intervention_id`;
}

/** SQL that is true of the rows of `intervention` which pass. */
export function conditionOf(filter: TableFilter, binding: Binding): string {
  const parts = [SHOWN];
  if (filter.ids !== null) parts.push(`intervention.id = ANY(${binding.bind(filter.ids, "uuid[]")})`);
  // By name and not by rank: of an expression the planner knows no shares.
  if (filter.kinds !== null) parts.push(`intervention.kind = ANY(${binding.bind(filter.kinds, "text[]")})`);
  if (filter.states !== null)
    parts.push(`intervention.state = ANY(${binding.bind(filter.states, "text[]")})`);
  if (filter.offices !== null)
    parts.push(`intervention.office_id = ANY(${binding.bind(filter.offices, "text[]")})`);
  if (filter.urgent !== null) parts.push(`intervention.urgent = ${binding.bind(filter.urgent, "boolean")}`);
  if (filter.synthetic !== null)
    parts.push(`intervention.synthetic = ${binding.bind(filter.synthetic, "boolean")}`);
  for (const word of filter.words) {
    parts.push(`intervention.search_text LIKE ${binding.bind(toPattern(word), "text")}`);
  }
  if (filter.findings === "none") {
    // NOT IN, which is hashed once, where NOT EXISTS would be joined anew for every row.
    parts.push(`intervention.id NOT IN (SELECT id FROM (${listOfFound("any")}) AS found)`);
  } else if (filter.findings !== null) {
    parts.push(`intervention.id IN (SELECT id FROM (${listOfFound(filter.findings)}) AS found)`);
  }
  return [...parts, ...spaceAndTime(filter, binding)].join(" AND ");
}

function toPattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, "\\$&")}%`;
}

/**
 * First by what is known of the whole, for which there are indexes; then one phase must meet all of it, unless the
 * whole says enough. A digger that comes once a year is not there in between.
 */
function spaceAndTime({ startsAt, endsAt, areas }: TableFilter, binding: Binding): string[] {
  const parts: string[] = [];
  const ofPhase: string[] = [];
  const enough: string[] = [];
  if (startsAt !== null || endsAt !== null) {
    const range = `tstzrange(${binding.bind(startsAt, "timestamptz")}, ${binding.bind(endsAt, "timestamptz")})`;
    parts.push(`tstzrange(intervention.starts_at, intervention.ends_at) && ${range}`);
    ofPhase.push(`phase.during && ${range}`);
    enough.push("intervention.phase_count = 1");
  }
  for (const { ground, inner } of areas) {
    const geometry = binding.bind(ground, "bytea::geometry");
    parts.push(`intervention.ground_box && ${geometry}`);
    ofPhase.push(`ST_Intersects(phase.geom, ${geometry})`);
    enough.push(
      inner === null
        ? `ST_CoveredBy(intervention.ground_box, ${geometry})`
        : `intervention.ground_box @ ${binding.bind(inner, "bytea::geometry")}`,
    );
  }
  if (ofPhase.length > 0) {
    parts.push(
      // Without OFFSET the planner would hash the phases of the whole area, for the few rows that need to ask.
      `((${enough.join(" AND ")}) OR EXISTS (SELECT FROM phase WHERE phase.intervention_id = intervention.id
        AND NOT phase.removed AND ${ofPhase.join(" AND ")} OFFSET 0))`,
    );
  }
  return parts;
}
