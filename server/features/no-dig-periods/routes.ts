import { isRefusal } from "../../../domain/contract/problems.ts";
import { listNoDigPeriods, putNoDigPeriod } from "../../../domain/no-dig-periods/contract.ts";
import type { Db } from "../../platform/db.ts";
import { implement } from "../../platform/implement.ts";
import { listPeriodAreas, listPeriods, setPeriod } from "./service.ts";

/** @param examineAgain sets the examination of what the change touches going, in the change's own transaction */
export function noDigPeriodRoutes(examineAgain: (db: Db, at: Date) => Promise<unknown>) {
  return [
    implement(listNoDigPeriods)(async ({ db }) => ({
      periods: await listPeriods(db),
      areas: await listPeriodAreas(db),
    })),

    implement(putNoDigPeriod)(async ({ db, params, body, actor, requestId, nowMs }) => {
      const set = await setPeriod(db, params.periodId, body, { actor, requestId, nowMs });
      if (!isRefusal(set)) await examineAgain(db, new Date(nowMs));
      return set;
    }),
  ];
}
