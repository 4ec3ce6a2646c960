import type { z } from "zod";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import {
  type InterventionInput,
  interventionInputSchema,
} from "../../../domain/interventions/intervention.ts";
import type { listCurrentRows } from "../../../domain/row-imports/contract.ts";
import type { Actor } from "../../platform/actor.ts";
import { listChanges } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { findIntervention, type Setting } from "../interventions/service.ts";

type CurrentRow = ResponseOf<typeof listCurrentRows>["rows"][number];

/** What stands of an intervention now, and what stood in the version that a sheet was made from. */
export async function findCurrentRow(
  db: Db,
  setting: Setting,
  { id, version }: { readonly id: string; readonly version: number | null },
  actor: Actor,
  nowMs: number,
): Promise<CurrentRow> {
  const saved = await findIntervention(db, setting, id, nowMs);
  if (saved === null) return null;
  return {
    id,
    version: saved.version,
    intervention: inputOf(saved),
    base: version === null || version === saved.version ? null : await findVersion(db, id, version),
    mayChange: mayChange(actor, { officeId: saved.office.id }),
  };
}

function inputOf(saved: Intervention): InterventionInput {
  // Only what an input holds; a phase's worked-out ground is not among it.
  return interventionInputSchema.parse(saved satisfies z.input<typeof interventionInputSchema>);
}

/** Each change of an intervention makes its next version; null when its history does not reach back. */
async function findVersion(db: Db, id: string, version: number): Promise<InterventionInput | null> {
  const changes = await listChanges(db, "intervention", id);
  const read = interventionInputSchema.safeParse(changes[version - 1]?.after);
  return read.success ? read.data : null;
}
