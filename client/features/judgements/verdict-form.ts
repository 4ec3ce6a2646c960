/** What is typed for a judgement, and what of it the chosen verdict still misses. */
import type { Clearance } from "../../../domain/conflicts/finding.ts";
import type { GivenVerdict } from "../../../domain/judgements/contract.ts";

/** In the order of SCREENS.md, "Coordination meeting". */
export const OFFERED_VERDICTS = ["apply", "action", "accept", "not-ours", "defer"] as const;
export type OfferedVerdict = (typeof OFFERED_VERDICTS)[number];

export interface VerdictForm {
  /** Place among the remedies. */
  readonly remedy: number | null;
  readonly action: string;
  readonly responsible: string;
  readonly dueOn: string;
  readonly until: string;
  readonly reason: string;
}

export const NO_FORM: VerdictForm = {
  remedy: null,
  action: "",
  responsible: "",
  dueOn: "",
  until: "",
  reason: "",
};

export type Needed = "clearance" | "action" | "responsible" | "dueOn" | "until" | "reason";

const DAY = /^\d{4}-\d\d-\d\d$/;

export function missingOf(
  verdict: OfferedVerdict,
  form: VerdictForm,
  remedies: readonly Clearance[] | null,
): Needed[] {
  const isMissing: Record<Needed, boolean> = {
    clearance: form.remedy === null || remedies?.[form.remedy] === undefined,
    action: form.action.trim() === "",
    responsible: form.responsible.trim() === "",
    dueOn: !DAY.test(form.dueOn),
    until: !DAY.test(form.until),
    reason: form.reason.trim() === "",
  };
  const needed: Record<OfferedVerdict, readonly Needed[]> = {
    apply: ["clearance"],
    action: ["action", "responsible", "dueOn"],
    accept: ["reason"],
    "not-ours": [],
    defer: ["until"],
  };
  return needed[verdict].filter((one) => isMissing[one]);
}

/** To be called when nothing is missing. */
export function toGiven(
  verdict: OfferedVerdict,
  form: VerdictForm,
  remedies: readonly Clearance[] | null,
): GivenVerdict {
  const reason = form.reason.trim() === "" ? null : form.reason.trim();
  switch (verdict) {
    case "apply":
      return { verdict, clearance: remedies![form.remedy!]! };
    case "action":
      return {
        verdict,
        action: form.action.trim(),
        responsible: form.responsible.trim(),
        dueOn: form.dueOn,
      };
    case "accept":
      return { verdict, reason: form.reason.trim() };
    case "not-ours":
      return { verdict, reason };
    case "defer":
      return { verdict, until: form.until, reason };
  }
}
