import type { Circumstances, FactName, Facts, Subject } from "./facts.ts";
import type { Statement } from "./finding.ts";
import { SEVERITIES } from "./finding.ts";
import type { AnyRule, Match } from "./rule.ts";

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

/** Asks every rule; the gravest finding first, then the soonest. */
export function evaluate(
  rules: readonly AnyRule[],
  subject: Subject,
  facts: Facts,
  circumstances: Circumstances,
): readonly Evaluation[] {
  const evaluations = rulesFor(rules, subject).flatMap((asked) =>
    asked.check(subject, facts, circumstances).map((match) => ({
      match,
      statement: {
        rule: asked.id,
        ruleVersion: asked.version,
        severity: match.severity,
        class: asked.class,
        weight: match.weight,
        title: asked.title,
        law: asked.law,
        explanation: match.explanation,
        clearances: [...asked.clearances(match, subject, facts, circumstances)],
      },
    })),
  );
  return evaluations.sort(
    (a, b) =>
      SEVERITIES.indexOf(a.statement.severity) - SEVERITIES.indexOf(b.statement.severity) ||
      a.match.span.startMs - b.match.span.startMs,
  );
}
