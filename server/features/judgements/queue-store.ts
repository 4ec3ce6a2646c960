import type { FINDING_CLASSES, Law, Severity } from "../../../domain/conflicts/finding.ts";
import { SEVERITIES } from "../../../domain/conflicts/finding.ts";
import type { OfficeFinding } from "../../../domain/judgements/contract.ts";
import type { JudgementStatus } from "../../../domain/judgements/verdict.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { Db } from "../../platform/db.ts";
import { givenBy, SIDES, statusAt } from "./store.ts";

export interface QueuePage {
  readonly officeId: string;
  readonly statuses: readonly JudgementStatus[];
  readonly severities: readonly Severity[];
  /** The city's day. */
  readonly today: string;
  /** Severity's place, start in milliseconds and first finding of the last card of the page before. */
  readonly after: readonly [number, number, string] | null;
  readonly limit: number;
}

export interface QueueRow {
  readonly findingIds: string[];
  readonly things: number;
  readonly rank: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly rule: string;
  readonly severity: Severity;
  readonly class: (typeof FINDING_CLASSES)[number];
  readonly counterpartType: string;
  readonly law: Law;
  readonly explanation: LocalizedText;
  readonly parties: OfficeFinding["parties"];
  readonly total: number;
}

/**
 * Findings in force that concern an office, those of one rule between the same two interventions (or about the same
 * sort of thing) told as one card. Duties are a checklist of the works' own and asked of nobody else.
 */
export async function listQueue(db: Db, page: QueuePage): Promise<QueueRow[]> {
  const { rows } = await db.query<QueueRow>(
    `WITH about AS (
       SELECT finding.id, finding.rule, finding.class, finding.counterpart_type, finding.counterpart_key,
         array_position($3::text[], finding.severity) AS rank, lower(overlap_during) AS starts_at,
         upper(overlap_during) AS ends_at, least(ai.id, bi.id) AS one, greatest(ai.id, bi.id) AS other,
         ${statusAt("$4")} AS status
       FROM finding ${SIDES} ${givenBy("$1")}
       WHERE finding.ended_at IS NULL AND finding.class <> 'duty' AND $1 IN (ai.office_id, bi.office_id)
         AND finding.severity = ANY($5::text[])
     ), card AS (
       SELECT array_agg(id ORDER BY rank, starts_at, id) AS ids, one, other, min(rank) AS rank,
         min(starts_at) AS starts_at, max(ends_at) AS ends_at,
         count(DISTINCT counterpart_key)::integer AS things, count(*) OVER ()::integer AS total
       FROM about WHERE status = ANY($2::text[])
       GROUP BY rule, class, one, other, counterpart_type
     )
     SELECT card.ids::text[] AS "findingIds", things, rank, card.starts_at AS "startsAt", card.ends_at AS "endsAt", total,
       lead.rule, lead.severity, lead.class, lead.counterpart_type AS "counterpartType",
       lead.statement->'law' AS law, lead.statement->'explanation' AS explanation,
       (SELECT json_agg(json_build_object('id', party.id, 'title', party.title, 'place', party.place,
            'kind', party.kind, 'state', party.state,
            'office', json_build_object('id', office.id, 'name', office.name))
          ORDER BY office.id <> $1, party.id)
        FROM intervention AS party JOIN office ON office.id = party.office_id
        WHERE party.id IN (one, other)) AS parties
     FROM card JOIN finding AS lead ON lead.id = card.ids[1]
     WHERE $6::integer IS NULL
       OR (rank, card.starts_at, card.ids[1]) > ($6, to_timestamp($7::double precision / 1000), $8::uuid)
     ORDER BY rank, card.starts_at, card.ids[1] LIMIT $9`,
    [
      page.officeId,
      page.statuses,
      SEVERITIES,
      page.today,
      page.severities,
      ...(page.after ?? [null, null, null]),
      page.limit,
    ],
  );
  return rows;
}
