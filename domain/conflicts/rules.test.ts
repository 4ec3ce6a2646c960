import { describe, expect, it } from "vitest";
import { toSpan } from "../geo/interval.ts";
import { applyChange, type Change } from "./change.ts";
import { counterpartKey } from "./counterpart.ts";
import { evaluate } from "./evaluate.ts";
import { type Facts, NO_FACTS } from "./facts.ts";
import type { Clearance } from "./finding.ts";
import { RULES } from "./rules.ts";

const whole = (facts: Partial<Facts>): Facts => ({ ...NO_FACTS, ...facts });

function toChange(clearance: Clearance): Change {
  if (clearance.kind === "shift") return { ...clearance, span: toSpan(clearance) };
  if (clearance.kind === "coordinate") return { ...clearance, span: toSpan(clearance), title: "" };
  return clearance;
}

describe.each(RULES)("rule $id", (rule) => {
  it.each(rule.examples.conflict)("finds: $name.en", ({ subject, facts, circumstances }) => {
    expect(rule.check(subject, whole(facts), circumstances).length).toBeGreaterThan(0);
  });

  it.each(rule.examples.clear)("lets pass: $name.en", ({ subject, facts, circumstances }) => {
    expect(rule.check(subject, whole(facts), circumstances)).toEqual([]);
  });

  it.each(rule.examples.conflict)("is asked about: $name.en", ({ subject }) => {
    expect(rule.appliesTo).toContain(subject.kind);
  });

  it.each(rule.examples.conflict)(
    "offers only what clears: $name.en",
    ({ subject, facts, circumstances }) => {
      for (const { statement, match } of evaluate([rule], subject, whole(facts), circumstances)) {
        for (const clearance of statement.clearances) {
          const after = applyChange(toChange(clearance), subject, whole(facts));
          const left = rule.check(after.subject, after.facts, circumstances);
          expect(left.map((one) => counterpartKey(one.counterpart))).not.toContain(
            counterpartKey(match.counterpart),
          );
        }
      }
    },
  );
});

it("every rule whose conflict can be cleared shows how in an example", () => {
  const offering = RULES.filter((rule) =>
    rule.examples.conflict.some(({ subject, facts, circumstances }) =>
      evaluate([rule], subject, whole(facts), circumstances).some(
        ({ statement }) => statement.clearances.length > 0,
      ),
    ),
  );
  expect(RULES.filter((rule) => !offering.includes(rule)).map(({ id }) => id)).toEqual([
    "root-care",
    "utility-survey",
    "event-hospital",
    "event-days",
    "site-board",
    "detour-agreement",
    "detour-sign",
    "definitive-reinstatement",
  ]);
});
