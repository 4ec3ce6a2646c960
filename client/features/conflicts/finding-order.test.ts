import fc from "fast-check";
import { expect, test } from "vitest";
import { counterpartKey } from "../../../domain/conflicts/counterpart.ts";
import { SEVERITIES } from "../../../domain/conflicts/finding.ts";
import { aFinding } from "./finding.fixture.ts";
import { countBySeverity, findBestRemedy, findingKey, sortFindings } from "./finding-order.ts";

const findings = fc.uniqueArray(
  fc
    .tuple(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc.constantFrom(...SEVERITIES),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([id, severity, day]) => aFinding(id, severity, day)),
  { selector: findingKey, maxLength: 12 },
);

test("the worst comes first, then the earliest", () => {
  const sorted = sortFindings([
    aFinding("a", "warning", 1),
    aFinding("b", "blocking", 9),
    aFinding("c", "blocking", 2),
  ]);
  expect(sorted.map((f) => counterpartKey(f.counterpart))).toEqual(["c", "b", "a"]);
  fc.assert(
    fc.property(findings, (given) => {
      const ranks = sortFindings(given).map((f) => SEVERITIES.indexOf(f.severity));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }),
  );
});

test("counts and the best remedy, which is never that of an opportunity", () => {
  const given = [
    aFinding("a", "warning", 1, 2),
    aFinding("b", "blocking", 3),
    aFinding("c", "blocking", 5, 1),
  ];
  expect(countBySeverity(given)).toEqual({ blocking: 2, warning: 1, advice: 0, synergy: 0 });
  expect(findBestRemedy(given)?.finding).toBe(given[2]);
  expect(findBestRemedy([aFinding("b", "blocking")])).toBeNull();
  expect(findBestRemedy([{ ...aFinding("s", "synergy", 1, 1), class: "opportunity" }])).toBeNull();
});
