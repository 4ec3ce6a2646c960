import { expect, test } from "vitest";
import { mayAnswer, PROPOSAL_ACTIONS, type ProposalAnswer, type Said, standingOf } from "./proposal-state.ts";

const said = (words: string): Said[] =>
  words.split(" ").map((word) => {
    const [officeId, action] = word.split(":");
    return { officeId: officeId!, action: PROPOSAL_ACTIONS.find((one) => one.startsWith(action!))! };
  });

/** What was said, where that leaves it, whom it waits for, and what A and B may answer. */
const TABLE: [words: string, state: string, waits: string, a: ProposalAnswer[], b: ProposalAnswer[]][] = [
  ["A:propose", "open", "B", ["counter", "withdraw"], ["accept", "decline", "counter"]],
  ["A:propose B:accept", "accepted", "", ["decline", "counter"], ["decline", "counter"]],
  ["A:propose B:decline", "declined", "", ["counter"], ["counter"]],
  ["A:propose A:withdraw", "withdrawn", "", [], []],
  ["A:propose B:counter", "open", "A", ["accept", "decline", "counter"], ["counter", "withdraw"]],
  ["A:propose B:counter A:accept", "accepted", "", ["decline", "counter"], ["decline", "counter"]],
  ["A:propose A:counter", "open", "B", ["counter", "withdraw"], ["accept", "decline", "counter"]],
  ["A:propose B:accept B:decline", "declined", "", ["counter"], ["counter"]],
  ["A:propose B:accept A:counter", "open", "B", ["counter", "withdraw"], ["accept", "decline", "counter"]],
  ["A:propose B:decline A:counter", "open", "B", ["counter", "withdraw"], ["accept", "decline", "counter"]],
];

test.each(TABLE)("%s", (words, state, waits, a, b) => {
  const standing = standingOf(said(words), ["A", "B"]);
  expect([standing.state, standing.waitsFor.join()]).toEqual([state, waits]);
  expect(mayAnswer(standing, "A")).toEqual(a);
  expect(mayAnswer(standing, "B")).toEqual(b);
});

test("an office agrees with itself at once", () => {
  expect(standingOf(said("A:propose"), ["A", "A"]).state).toBe("accepted");
});

test("nothing begins with an answer", () => {
  expect(() => standingOf(said("A:accept"), ["A", "B"])).toThrow('expected a first step "propose"');
});
