import type { Severity } from "../../../domain/conflicts/finding.ts";
import type { InterventionKind, InterventionState } from "../../../domain/interventions/intervention.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { Db } from "../../platform/db.ts";

export interface MeetingRow {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly explanation: LocalizedText;
  readonly article: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly interventionIds: readonly [string, string];
  /** Street sections its ground lies on, with their names; null where a section has none. */
  readonly sections: readonly { readonly id: number; readonly name: string | null }[];
}

/** A section whose carriageway is not on record is taken as this wide. */
const ASSUMED_CARRIAGEWAY_METRES = 7;
/** From the kerb on: what lies on the pavement is on that section too. */
const BESIDE_METRES = 3;
/** No carriageway on record is wider than twice this and the pavement: lets the index choose. */
const REACH_METRES = 30;

/** Interferences in force between two interventions that begin in [from, until), the soonest first. */
export async function listBetweenInterventions(db: Db, from: Date, until: Date): Promise<MeetingRow[]> {
  const { rows } = await db.query<MeetingRow>(
    `SELECT finding.id, rule, severity, statement->'explanation' AS explanation,
       statement->'law'->>'article' AS article, lower(overlap_during) AS "startsAt", upper(overlap_during) AS "endsAt",
       ARRAY[a.intervention_id, b.intervention_id] AS "interventionIds",
       coalesce((SELECT json_agg(json_build_object('id', section.id, 'name', section.name) ORDER BY section.id)
         FROM street_segment AS section
         WHERE ST_DWithin(section.geom, overlap_geom, $5)
           AND ST_DWithin(section.geom, overlap_geom, coalesce(section.carriageway_width_metres, $3) / 2 + $4)), '[]')
         AS sections
     FROM finding JOIN phase AS a ON a.id = a_phase_id JOIN phase AS b ON b.id = b_phase_id
     WHERE ended_at IS NULL AND class = 'interference' AND severity IN ('blocking', 'warning')
       AND overlap_during && tstzrange($1, $2) AND lower(overlap_during) >= $1
     ORDER BY lower(overlap_during), finding.id`,
    [from, until, ASSUMED_CARRIAGEWAY_METRES, BESIDE_METRES, REACH_METRES],
  );
  return rows;
}

export interface PartyRow {
  readonly interventionId: string;
  readonly title: string;
  readonly kind: InterventionKind;
  readonly state: InterventionState;
  readonly place: string;
  readonly officeName: string;
  readonly contractor: string;
}

export async function listParties(db: Db, interventionIds: readonly string[]): Promise<PartyRow[]> {
  const { rows } = await db.query<PartyRow>(
    `SELECT intervention.id AS "interventionId", title, intervention.kind, state, place, office.name AS "officeName",
       contractor
     FROM intervention JOIN office ON office.id = office_id
     WHERE intervention.id = ANY ($1::uuid[]) ORDER BY title, intervention.id`,
    [interventionIds],
  );
  return rows;
}
