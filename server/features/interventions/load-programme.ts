import { isRefusal } from "../../../domain/contract/problems.ts";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";
import type { Db } from "../../platform/db.ts";
import { createIntervention, type Setting } from "./service.ts";

export interface ProgrammeEntry {
  readonly id: string;
  readonly officeId: string;
  readonly intervention: InterventionInput;
}

/** Who the audit says made them: no person, since nobody did. */
export const PROGRAMME_ACTOR = { id: "synthetic-programme", role: "administrator", officeId: null } as const;

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
  for (const [index, { id, officeId, intervention }] of entries.entries()) {
    const change = { actor: PROGRAMME_ACTOR, requestId: "load-programme", nowMs };
    const outcome = await createIntervention(db, setting, id, intervention, officeId, change, {
      synthetic: true,
      inAnyState: true,
    });
    if (isRefusal(outcome)) throw new Error(`programme entry ${id} refused: ${JSON.stringify(outcome)}`);
    onProgress(index + 1);
  }
}
