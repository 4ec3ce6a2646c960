import { refuse } from "../../../domain/contract/problems.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import * as contract from "../../../domain/urgent/contract.ts";
import { implement } from "../../platform/implement.ts";
import type { Setting } from "../interventions/service.ts";
import { announceBeside } from "../live/service.ts";
import { findRegularisation } from "./regularisation.ts";
import { endRegularisation, findDigOffice } from "./regularisation-store.ts";
import * as service from "./service.ts";

export function urgentRoutes(setting: Setting) {
  return [
    implement(contract.checkDig)(({ db, body, nowMs }) =>
      service.checkDig(db, setting, body.footprint, nowMs),
    ),

    implement(contract.startUrgentDig)(async ({ db, body, actor, requestId, nowMs }) => {
      if (actor.officeId === null) return refuse("not-allowed", { detail: "you belong to no office" });
      return service.startUrgentDig(db, setting, body, actor.officeId, { actor, requestId, nowMs });
    }),

    implement(contract.getRegularisation)(async ({ db, params }) => {
      const found = await findRegularisation(db, params.interventionId);
      return found ?? refuse("not-found");
    }),

    implement(contract.regulariseDig)(async ({ db, params, body, actor, nowMs }) => {
      const id = params.interventionId;
      const dig = await findDigOffice(db, id);
      if (dig === null) return refuse("not-found");
      if (!mayChange(actor, dig)) return refuse("not-allowed", { detail: "it belongs to another office" });
      const at = new Date(nowMs);
      await endRegularisation(db, id, { at, personId: actor.id, reference: body.reference });
      await announceBeside(db, id, at);
      const found = await findRegularisation(db, id);
      return found ?? refuse("not-found");
    }),
  ];
}
