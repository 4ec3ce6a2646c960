import * as contract from "../../../domain/proposals/contract.ts";
import { implement } from "../../platform/implement.ts";
import * as service from "./service.ts";

export function proposalsRoutes(setting: { readonly timeZone: string }) {
  return [
    implement(contract.listProposalOptions)(({ db, params, nowMs }) =>
      service.tellOptions(db, setting, params.findingId, nowMs),
    ),

    implement(contract.makeProposal)(({ db, body, actor, requestId, nowMs }) =>
      service.make(db, setting, body, { actor, requestId, nowMs }),
    ),

    implement(contract.answerProposal)(({ db, params, body, actor, requestId, nowMs }) =>
      service.answer(db, setting, params.proposalId, body, { actor, requestId, nowMs }),
    ),

    implement(contract.listProposals)(async ({ db, query, actor }) => {
      const { status, interventionId = null } = query;
      if (actor.officeId === null && interventionId === null) return { proposals: [] };
      return {
        proposals: await service.listOf(db, setting, { officeId: actor.officeId, interventionId, status }),
      };
    }),
  ];
}
