import { refuse } from "../../../domain/contract/problems.ts";
import { AGENDA_DAYS, listClusters as endpoint } from "../../../domain/coordination/contract.ts";
import { DAY_MS } from "../../../domain/geo/interval.ts";
import { implement } from "../../platform/implement.ts";
import { listClusters } from "./service.ts";

export const coordinationRoutes = [
  implement(endpoint)(async ({ db, query, nowMs }) => {
    const from = new Date(query.startsAt ?? nowMs);
    const until = new Date(query.endsAt ?? from.getTime() + AGENDA_DAYS * DAY_MS);
    if (until <= from) {
      return refuse("bad-input", {
        errors: [{ field: "endsAt", message: "must be after startsAt, or now" }],
      });
    }
    return {
      startsAt: from.toISOString(),
      endsAt: until.toISOString(),
      clusters: await listClusters(db, from, until),
    };
  }),
];
