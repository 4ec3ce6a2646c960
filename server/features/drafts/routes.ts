import { refuse } from "../../../domain/contract/problems.ts";
import * as contract from "../../../domain/drafts/contract.ts";
import { implement } from "../../platform/implement.ts";
import * as service from "./service.ts";

export const draftsRoutes = [
  implement(contract.listDrafts)(async ({ db, actor }) => ({
    drafts: await service.listDrafts(db, actor.id),
  })),

  implement(contract.getDraft)(async ({ db, params, actor }) => {
    return (await service.findDraft(db, actor.id, params.draftId)) ?? refuse("not-found");
  }),

  implement(contract.putDraft)(({ db, params, body, actor, nowMs }) =>
    service.saveDraft(db, actor.id, params.draftId, body, nowMs),
  ),

  implement(contract.deleteDraft)(async ({ db, params, actor }) => {
    await service.deleteDraft(db, actor.id, params.draftId);
    return {};
  }),
];
