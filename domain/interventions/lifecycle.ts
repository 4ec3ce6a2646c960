import type { Role } from "../contract/endpoint.ts";
import type { InterventionKind, InterventionState } from "./intervention.ts";

/** What is done to an intervention as it goes on; in the order in which a person thinks of them. */
export const TRANSITION_VERBS = [
  "detail",
  "announce",
  "propose",
  "withdraw",
  "sendBack",
  "approve",
  "handOver",
  "start",
  "startUrgently",
  "suspend",
  "resume",
  "extend",
  "complete",
  "takeBack",
  "reinstate",
  "cancel",
] as const;
export type TransitionVerb = (typeof TRANSITION_VERBS)[number];

/** How the ground is restored: for the time being, until it has settled, or for good. */
export const REINSTATEMENTS = ["provisional", "definitive"] as const;
export type Reinstatement = (typeof REINSTATEMENTS)[number];

/** Regolamento 331 of Turin, as published: definitive within 60 days of the provisional one. */
export const DEFINITIVE_WITHIN_DAYS = 60;

/** What has to be said with a transition. */
export type Need = "reason" | "endsAt" | "reinstatement";

/** Planners and crew leads act for their own office's interventions, officials for any. */
type Doer = "planner" | "crew_lead" | "official";

export interface Transition {
  readonly verb: TransitionVerb;
  readonly from: readonly InterventionState[];
  /** Null: the state stays, something else changes. */
  readonly to: InterventionState | null;
  readonly who: readonly Doer[];
  readonly needs: readonly Need[];
}

/**
 * The lifecycle of COORDINATION.md §6. Who does what is general knowledge, to be confirmed by the office: the
 * service page tells the order of the states, not the hands they pass through.
 */
const TRANSITIONS: readonly Transition[] = [
  { verb: "detail", from: ["forecast"], to: "draft", who: ["planner"], needs: [] },
  { verb: "announce", from: ["draft"], to: "forecast", who: ["planner"], needs: [] },
  { verb: "propose", from: ["forecast", "draft"], to: "proposed", who: ["planner"], needs: [] },
  { verb: "withdraw", from: ["proposed"], to: "draft", who: ["planner"], needs: [] },
  { verb: "sendBack", from: ["proposed"], to: "draft", who: ["official"], needs: ["reason"] },
  { verb: "approve", from: ["proposed"], to: "approved", who: ["official"], needs: [] },
  { verb: "handOver", from: ["approved"], to: "handedOver", who: ["official"], needs: [] },
  { verb: "start", from: ["handedOver"], to: "inProgress", who: ["planner", "crew_lead"], needs: [] },
  {
    // Regularised after: whoever saves urgent works anew begins here too (`mayBeginAs`).
    verb: "startUrgently",
    from: ["forecast", "draft", "proposed", "approved", "handedOver"],
    to: "inProgress",
    who: ["planner", "crew_lead"],
    needs: ["reason"],
  },
  {
    verb: "suspend",
    from: ["inProgress"],
    to: "suspended",
    who: ["planner", "crew_lead", "official"],
    needs: ["reason"],
  },
  { verb: "resume", from: ["suspended"], to: "inProgress", who: ["planner", "official"], needs: [] },
  {
    verb: "extend",
    from: ["approved", "handedOver", "inProgress", "suspended"],
    to: null,
    who: ["planner", "official"],
    needs: ["endsAt", "reason"],
  },
  {
    verb: "complete",
    from: ["inProgress"],
    to: "completed",
    who: ["planner", "crew_lead"],
    needs: ["reinstatement"],
  },
  { verb: "takeBack", from: ["completed"], to: "takenBack", who: ["official"], needs: ["reinstatement"] },
  { verb: "reinstate", from: ["takenBack"], to: null, who: ["planner", "official"], needs: [] },
  {
    // What has broken the ground is completed, never cancelled.
    verb: "cancel",
    from: ["forecast", "draft", "proposed", "approved", "handedOver"],
    to: "cancelled",
    who: ["planner", "official"],
    needs: ["reason"],
  },
];

/** What of an intervention decides its transitions. */
export interface Standing {
  readonly state: InterventionState;
  readonly officeId: string;
  readonly reinstatement: Reinstatement | null;
}

/** Who may come to have a transition made; citizens and the desk never do. */
export const TRANSITION_ROLES = ["planner", "crew_lead", "official", "administrator"] as const;

type Actor = { readonly role: Role; readonly officeId: string | null };

/** The transition of that name from where an intervention stands, whoever asks; null when there is none. */
export function findTransition(
  verb: TransitionVerb,
  { state, reinstatement }: Pick<Standing, "state" | "reinstatement">,
): Transition | null {
  const found = TRANSITIONS.find((transition) => transition.verb === verb && transition.from.includes(state));
  // Only what was restored for the time being is still to be restored for good.
  if (found === undefined || (verb === "reinstate" && reinstatement !== "provisional")) return null;
  return found;
}

/** The transition that a change of state amounts to when no verb is named; null when there is none. */
export function findTransitionTo(
  to: InterventionState,
  standing: Pick<Standing, "state" | "reinstatement">,
): Transition | null {
  const found = TRANSITIONS.filter((one) => one.to === to && one.from.includes(standing.state));
  return found.find(({ needs }) => needs.length === 0) ?? found[0] ?? null;
}

export function mayMake(
  { who }: Transition,
  actor: Actor,
  { officeId }: Pick<Standing, "officeId">,
): boolean {
  if (actor.role === "administrator") return true;
  if (!(who as readonly Role[]).includes(actor.role)) return false;
  return actor.role === "official" || actor.officeId === officeId;
}

/** Every transition this person may make from where an intervention stands. */
export function listTransitions(standing: Standing, actor: Actor): Transition[] {
  return TRANSITION_VERBS.map((verb) => findTransition(verb, standing)).filter(
    (found) => found !== null && mayMake(found, actor, standing),
  ) as Transition[];
}

/** Only works on the road surely break it; where they may or may not, nothing is asked for. */
export function isReinstatementNeeded(kind: InterventionKind): boolean {
  return kind === "roadwork";
}

/** The states an intervention may be saved in when it is new; urgent works may have begun. */
export function listFirstStates(urgent: boolean): readonly InterventionState[] {
  return urgent ? ["forecast", "draft", "proposed", "inProgress"] : ["forecast", "draft", "proposed"];
}
