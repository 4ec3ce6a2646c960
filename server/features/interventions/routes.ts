import { parseExtent } from "../../../domain/contract/parameters.ts";
import { isRefusal, refuse } from "../../../domain/contract/problems.ts";
import * as contract from "../../../domain/interventions/contract.ts";
import { makeTransition } from "../../../domain/interventions/lifecycle-contract.ts";
import { listChanges } from "../../platform/audit.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import type { Db } from "../../platform/db.ts";
import { implement } from "../../platform/implement.ts";
import { listPeopleNames } from "../people/service.ts";
import { toHistory } from "./history.ts";
import { listPhases } from "./list-store.ts";
import * as service from "./service.ts";
import * as transitions from "./transitions.ts";

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function interventionsRoutes(setting: service.Setting) {
  async function getIntervention(db: Db, id: string, nowMs: number) {
    const found = await service.findIntervention(db, setting, id, nowMs);
    return found ?? refuse("not-found");
  }

  return [
    implement(contract.listPhases)(async ({ db, query }) => {
      const key = query.after === undefined ? null : readCursor(query.after, ["string"]);
      if (query.after !== undefined && (key === null || !UUID.test(key[0]))) {
        return refuse("bad-input", { errors: [{ field: "after", message: "not a page of this list" }] });
      }
      const rows = await listPhases(db, {
        extent: query.bbox === undefined ? null : parseExtent(query.bbox),
        startsAt: query.startsAt ?? null,
        endsAt: query.endsAt ?? null,
        kinds: query.kinds?.split(",") ?? null,
        afterId: key === null ? null : key[0],
        limit: query.limit,
      });
      const last = rows[rows.length - 1];
      return {
        type: "FeatureCollection",
        features: rows.map(({ id, geometry, startsAt, endsAt, ...properties }) => ({
          type: "Feature",
          id,
          geometry,
          properties: { ...properties, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
        })),
        numberReturned: rows.length,
        next: rows.length < query.limit || last === undefined ? null : writeCursor([last.id]),
      };
    }),

    implement(contract.getIntervention)(({ db, params, nowMs }) =>
      getIntervention(db, params.interventionId, nowMs),
    ),

    implement(contract.createIntervention)(async ({ db, body, actor, requestId, nowMs }) => {
      if (actor.officeId === null) return refuse("not-allowed", { detail: "you belong to no office" });
      const change = { actor, requestId, nowMs };
      const outcome = await service.createIntervention(
        db,
        setting,
        body.id,
        body.intervention,
        actor.officeId,
        change,
      );
      if (isRefusal(outcome)) return outcome;
      const found = await service.findIntervention(db, setting, body.id, nowMs);
      // Created before and deleted since: the id stays taken.
      return found ?? refuse("id-taken", { errors: [{ field: "id", message: "was deleted since" }] });
    }),

    implement(contract.updateIntervention)(async ({ db, params, body, actor, requestId, nowMs }) => {
      const id = params.interventionId;
      const change = { actor, requestId, nowMs };
      const outcome = await service.updateIntervention(
        db,
        setting,
        id,
        body.version,
        body.intervention,
        change,
      );
      return isRefusal(outcome) ? outcome : getIntervention(db, id, nowMs);
    }),

    implement(contract.deleteIntervention)(async ({ db, params, query, actor, requestId, nowMs }) => {
      const change = { actor, requestId, nowMs };
      const outcome = await service.deleteIntervention(
        db,
        setting,
        params.interventionId,
        query.version,
        change,
      );
      return isRefusal(outcome) ? outcome : {};
    }),

    implement(makeTransition)(async ({ db, params, body, actor, requestId, nowMs }) => {
      const id = params.interventionId;
      const outcome = await transitions.makeTransition(db, setting, id, body, { actor, requestId, nowMs });
      return isRefusal(outcome) ? outcome : getIntervention(db, id, nowMs);
    }),

    implement(contract.getInterventionHistory)(async ({ db, params, nowMs }) => {
      const found = await getIntervention(db, params.interventionId, nowMs);
      if (isRefusal(found)) return found;
      const changes = await listChanges(db, "intervention", found.id);
      const names = await listPeopleNames(db, [...new Set(changes.map((change) => change.actorId))]);
      return { entries: toHistory(changes, names) };
    }),
  ];
}
