import { checkDraft } from "../../../domain/conflicts/contract.ts";
import { isRefusal } from "../../../domain/contract/problems.ts";
import { implement } from "../../platform/implement.ts";
import { prepareDraft, type Setting } from "../interventions/service.ts";
import { examine, listRules } from "./service.ts";

export function conflictsRoutes(setting: Setting) {
  return [
    implement(checkDraft)(async ({ db, body, nowMs }) => {
      const phases = await prepareDraft(db, setting.city, body.draft);
      if (isRefusal(phases)) return phases;
      const { interventionId } = body;
      const examined = await examine(db, { interventionId, phases, nowMs, timeZone: setting.timeZone });
      return {
        findings: [...examined.findings],
        unknown: [...examined.unknown],
        rules: listRules(phases),
        checkedAt: new Date(nowMs).toISOString(),
      };
    }),
  ];
}
