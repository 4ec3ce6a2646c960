import { describe, expect, it } from "vitest";
import { ROLES, type Role } from "../contract/endpoint.ts";
import { INTERVENTION_STATES, type InterventionState } from "./intervention.ts";
import {
  findTransition,
  findTransitionTo,
  listFirstStates,
  listTransitions,
  mayMake,
  type Reinstatement,
  TRANSITION_ROLES,
  TRANSITION_VERBS,
  type TransitionVerb,
} from "./lifecycle.ts";

/** Told a second time, by state: verb, where it leads, and who may (p planner, c crew lead, o official). */
const ALLOWED: Readonly<Record<InterventionState, string>> = {
  forecast: "detail>draft:p propose>proposed:p startUrgently>inProgress:pc cancel>cancelled:po",
  draft: "announce>forecast:p propose>proposed:p startUrgently>inProgress:pc cancel>cancelled:po",
  proposed:
    "withdraw>draft:p sendBack>draft:o approve>approved:o startUrgently>inProgress:pc cancel>cancelled:po",
  approved: "handOver>handedOver:o startUrgently>inProgress:pc extend>approved:po cancel>cancelled:po",
  handedOver: "start>inProgress:pc startUrgently>inProgress:pc extend>handedOver:po cancel>cancelled:po",
  inProgress: "suspend>suspended:pco extend>inProgress:po complete>completed:pc",
  suspended: "resume>inProgress:po extend>suspended:po",
  completed: "takeBack>takenBack:o",
  takenBack: "reinstate>takenBack:po",
  cancelled: "",
};

interface Allowed {
  readonly to: string;
  readonly roles: readonly Role[];
}

const LETTERS: Readonly<Record<string, Role>> = { p: "planner", c: "crew_lead", o: "official" };

function allowed(state: InterventionState): ReadonlyMap<string, Allowed> {
  return new Map(
    ALLOWED[state]
      .split(" ")
      .filter(Boolean)
      .map((entry) => {
        const [verb, to, letters] = entry.split(/[>:]/) as [string, string, string];
        return [verb, { to, roles: ["administrator", ...[...letters].map((letter) => LETTERS[letter]!)] }];
      }),
  );
}

const standing = (state: InterventionState, reinstatement: Reinstatement | null = "provisional") => ({
  state,
  officeId: "roads",
  reinstatement,
});

describe("the lifecycle", () => {
  const cases = INTERVENTION_STATES.flatMap((state) =>
    TRANSITION_VERBS.map((verb) => ({ state, verb, expected: allowed(state).get(verb) })),
  );

  it.each(cases)("from $state by $verb", ({ state, verb, expected }) => {
    const found = findTransition(verb, standing(state));
    expect(found === null ? null : (found.to ?? state)).toBe(expected?.to ?? null);
    for (const role of ROLES) {
      const own = { role, officeId: "roads" };
      const foreign = { role, officeId: "water" };
      const may = expected?.roles.includes(role) ?? false;
      expect(found !== null && mayMake(found, own, standing(state)), role).toBe(may);
      const everywhere = role === "official" || role === "administrator";
      expect(found !== null && mayMake(found, foreign, standing(state)), role).toBe(may && everywhere);
      expect(listTransitions(standing(state), own).some((one) => one.verb === verb)).toBe(may);
    }
  });

  const pairs = INTERVENTION_STATES.flatMap((from) => INTERVENTION_STATES.map((to) => ({ from, to })));

  it.each(pairs)("has a way from $from to $to, or none", ({ from, to }) => {
    const verbs = [...allowed(from)].filter(([verb, { to: end }]) => {
      return end === to && verb !== "extend" && verb !== "reinstate";
    });
    const found = findTransitionTo(to, standing(from));
    if (verbs.length === 0) expect(found).toBeNull();
    else expect(verbs.map(([verb]) => verb)).toContain(found?.verb);
  });

  it("of a plain change of state is the way that asks for nothing, where there is one", () => {
    expect(findTransitionTo("draft", standing("proposed"))?.verb).toBe("withdraw");
    expect(findTransitionTo("inProgress", standing("handedOver"))?.verb).toBe("start");
    expect(findTransitionTo("cancelled", standing("draft"))?.needs).toEqual(["reason"]);
  });

  it("asks for a reason to stop, a new end to extend, and what was restored at the end", () => {
    const needs = Object.fromEntries(
      cases.flatMap(({ state, verb }) => {
        const found = findTransition(verb, standing(state));
        return found === null || found.needs.length === 0 ? [] : [[verb, found.needs]];
      }),
    );
    expect(needs).toEqual({
      sendBack: ["reason"],
      startUrgently: ["reason"],
      suspend: ["reason"],
      extend: ["endsAt", "reason"],
      complete: ["reinstatement"],
      takeBack: ["reinstatement"],
      cancel: ["reason"],
    } satisfies Partial<Record<TransitionVerb, string[]>>);
  });

  it.each(["definitive", null] as const)("restores for good only what is provisional, not %s", (how) => {
    expect(findTransition("reinstate", standing("takenBack", how))).toBeNull();
    expect(findTransition("reinstate", standing("takenBack"))?.to).toBeNull();
  });

  it("begins as a forecast, draft or proposal, and at once where it is urgent", () => {
    const first = (urgent: boolean) =>
      INTERVENTION_STATES.filter((state) => listFirstStates(urgent).includes(state));
    expect(first(false)).toEqual(["forecast", "draft", "proposed"]);
    expect(first(true)).toEqual(["forecast", "draft", "proposed", "inProgress"]);
  });

  it("can be gone through from forecast to definitive reinstatement, and every state can be reached", () => {
    const reached = new Set<InterventionState>(listFirstStates(false));
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const from of [...reached]) {
        for (const to of INTERVENTION_STATES) if (findTransitionTo(to, standing(from))) reached.add(to);
      }
    }
    expect([...reached].sort()).toEqual([...INTERVENTION_STATES].sort());
  });

  it("names every role that may do anything", () => {
    const doers = ROLES.filter((role) =>
      INTERVENTION_STATES.some(
        (state) => listTransitions(standing(state), { role, officeId: "roads" }).length > 0,
      ),
    );
    expect([...doers].sort()).toEqual([...TRANSITION_ROLES].sort());
  });
});
