/**
 * How a proposal to dig once moves from one office's word to the next. Its steps are kept and never changed; where it
 * stands is read from them. Whoever offers dates agrees to them; it is accepted once every owner does.
 */
export const PROPOSAL_STATES = ["open", "accepted", "declined", "withdrawn"] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** `propose` begins it; the others answer. */
export const PROPOSAL_ACTIONS = ["propose", "counter", "accept", "decline", "withdraw"] as const;
export type ProposalAction = (typeof PROPOSAL_ACTIONS)[number];
export type ProposalAnswer = Exclude<ProposalAction, "propose">;

export interface Said {
  readonly action: ProposalAction;
  readonly officeId: string;
}

export interface Standing {
  readonly state: ProposalState;
  /** Whose dates lie on the table. */
  readonly offeredBy: string;
  /** Owners who have not agreed to them yet; none unless it is open. */
  readonly waitsFor: readonly string[];
}

/** @param owners offices of the two works, of one office when both are its own */
export function standingOf(steps: readonly Said[], owners: readonly string[]): Standing {
  const [first] = steps;
  if (first?.action !== "propose") throw new Error(`expected a first step "propose", got "${first?.action}"`);
  let state: ProposalState = "open";
  let offeredBy = first.officeId;
  let agreed = new Set<string>();
  for (const { action, officeId } of steps) {
    if (action === "propose" || action === "counter") {
      offeredBy = officeId;
      agreed = new Set([officeId]);
    } else if (action === "accept") agreed.add(officeId);
    state =
      action === "decline"
        ? "declined"
        : action === "withdraw"
          ? "withdrawn"
          : owners.every((owner) => agreed.has(owner))
            ? "accepted"
            : "open";
  }
  return {
    state,
    offeredBy,
    waitsFor: state === "open" ? [...new Set(owners)].filter((owner) => !agreed.has(owner)) : [],
  };
}

/** What an owner's office may answer now; nobody else may anything. */
export function mayAnswer({ state, offeredBy, waitsFor }: Standing, officeId: string): ProposalAnswer[] {
  switch (state) {
    case "open":
      return [
        ...(waitsFor.includes(officeId) ? (["accept", "decline"] as const) : []),
        "counter",
        ...(offeredBy === officeId ? (["withdraw"] as const) : []),
      ];
    // Until the works are moved a word may be taken back, with the reason.
    case "accepted":
      return ["decline", "counter"];
    case "declined":
      return ["counter"];
    case "withdrawn":
      return [];
  }
}
