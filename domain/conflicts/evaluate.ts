import type { LocalizedText } from "../localized.ts";
import { type Change, toClearance } from "./change.ts";
import type { Circumstances, FactName, Facts, Subject } from "./facts.ts";
import { type Clearance, SEVERITIES, type Statement } from "./finding.ts";
import type { AnyRule, Match } from "./rule.ts";
import { classOf, type Found, openTrials } from "./trial.ts";

export { classOf, type Found } from "./trial.ts";

export interface Evaluation {
  readonly statement: Statement;
  readonly match: Match;
}

/** The rules that have something to say about this kind of phase. */
export function rulesFor(rules: readonly AnyRule[], subject: Pick<Subject, "kind">): readonly AnyRule[] {
  return rules.filter((candidate) => candidate.appliesTo.includes(subject.kind));
}

/** The facts to gather for those rules, each once. */
export function factsNeeded(rules: readonly AnyRule[]): ReadonlySet<FactName> {
  return new Set(rules.flatMap((candidate) => candidate.needs));
}

/** Asks every rule that applies, in their order. */
export function find(
  rules: readonly AnyRule[],
  subject: Subject,
  facts: Facts,
  circumstances: Circumstances,
): readonly Found[] {
  const found: Found[] = [];
  for (const asked of rulesFor(rules, subject)) {
    for (const match of asked.check(subject, facts, circumstances)) found.push({ asked, match });
  }
  return found;
}

/** What was found, and in the same order what is said of it once that is asked for: it takes longer than finding. */
export interface OpenEvaluation {
  readonly found: readonly Found[];
  tell(): readonly Evaluation[];
}

/** Asks every rule; the gravest first, then the soonest. */
export function openEvaluation(
  rules: readonly AnyRule[],
  subject: Subject,
  facts: Facts,
  circumstances: Circumstances,
): OpenEvaluation {
  const trials = openTrials(rulesFor(rules, subject), subject, facts, circumstances);
  const found = [...trials.found].sort(
    ({ match: a }, { match: b }) =>
      SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.span.startMs - b.span.startMs,
  );
  const tell = ({ asked, match }: Found): Evaluation => ({
    match,
    statement: {
      rule: asked.id,
      ruleVersion: asked.version,
      severity: match.severity,
      class: classOf({ asked, match }),
      weight: match.weight,
      title: asked.title,
      law: asked.law,
      explanation: match.explanation(),
      clearances: chooseClearances(
        asked.clearances(match, subject, facts, circumstances),
        (change) => trials.tryOut(change, { asked, match }),
        (change, leaves) => toClearance(change, subject, leaves, circumstances.timeZone),
      ),
    },
  });
  return { found, tell: () => found.map(tell) };
}

/** Asks every rule, and says what each found and what would clear it. */
export function evaluate(
  rules: readonly AnyRule[],
  subject: Subject,
  facts: Facts,
  circumstances: Circumstances,
): readonly Evaluation[] {
  return openEvaluation(rules, subject, facts, circumstances).tell();
}

/** What the rules would have to know of this subject and cannot. */
export function listUnknowns(
  rules: readonly AnyRule[],
  subject: Subject,
  facts: Facts,
  circumstances: Circumstances,
): LocalizedText[] {
  return rulesFor(rules, subject).flatMap((asked) => asked.unknowns?.(subject, facts, circumstances) ?? []);
}

/** Those that clear, one of each sort, that which leaves least first, and of equals the cheapest. */
function chooseClearances(
  proposed: readonly Change[],
  tryOut: (change: Change) => Clearance["leaves"] | null,
  toOffer: (change: Change, leaves: Clearance["leaves"]) => Clearance,
): Clearance[] {
  const sorts = new Set<string>();
  const offered: Clearance[] = [];
  for (const change of proposed) {
    const sort = change.kind === "shift" ? `shift ${Math.sign(change.days)}` : change.kind;
    if (sorts.has(sort)) continue;
    const leaves = tryOut(change);
    if (leaves === null) continue;
    sorts.add(sort);
    offered.push(toOffer(change, leaves));
  }
  return offered.sort(
    (a, b) =>
      a.leaves.blocking - b.leaves.blocking ||
      a.leaves.warning - b.leaves.warning ||
      daysLost(a) - daysLost(b),
  );
}

/** No day lost first, then the fewest, later before earlier. */
function daysLost(clearance: Clearance): number {
  if (clearance.kind !== "shift" && clearance.kind !== "coordinate") return 0;
  return Math.abs(clearance.days) + (clearance.days < 0 ? 0.5 : 0);
}
