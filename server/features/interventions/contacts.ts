/** Whom to call about an intervention: personal data, so apart from the intervention that anybody may see. */
import { isRefusal, type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import { type Contact, listContacts, putContacts } from "../../../domain/interventions/contacts-contract.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { implement } from "../../platform/implement.ts";
import * as store from "./contacts-store.ts";
import type { Change } from "./service.ts";
import { findIntervention } from "./store.ts";

type PutRefusal = Refusal<"not-found" | "not-allowed" | "version-conflict" | "id-taken">;

async function replaceContacts(
  db: Db,
  id: string,
  revision: number,
  contacts: readonly Contact[],
  { actor, requestId, nowMs }: Change,
): Promise<number | PutRefusal> {
  const row = await findIntervention(db, id);
  if (row === null) return refuse("not-found");
  if (!mayChange(actor, row)) return refuse("not-allowed", { detail: `it belongs to ${row.officeName}` });
  const standing = await store.findContactsRevision(db, id, true);
  if (standing === null) return refuse("not-found");
  if (standing !== revision) {
    return refuse("version-conflict", { errors: [{ field: "revision", message: `now ${standing}` }] });
  }
  const before = await store.listContacts(db, id);
  if (!(await store.replaceContacts(db, id, contacts))) {
    return refuse("id-taken", { errors: [{ field: "contacts", message: "an id is given twice or taken" }] });
  }
  // The audit keeps every row for ever, so it holds who was changed, never their names and numbers.
  const idsOf = (list: readonly Contact[]) => ({ contactIds: list.map((contact) => contact.id) });
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "contacts",
    entity: "intervention",
    entityId: id,
    before: idsOf(before),
    after: idsOf(contacts),
    requestId,
  });
  return revision + 1;
}

export const contactsRoutes = [
  implement(listContacts)(async ({ db, params }) => {
    const revision = await store.findContactsRevision(db, params.interventionId);
    if (revision === null) return refuse("not-found");
    return { revision, contacts: await store.listContacts(db, params.interventionId) };
  }),

  implement(putContacts)(async ({ db, params, body, actor, requestId, nowMs }) => {
    const { revision, contacts } = body;
    const change = { actor, requestId, nowMs };
    const outcome = await replaceContacts(db, params.interventionId, revision, contacts, change);
    return isRefusal(outcome) ? outcome : { revision: outcome };
  }),
];
