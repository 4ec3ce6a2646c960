import type { ChangeKind } from "../../../domain/live/contract.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./store.ts";

/**
 * Tells whoever is looking that an intervention changed, and whose findings changed with it. To be called in the
 * change's own transaction, after its findings were recorded at the same instant.
 *
 * @returns the other interventions whose findings changed
 */
export function announceChange(
  db: Db,
  { change, at, ...changed }: store.ChangedGround & { readonly change: ChangeKind; readonly at: Date },
): Promise<string[]> {
  return announceChanges(db, change, [changed], at);
}

/** The same of several that changed in one way, all at once. @returns others than these */
export async function announceChanges(
  db: Db,
  change: ChangeKind,
  changed: readonly store.ChangedGround[],
  at: Date,
): Promise<string[]> {
  await store.insertChanges(db, change, changed, at);
  return store.insertTouched(
    db,
    changed.map(({ interventionId }) => interventionId),
    at,
  );
}

/** Tells that something kept beside an intervention is another: the clock of an urgent dig. */
export const announceBeside = store.insertBeside;

/** Tells those of an office that they have something to read. */
export function announceNotices(db: Db, officeIds: readonly string[], at: Date): Promise<void> {
  return store.insertForOffices(db, "notices", officeIds, at);
}

/** Tells those of these offices that somebody judged or commented a finding that concerns them. */
export function announceJudgements(db: Db, officeIds: readonly string[], at: Date): Promise<void> {
  return store.insertForOffices(db, "judgements", officeIds, at);
}

/** Tells that findings anywhere may be others by now. */
export const announceAllFindings = store.insertAllFindings;
