/** What an intervention must be to be saved, besides being drawn well: in a state it may be in, its recurrence unfolded. */
import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import type { InterventionInput, InterventionState } from "../../../domain/interventions/intervention.ts";
import {
  findTransitionTo,
  listFirstStates,
  mayMake,
  type Standing,
} from "../../../domain/interventions/lifecycle.ts";
import { type RecurrenceProblem, unfoldRecurrence } from "../../../domain/interventions/recurrence.ts";
import type { Actor } from "../../platform/actor.ts";
import type { ExtensionRow } from "./lifecycle-store.ts";
import type { PhaseRow } from "./store.ts";

const RECURRENCE_PROBLEMS: Readonly<Record<RecurrenceProblem, string>> = {
  unreadable: "not a rule of RFC 5545 §3.3.10",
  "finer-than-a-day": "recurs within a day: phases recur by days",
  unbounded: "goes on for ever: give COUNT or UNTIL",
  "too-many": "unfolds into more phases than an intervention may have",
  "first-not-in-rule": "the first phase begins on a day that is none of the rule's",
  "too-far": "its last phase lies more than 20 years ahead",
};

/** One phase with a rule becomes all of the rule's; several were unfolded before, and stay as they are. */
export function unfold(
  input: InterventionInput,
  timeZone: string,
): InterventionInput | Refusal<"invalid-recurrence"> {
  const [first, ...others] = input.phases;
  if (input.recurrence === null || first === undefined || others.length > 0) return input;
  const unfolded = unfoldRecurrence(first, input.recurrence, timeZone);
  if ("phases" in unfolded) return { ...input, phases: unfolded.phases };
  return refuse("invalid-recurrence", {
    errors: [{ field: "recurrence", message: RECURRENCE_PROBLEMS[unfolded.problem] }],
  });
}

export function refuseTransition(message: string): Refusal<"transition-not-allowed"> {
  return refuse("transition-not-allowed", { detail: message, errors: [{ field: "state", message }] });
}

export function findFirstStateProblem({
  state,
  urgent,
}: Pick<InterventionInput, "state" | "urgent">): Refusal<"transition-not-allowed"> | null {
  const first = listFirstStates(urgent);
  if (first.includes(state)) return null;
  return refuseTransition(`a new intervention begins as ${first.join(", ")}, not ${state}`);
}

/** A change that names another state is a transition too, and has nothing to say with it. */
export function findChangeProblem(
  standing: Standing,
  to: InterventionState,
  actor: Pick<Actor, "role" | "officeId">,
): Refusal<"transition-not-allowed"> | null {
  if (to === standing.state) return null;
  const found = findTransitionTo(to, standing);
  if (found === null) return refuseTransition(`none leads from ${standing.state} to ${to}`);
  if (!mayMake(found, actor, standing))
    return refuseTransition(`${found.verb} is for ${found.who.join(", ")}`);
  if (found.needs.length === 0) return null;
  return refuseTransition(`${found.verb} asks for ${found.needs.join(", ")}: make that transition`);
}

const APPROVED: readonly InterventionState[] = ["approved", "handedOver", "inProgress", "suspended"];

/** Ends put off in the editor after approval: they go into the ledger as well, though nobody said why. */
export function listPutOff(
  state: InterventionState,
  old: readonly Pick<PhaseRow, "id" | "endsAt">[],
  phases: readonly { readonly id: string; readonly endsAt: string }[],
  nowMs: number,
): ExtensionRow[] {
  if (!APPROVED.includes(state)) return [];
  return old.flatMap(({ id, endsAt: from }) => {
    const kept = phases.find((phase) => phase.id === id);
    if (kept === undefined || Date.parse(kept.endsAt) <= from.getTime()) return [];
    return [{ phaseId: id, from, to: new Date(kept.endsAt), reason: null, at: new Date(nowMs) }];
  });
}
