import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import { interventionInputSchema } from "../../../domain/interventions/intervention.ts";
import { type FieldValues, fieldsOf } from "../../../domain/row-imports/compare-rows.ts";
import type { listCurrentRows } from "../../../domain/row-imports/contract.ts";
import type { Actor } from "../../platform/actor.ts";
import { listChanges } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { MAKES_VERSION } from "../interventions/history.ts";
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
    // The reply's schema keeps of it what an input holds.
    intervention: saved,
    base: version === null || version === saved.version ? null : await findVersion(db, id, version),
    mayChange: mayChange(actor, { officeId: saved.office.id }),
  };
}

/** Each change of an intervention makes its next version; null when its history does not reach back. */
async function findVersion(db: Db, id: string, version: number): Promise<FieldValues | null> {
  const changes = await listChanges(db, "intervention", id);
  const versions = changes.filter(({ action }) => MAKES_VERSION.includes(action));
  // A transition tells what it changed and not the whole: then its version is not known.
  const read = interventionInputSchema.safeParse(versions[version - 1]?.after);
  return read.success ? fieldsOf(read.data) : null;
}
