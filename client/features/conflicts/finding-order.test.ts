import fc from "fast-check";
import { expect, test } from "vitest";
import { counterpartKey } from "../../../domain/conflicts/counterpart.ts";
import { type Finding, SEVERITIES } from "../../../domain/conflicts/finding.ts";
import { countBySeverity, findBestRemedy, findingKey, keepOrder, sortFindings } from "./finding-order.ts";

function finding(phaseId: string, severity: Finding["severity"], day = 1, remedies = 0): Finding {
  const startsAt = new Date(Date.UTC(2026, 10, day)).toISOString();
  const endsAt = new Date(Date.UTC(2026, 10, day + 1)).toISOString();
  const text = { it: "", en: "" };
  return {
    id: null,
    rule: "roadwork-roadwork",
    ruleVersion: 1,
    severity,
    class: "interference",
    weight: "heavy",
    title: text,
    explanation: text,
    law: { article: "", text, validFrom: "2020-01-01", confirmed: false },
    clearances: Array.from({ length: remedies }, (_, days) => ({
      kind: "shift" as const,
      days: days + 1,
      startsAt,
      endsAt,
      label: text,
      leaves: { blocking: 0, warning: 0 },
    })),
    phasePosition: 0,
    counterpart: {
      type: "phase",
      phaseId,
      interventionId: phaseId,
      kind: "roadwork",
      title: phaseId,
      officeName: "",
      startsAt,
      endsAt,
    },
    overlap: { geometry: { type: "Polygon", coordinates: [] }, startsAt, endsAt },
  };
}

const findings = fc.uniqueArray(
  fc
    .tuple(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc.constantFrom(...SEVERITIES),
      fc.integer({ min: 1, max: 28 }),
    )
    .map(([id, severity, day]) => finding(id, severity, day)),
  { selector: findingKey, maxLength: 12 },
);

test("the worst comes first, then the earliest", () => {
  const sorted = sortFindings([
    finding("a", "warning", 1),
    finding("b", "blocking", 9),
    finding("c", "blocking", 2),
  ]);
  expect(sorted.map((f) => counterpartKey(f.counterpart))).toEqual(["c", "b", "a"]);
  fc.assert(
    fc.property(findings, (given) => {
      const ranks = sortFindings(given).map((f) => SEVERITIES.indexOf(f.severity));
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    }),
  );
});

test("while drawing, cards on the screen keep their order whatever comes or goes", () => {
  fc.assert(
    fc.property(findings, findings, (before, after) => {
      const shown = sortFindings(before).map(findingKey);
      const kept = keepOrder(after, shown).map(findingKey);
      expect([...kept].sort()).toEqual(after.map(findingKey).sort());
      const still = shown.filter((key) => kept.includes(key));
      expect(kept.slice(0, still.length)).toEqual(still);
    }),
  );
});

test("counts and the best remedy", () => {
  const given = [finding("a", "warning", 1, 2), finding("b", "blocking", 3), finding("c", "blocking", 5, 1)];
  expect(countBySeverity(given)).toEqual({ blocking: 2, warning: 1, advice: 0, synergy: 0 });
  expect(findBestRemedy(given)?.finding).toBe(given[2]);
  expect(findBestRemedy([finding("b", "blocking")])).toBeNull();
});
