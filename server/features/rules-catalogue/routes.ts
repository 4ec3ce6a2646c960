import { isRefusal } from "../../../domain/contract/problems.ts";
import { listRuleParameters, putRuleParameter } from "../../../domain/rules-catalogue/contract.ts";
import type { Db } from "../../platform/db.ts";
import { implement } from "../../platform/implement.ts";
import { listParameters, setParameter } from "./service.ts";

/** @param examineAgain sets the examination of what the change touches going, in the change's own transaction */
export function rulesCatalogueRoutes(examineAgain: (db: Db, at: Date) => Promise<unknown>) {
  return [
    implement(listRuleParameters)(async ({ db }) => ({ parameters: await listParameters(db) })),

    implement(putRuleParameter)(async ({ db, params, body, actor, requestId, nowMs }) => {
      const set = await setParameter(db, params.parameterId, body, { actor, requestId, nowMs });
      if (!isRefusal(set)) await examineAgain(db, new Date(nowMs));
      return set;
    }),
  ];
}
