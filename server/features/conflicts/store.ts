import type { CounterpartType } from "../../../domain/conflicts/counterpart.ts";
import type { Db } from "../../platform/db.ts";

export interface StoredFinding {
  readonly id: string;
  readonly rule: string;
  readonly aPhaseId: string;
  readonly counterpartType: CounterpartType;
  /** `counterpartKey` of the counterpart; of two phases that of the one with the greater id. */
  readonly counterpartKey: string;
  /** What the finding says of itself, to tell whether it still holds. */
  readonly fingerprint: string;
}

/** Findings in force that name any of these phases, of these rules. */
export async function listCurrentFindings(
  db: Db,
  phaseIds: readonly string[],
  ruleIds: readonly string[] | null = null,
): Promise<StoredFinding[]> {
  const { rows } = await db.query<StoredFinding>(
    `SELECT id, rule, a_phase_id AS "aPhaseId", counterpart_type AS "counterpartType",
       counterpart_key AS "counterpartKey", statement->>'fingerprint' AS fingerprint
     FROM finding
     WHERE ended_at IS NULL AND (a_phase_id = ANY($1::uuid[]) OR b_phase_id = ANY($1::uuid[]))
       AND ($2::text[] IS NULL OR rule = ANY($2::text[]))`,
    [phaseIds, ruleIds],
  );
  return rows;
}

export async function endFindings(db: Db, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.query("UPDATE finding SET ended_at = $2 WHERE id = ANY($1::uuid[])", [ids, at]);
}

/** What tells where a thing lies, by `<type> <key>`. */
export type PlaceMarks = ReadonlyMap<string, string>;

/** Round drawings have their middles at half metres, where a rounding error would turn the rounded figure. */
const OFF_THE_HALVES = 0.2718;

/**
 * Where these things lie: of a phase area and middle to the metre, since its outline comes back from an editor with
 * other roundings; of a layer's thing its geometry, which only an import changes.
 */
export async function listPlaceMarks(
  db: Db,
  sides: readonly Pick<StoredFinding, "aPhaseId" | "counterpartType" | "counterpartKey">[],
): Promise<PlaceMarks> {
  const keysOf = (type: CounterpartType) => [
    ...new Set(sides.filter((one) => one.counterpartType === type).map((one) => one.counterpartKey)),
  ];
  const { rows } = await db.query<{ place: string; mark: string }>(
    `SELECT 'phase ' || id AS place, concat_ws(' ', round(ST_Area(geom) + $4), round(ST_X(middle) + $4),
       round(ST_Y(middle) + $4)) AS mark
     FROM phase, LATERAL (SELECT ST_Centroid(geom) AS middle) AS placed WHERE id = ANY($1::uuid[])
     UNION ALL SELECT 'tree ' || external_id, md5(ST_AsBinary(geom)) FROM tree WHERE external_id = ANY($2::text[])
     UNION ALL SELECT 'utility ' || external_id, md5(ST_AsBinary(geom)) FROM utility
       WHERE external_id = ANY($3::text[])`,
    [
      [...new Set([...sides.map(({ aPhaseId }) => aPhaseId), ...keysOf("phase")])],
      keysOf("tree"),
      keysOf("utility"),
      OFF_THE_HALVES,
    ],
  );
  return new Map(rows.map(({ place, mark }) => [place, mark]));
}

/**
 * Held to the end of the transaction, by whoever examines with others, by whoever changes what rules read alone: an
 * examination that began by the old values is over, and in sight, when the change is, and what begins later reads the new.
 */
export async function lockRules(db: Db, how: "examine" | "change"): Promise<void> {
  const lock = how === "examine" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await db.query(`SELECT ${lock}(hashtext('rules'), hashtext(current_schema()))`);
}

/**
 * Waits for, and holds to the end of the transaction, every named cell of ground. In the order of the keys, so
 * that two saves can never wait for each other.
 */
export async function lockCells(db: Db, keys: readonly number[]): Promise<void> {
  await db.query(
    `SELECT pg_advisory_xact_lock(key)
     FROM (SELECT key FROM unnest($1::bigint[]) AS key ORDER BY key OFFSET 0) AS ordered`,
    [keys],
  );
}
