import { describe, expect, it } from "vitest";
import { toSpan } from "../geo/interval.ts";
import { evaluate } from "./evaluate.ts";
import { RULES } from "./rules.ts";

describe.each(RULES)("rule $id", (rule) => {
  it.each(rule.examples.conflict)("finds: $name.en", ({ subject, facts, circumstances }) => {
    expect(rule.check(subject, facts, circumstances).length).toBeGreaterThan(0);
  });

  it.each(rule.examples.clear)("lets pass: $name.en", ({ subject, facts, circumstances }) => {
    expect(rule.check(subject, facts, circumstances)).toEqual([]);
  });

  it.each(rule.examples.conflict)(
    "offers shifts that clear: $name.en",
    ({ subject, facts, circumstances }) => {
      const found = evaluate([rule], subject, facts, circumstances);
      const shifts = found.flatMap(({ statement }) => statement.clearances).filter((c) => c.kind === "shift");
      expect(shifts.length).toBeGreaterThan(0);
      for (const shift of shifts) {
        expect(evaluate([rule], { ...subject, span: toSpan(shift) }, facts, circumstances)).toEqual([]);
      }
    },
  );
});
