import { expect, test } from "vitest";
import { aFinding, aTree } from "./finding.fixture.ts";
import { groupCards, keepOrder, toCards } from "./finding-cards.ts";
import { countBySeverity } from "./finding-order.ts";

test("trees of one rule are one card, which tells the nearest and lists the others", () => {
  const cards = toCards([
    aTree("far", 3.4),
    aTree("near", 1.2),
    aTree("middle", 2),
    aFinding("a", "blocking"),
  ]);
  expect(cards.map(({ lead }) => lead.severity)).toEqual(["blocking", "warning"]);
  expect(cards[1]).toMatchObject({ things: 3, lead: { counterpart: { key: "near" } } });
  expect(cards[1]!.findings).toHaveLength(3);
});

test("a tree that several phases touch counts once", () => {
  const [card] = toCards([aTree("t", 1), { ...aTree("t", 2), phasePosition: 1 }]);
  expect(card).toMatchObject({ things: 1, lead: { counterpart: { distanceMetres: 1 } } });
});

test("the worse leads before the nearer", () => {
  const monumental = { ...aTree("old", 4), severity: "blocking" as const };
  expect(toCards([aTree("near", 1), monumental])[0]!.lead).toBe(monumental);
});

test("classes come as interferences, duties, opportunities; badges leave duties out", () => {
  const findings = [
    { ...aFinding("o", "synergy"), class: "opportunity" as const, rule: "dig-once" },
    { ...aFinding("d", "advice"), class: "duty" as const, rule: "site-board" },
    aTree("t", 1),
    aTree("u", 2),
  ];
  expect(groupCards(toCards(findings)).map((group) => group.class)).toEqual([
    "interference",
    "duty",
    "opportunity",
  ]);
  expect(countBySeverity(findings)).toEqual({ blocking: 0, warning: 1, advice: 0, synergy: 1 });
});

test("while drawing, cards on the screen keep their order whatever comes or goes", () => {
  const shown = toCards([aFinding("a", "warning"), aFinding("b", "warning", 2)]).map(({ key }) => key);
  const after = toCards([aFinding("c", "blocking"), aFinding("b", "blocking", 2), aFinding("a", "warning")]);
  expect(keepOrder(after, shown).map(({ key }) => key)).toEqual([...shown, expect.stringContaining("/c")]);
});
