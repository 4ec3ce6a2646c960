import { isRefusal } from "../../../domain/contract/problems.ts";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";
import type { Db } from "../../platform/db.ts";
import { createInterventions } from "./create.ts";
import type { Setting } from "./setting.ts";

export interface ProgrammeEntry {
  readonly id: string;
  readonly officeId: string;
  readonly intervention: InterventionInput;
}

/** Who the audit says made them: no person, since nobody did. */
export const PROGRAMME_ACTOR = { id: "synthetic-programme", role: "administrator", officeId: null } as const;

/** Examined together: about 0.5 s. */
const SET = 100;

/**
 * Saves a generated programme the way a planner's saves go, findings and audit included, marked synthetic.
 * @throws when an entry is refused: a generator's output has no bad records to tolerate
 */
export async function loadProgramme(
  db: Db,
  setting: Setting,
  entries: readonly ProgrammeEntry[],
  nowMs: number,
  onProgress: (done: number) => void = () => undefined,
): Promise<void> {
  const change = { actor: PROGRAMME_ACTOR, requestId: "load-programme", nowMs };
  for (let start = 0; start < entries.length; start += SET) {
    const set = entries.slice(start, start + SET);
    const outcomes = await createInterventions(
      db,
      setting,
      set.map(({ id, officeId, intervention }) => ({ id, officeId, input: intervention })),
      change,
      { synthetic: true, inAnyState: true },
    );
    const refused = outcomes.findIndex((outcome) => isRefusal(outcome));
    if (refused >= 0)
      throw new Error(`programme entry ${set[refused]!.id} refused: ${JSON.stringify(outcomes[refused])}`);
    onProgress(start + set.length);
  }
}
