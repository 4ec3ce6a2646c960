import { checkDraft, planClearance } from "../../../domain/conflicts/contract.ts";
import { findFreeWindow, WINDOW_START_DAYS } from "../../../domain/conflicts/free-window-contract.ts";
import { isRefusal } from "../../../domain/contract/problems.ts";
import { implement } from "../../platform/implement.ts";
import { prepareDraft, type Setting } from "../interventions/service.ts";
import { searchWindow } from "./free-window.ts";
import { searchPlans } from "./plan-clearance.ts";
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
    implement(planClearance)(async ({ db, body, nowMs }) => {
      const planned = await searchPlans(db, setting, body, nowMs);
      return isRefusal(planned) ? planned : { ...planned, checkedAt: new Date(nowMs).toISOString() };
    }),
    implement(findFreeWindow)(async ({ db, body, nowMs }) => {
      const { draft, interventionId, phase, acceptWarnings, ...asked } = body;
      const phases = await prepareDraft(db, setting.city, draft);
      if (isRefusal(phases)) return phases;
      const examination = { interventionId, phases, nowMs, timeZone: setting.timeZone };
      const question = { ...asked, acceptWarnings, startDays: WINDOW_START_DAYS };
      return searchWindow(db, examination, phases[phase]!, question);
    }),
  ];
}
