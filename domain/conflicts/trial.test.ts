import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../geo/interval.ts";
import { applyChange, type Change } from "./change.ts";
import { collapseKey, counterpartKey } from "./counterpart.ts";
import { find, rulesFor } from "./evaluate.ts";
import { exampleCircumstances } from "./example-parts.ts";
import { type Facts, NO_FACTS, type Subject } from "./facts.ts";
import { RULES } from "./rules.ts";
import { classOf, type Found, openTrials } from "./trial.ts";

const EXAMPLES = RULES.flatMap(({ examples }) => [...examples.conflict, ...examples.clear]);

/** Several examples' facts at once around the subject of one. */
const situations = fc
  .array(fc.constantFrom(...EXAMPLES), { minLength: 1, maxLength: 6 })
  .map((examples): { subject: Subject; facts: Facts } => ({
    subject: examples[0]!.subject,
    facts: Object.assign({}, NO_FACTS, ...examples.map(({ facts }) => facts)) as Facts,
  }));

const numbers = (max: number) => fc.integer({ min: 1, max: max * 10 }).map((tenths) => tenths / 10);
const changesOf = ({ span }: Subject): fc.Arbitrary<Change> =>
  fc.oneof(
    fc.integer({ min: -60, max: 60 }).map((days) => ({
      kind: "shift" as const,
      days,
      span: { startMs: span.startMs + days * DAY_MS, endMs: span.endMs + days * DAY_MS },
    })),
    numbers(4).map((widthMetres) => ({ kind: "narrow" as const, widthMetres })),
    numbers(2).map((depthMetres) => ({ kind: "limit-depth" as const, depthMetres })),
    numbers(3).map((widthMetres) => ({ kind: "free-footway" as const, widthMetres })),
    numbers(7).map((widthMetres) => ({ kind: "free-carriageway" as const, widthMetres })),
    fc.constant({ kind: "regulate-traffic" as const, vehicleImpact: "alternating-one-way" as const }),
    fc.integer({ min: 1, max: 400 }).map((expectedPeople) => ({
      kind: "limit-people" as const,
      expectedPeople,
    })),
    fc.constant({ kind: "restrict-hours" as const, dailyHours: { fromMinute: 480, toMinute: 1140 } }),
  );

/** Every rule asked again about everything. */
function weighAnew(change: Change, cleared: Found, subject: Subject, facts: Facts) {
  const nameOf = ({ asked, match }: Found) =>
    `${asked.id} ${match.counterpart.type} ${counterpartKey(match.counterpart)}`;
  const after = applyChange(change, subject, facts);
  const left = find(RULES, after.subject, after.facts, exampleCircumstances);
  const blockedBefore = find(RULES, subject, facts, exampleCircumstances)
    .filter(({ match }) => match.severity === "blocking")
    .map(nameOf);
  const blocksAnew = left.some(
    (one) => one.match.severity === "blocking" && !blockedBefore.includes(nameOf(one)),
  );
  if (blocksAnew || left.map(nameOf).includes(nameOf(cleared))) return null;
  const cards = (severity: string) =>
    new Set(
      left
        .filter((one) => one.match.severity === severity && classOf(one) === "interference")
        .map(({ asked, match }) => collapseKey(asked.id, match.counterpart)),
    ).size;
  return { blocking: cards("blocking"), warning: cards("warning") };
}

describe("a change tried on what is found", () => {
  test("leaves what every rule asked anew would leave", () => {
    let weighed = 0;
    fc.assert(
      fc.property(
        situations.chain((situation) =>
          fc.record({
            situation: fc.constant(situation),
            changes: fc.array(changesOf(situation.subject), { minLength: 1, maxLength: 4 }),
          }),
        ),
        ({ situation: { subject, facts }, changes }) => {
          const asked = rulesFor(RULES, subject);
          const trials = openTrials(asked, subject, facts, exampleCircumstances);
          expect(trials.found.map(({ match }) => match.counterpart)).toEqual(
            find(RULES, subject, facts, exampleCircumstances).map(({ match }) => match.counterpart),
          );
          for (const change of changes) {
            for (const cleared of trials.found) {
              const leaves = weighAnew(change, cleared, subject, facts);
              expect(trials.tryOut(change, cleared)).toEqual(leaves);
              if (leaves !== null) weighed += 1;
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(weighed).toBeGreaterThan(10);
  });

  test("asks no rule again that looked at nothing the change touches", () => {
    const [overPipe] = RULES.find(({ id }) => id === "excavation-utility")!.examples.conflict;
    const { subject } = overPipe!;
    const facts = { ...NO_FACTS, ...overPipe!.facts };
    const asked = new Map<string, number>();
    const counted = rulesFor(RULES, subject).map((rule) => ({
      ...rule,
      check: (...given: Parameters<typeof rule.check>) => {
        asked.set(rule.id, (asked.get(rule.id) ?? 0) + 1);
        return rule.check(...given);
      },
    }));
    const trials = openTrials(counted, subject, facts, exampleCircumstances);
    trials.tryOut({ kind: "limit-depth", depthMetres: 0.3 }, trials.found[0]!);
    expect(asked.get("excavation-utility")).toBe(2);
    expect(asked.get("site-board")).toBe(1);
    expect([...asked.values()].filter((times) => times > 1).length).toBeLessThan(8);
  });
});
