import type { Severity } from "../../../domain/conflicts/finding.ts";
import { isRefusal, refuse } from "../../../domain/contract/problems.ts";
import * as contract from "../../../domain/judgements/contract.ts";
import { readCursor, writeCursor } from "../../platform/cursor.ts";
import { implement } from "../../platform/implement.ts";
import * as service from "./service.ts";

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function readAfter(after: string | undefined): readonly [number, number, string] | null | undefined {
  if (after === undefined) return null;
  const key = readCursor(after, ["number", "number", "string"]);
  if (key === null || !Number.isInteger(key[0]) || Math.abs(key[0]) > 100) return undefined;
  // As far as a Date reaches.
  if (Math.abs(key[1]) > 8.64e15 || !UUID.test(key[2])) return undefined;
  return key;
}

export function judgementsRoutes(setting: { readonly timeZone: string }) {
  return [
    implement(contract.listInterventionJudgements)(async ({ db, params, nowMs }) => {
      const findings = await service.listOfIntervention(db, setting, params.interventionId, nowMs);
      return findings === null ? refuse("not-found") : { findings };
    }),

    implement(contract.judgeFindings)(async ({ db, body, actor, requestId, nowMs }) => {
      const { findingIds, judgement } = body;
      const judged = await service.judge(db, setting, findingIds, judgement, { actor, requestId, nowMs });
      return isRefusal(judged) ? judged : { findings: judged };
    }),

    implement(contract.commentFinding)(async ({ db, params, body, actor, requestId, nowMs }) => {
      const refused = await service.comment(db, params.findingId, body, { actor, requestId, nowMs });
      return refused ?? {};
    }),

    implement(contract.getFindingHistory)(async ({ db, params }) => {
      const entries = await service.tellHistory(db, params.findingId);
      return entries === null ? refuse("not-found") : { entries };
    }),

    implement(contract.listOfficeFindings)(async ({ db, query, actor, nowMs }) => {
      const after = readAfter(query.after);
      if (after === undefined) {
        return refuse("bad-input", { errors: [{ field: "after", message: "not a page of this list" }] });
      }
      if (actor.officeId === null) return { findings: [], total: 0, next: null };
      const asked = {
        officeId: actor.officeId,
        status: query.status,
        severities: (query.severities?.split(",") as Severity[] | undefined) ?? null,
        after,
        limit: query.limit,
      };
      const { findings, total, last } = await service.listForOffice(db, setting, asked, nowMs);
      return {
        findings,
        total,
        next: findings.length < query.limit || last === null ? null : writeCursor(last),
      };
    }),
  ];
}
