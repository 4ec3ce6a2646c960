import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import type { ChangeKind } from "../../../domain/live/contract.ts";
import type { Db } from "../../platform/db.ts";
import type { GroundBox } from "../conflicts/service.ts";
import { announceChange, announceChanges } from "../live/service.ts";
import { noticeChange } from "../notices/service.ts";

export interface AnnouncedChange {
  readonly interventionId: string;
  /** Whose it is. */
  readonly officeId: string;
  /** `moved` when its state is another. */
  readonly change: ChangeKind;
  readonly state: InterventionState;
  /** Ground before and after. */
  readonly boxes: readonly GroundBox[];
  /** The instant at which its findings were recorded. */
  readonly nowMs: number;
}

/** Tells whoever looks, and offices whose works it touches: last in the transaction that made the change. */
export async function announce(db: Db, { nowMs, ...change }: AnnouncedChange): Promise<void> {
  const at = new Date(nowMs);
  await announceChange(db, { ...change, at });
  await noticeChange(db, { ...change, at });
}

/** The same of several that are new. @param options `silent`: to whoever looks alone, no office gets a notice */
export async function announceCreated(
  db: Db,
  created: readonly Omit<AnnouncedChange, "change" | "nowMs">[],
  { nowMs, silent }: { readonly nowMs: number; readonly silent: boolean },
): Promise<void> {
  const at = new Date(nowMs);
  await announceChanges(db, "created", created, at);
  if (silent) return;
  for (const one of created) await noticeChange(db, { ...one, change: "created", at });
}
