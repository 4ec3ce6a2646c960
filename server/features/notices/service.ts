import type { OwnedNetwork } from "../../../domain/city/city-data.ts";
import type { InterventionState } from "../../../domain/interventions/intervention.ts";
import type { ChangeKind } from "../../../domain/live/contract.ts";
import type { Notice } from "../../../domain/notices/contract.ts";
import type { Db } from "../../platform/db.ts";
import { announceNotices } from "../live/service.ts";
import * as store from "./store.ts";

export interface NoticedChange {
  readonly interventionId: string;
  /** Whose it is: they need not be told. */
  readonly officeId: string;
  readonly change: ChangeKind;
  readonly state: InterventionState;
  readonly at: Date;
}

async function tell(db: Db, officeIds: readonly string[], at: Date): Promise<void> {
  const told = [...new Set(officeIds)];
  if (told.length > 0) await announceNotices(db, told, at);
}

/**
 * Tells offices of a change that touches interventions of theirs, in the change's own transaction, after its
 * findings were recorded at the same instant.
 */
export async function noticeChange(db: Db, change: NoticedChange): Promise<void> {
  const { interventionId, officeId, state, at } = change;
  const told = await store.insertBlocking(db, interventionId, officeId, at);
  if (change.change === "moved")
    told.push(...(await store.insertMoved(db, interventionId, officeId, state, at)));
  await tell(db, told, at);
}

export interface ToldOffice {
  readonly officeId: string;
  readonly networks: readonly OwnedNetwork[];
  /** An intervention of theirs that it overlaps. */
  readonly ownId: string | null;
}

/** Tells offices that an urgent dig is at something of theirs. */
export async function noticeUrgentDig(
  db: Db,
  interventionId: string,
  offices: readonly ToldOffice[],
  at: Date,
): Promise<void> {
  if (offices.length === 0) return;
  await store.insertUrgentDig(db, interventionId, offices, at);
  await tell(
    db,
    offices.map(({ officeId }) => officeId),
    at,
  );
}

/** Tells owners of the other works what an office said of digging once; `ownId`: which of theirs it is about. */
export async function noticeProposal(
  db: Db,
  kind: Extract<Notice["kind"], `proposal${string}`>,
  interventionId: string,
  told: readonly { readonly officeId: string; readonly ownId: string }[],
  at: Date,
): Promise<void> {
  await store.insertProposal(db, kind, interventionId, told, at);
  await tell(
    db,
    told.map(({ officeId }) => officeId),
    at,
  );
}
