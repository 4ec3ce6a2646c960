import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import type { ChangeKind } from "../../../domain/live/contract.ts";
import type { Db } from "../../platform/db.ts";
import type { GroundBox } from "../conflicts/service.ts";
import { announceChange } from "../live/service.ts";
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
  /** What is taken from elsewhere by the thousand fills nobody's notices. */
  readonly silent?: boolean;
}

/** Tells whoever looks, and offices whose works it touches: last in the transaction that made the change. */
export async function announce(db: Db, { nowMs, silent = false, ...change }: AnnouncedChange): Promise<void> {
  const at = new Date(nowMs);
  await announceChange(db, { ...change, at });
  if (!silent) await noticeChange(db, { ...change, at });
}
