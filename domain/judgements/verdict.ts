import type { Role } from "../contract/endpoint.ts";

/**
 * What an office may say of a finding (SCREENS.md, "Coordination meeting"); `withdrawn` takes back what it said before,
 * as a judgement of its own: none is changed or deleted.
 */
export const VERDICTS = ["apply", "action", "accept", "not-ours", "defer", "withdrawn"] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * How a finding stands for an office. `to-re-judge` (GIPOD): its facts are no longer those that were judged;
 * `deferral-ended`: the day until which it was put off has come.
 */
export const JUDGEMENT_STATUSES = ["to-re-judge", "not-judged", "deferral-ended", "judged"] as const;
export type JudgementStatus = (typeof JUDGEMENT_STATUSES)[number];

/** Those that ask something of the office. */
export const OPEN_STATUSES = ["to-re-judge", "not-judged", "deferral-ended"] as const;

/**
 * Who comes to judge, each for their own office and nobody for another's: administrators too. That planners and
 * officials do is general knowledge, to be confirmed by the office.
 */
export const JUDGE_ROLES = ["planner", "official", "administrator"] as const satisfies readonly Role[];

/** @param concerned offices whose works the finding names */
export function mayJudge(
  actor: { readonly role: Role; readonly officeId: string | null },
  concerned: readonly string[],
): boolean {
  if (!(JUDGE_ROLES as readonly Role[]).includes(actor.role)) return false;
  return actor.officeId !== null && concerned.includes(actor.officeId);
}
