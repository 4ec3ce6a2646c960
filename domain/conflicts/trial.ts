/**
 * How a change would leave what was found. A rule is a pure function, so one that looked at nothing a change touches
 * finds what it found before: each is watched while it is asked, and asked again only where a change touches what it
 * looked at. (5 km of trench with 430 findings: 50 to 60 trials, in which of 30 rules one to four are asked again.)
 */
import type { Change } from "./change.ts";
import { applyChange } from "./change.ts";
import { collapseKey, counterpartKey } from "./counterpart.ts";
import type { Circumstances, Facts, Subject } from "./facts.ts";
import type { Clearance } from "./finding.ts";
import type { AnyRule, Match } from "./rule.ts";

/** What a rule found: neither words nor ways out, which cost more than finding it. */
export interface Found {
  readonly asked: AnyRule;
  readonly match: Match;
}

type Leaves = Clearance["leaves"];

/** What one rule said, and what of subject and facts it looked at to say so. */
interface Answer {
  readonly matches: readonly Match[];
  readonly subject: ReadonlySet<keyof Subject>;
  readonly facts: ReadonlySet<keyof Facts>;
}

/** What counts of an answer when a change is weighed. */
interface Weight {
  readonly matches: readonly Match[];
  readonly blocking: readonly string[];
  readonly leaves: Leaves;
}

export interface Trials {
  /** All that was found as things are, in the rules' order. */
  readonly found: readonly Found[];
  /** What a change would leave: null when it leaves the finding, or brings a blocking one that was not there. */
  tryOut(change: Change, cleared: Found): Leaves | null;
}

/** Asks these rules, and stays ready to say how changes would leave what they found. */
export function openTrials(
  rules: readonly AnyRule[],
  subject: Subject,
  facts: Facts,
  circumstances: Circumstances,
): Trials {
  const watchedSubject = watch(subject);
  const watchedFacts = watch(facts);
  const before = new Map<AnyRule, Answer>();
  for (const rule of rules) {
    const [seenOfSubject, seenOfFacts] = [watchedSubject.begin(), watchedFacts.begin()];
    const matches = rule.check(watchedSubject.object, watchedFacts.object, circumstances);
    before.set(rule, { matches, subject: seenOfSubject, facts: seenOfFacts });
  }
  // What a match's words look at later is of no account.
  watchedSubject.begin();
  watchedFacts.begin();

  const weights = new Map<AnyRule, Weight>();
  const weightOf = (rule: AnyRule) => {
    const known = weights.get(rule) ?? weigh(rule, before.get(rule)!.matches);
    weights.set(rule, known);
    return known;
  };
  const outcomes = new Map<string, (cleared: Found) => Leaves | null>();

  function open(change: Change): (cleared: Found) => Leaves | null {
    const after = applyChange(change, subject, facts);
    const isTouched = ({ subject: ofSubject, facts: ofFacts }: Answer) =>
      [...ofSubject].some((name) => !isSame(subject[name], after.subject[name])) ||
      [...ofFacts].some((name) => !isSame(facts[name], after.facts[name]));
    const anew = new Map<AnyRule, Weight>();
    for (const [rule, answer] of before) {
      if (isTouched(answer))
        anew.set(rule, weigh(rule, rule.check(after.subject, after.facts, circumstances)));
    }
    for (const [rule, { blocking }] of anew) {
      const blocked = new Set(weightOf(rule).blocking);
      if (blocking.some((key) => !blocked.has(key))) return () => null;
    }
    const leaves = { blocking: 0, warning: 0 };
    for (const rule of rules) {
      const { leaves: own } = anew.get(rule) ?? weightOf(rule);
      leaves.blocking += own.blocking;
      leaves.warning += own.warning;
    }
    return ({ asked, match }) => {
      const key = keyOf(match);
      return (anew.get(asked) ?? weightOf(asked)).matches.some((left) => keyOf(left) === key) ? null : leaves;
    };
  }

  return {
    found: [...before].flatMap(([asked, { matches }]) => matches.map((match) => ({ asked, match }))),
    tryOut(change, cleared) {
      // Several findings often propose the same change.
      const name = JSON.stringify(change);
      const outcome = outcomes.get(name) ?? open(change);
      outcomes.set(name, outcome);
      return outcome(cleared);
    },
  };
}

export const classOf = ({ asked, match }: Found) => match.class ?? asked.class;
const keyOf = ({ counterpart }: Match) => `${counterpart.type} ${counterpartKey(counterpart)}`;

/** Cards of interferences are counted, which no two rules share. */
function weigh(asked: AnyRule, matches: readonly Match[]): Weight {
  const blocking: string[] = [];
  const cards = { blocking: new Set<string>(), warning: new Set<string>() };
  for (const match of matches) {
    const { severity, counterpart } = match;
    if (severity !== "blocking" && severity !== "warning") continue;
    if (severity === "blocking") blocking.push(keyOf(match));
    if (classOf({ asked, match }) === "interference") cards[severity].add(collapseKey(asked.id, counterpart));
  }
  return { matches, blocking, leaves: { blocking: cards.blocking.size, warning: cards.warning.size } };
}

/** The same object to look at, and what was looked at of it since it was begun. */
function watch<T extends object>(object: T) {
  let seen = new Set<keyof T>();
  const watched = {} as T;
  for (const name of Object.keys(object) as (keyof T)[]) {
    Object.defineProperty(watched, name, {
      enumerable: true,
      get: () => {
        seen.add(name);
        return object[name];
      },
    });
  }
  return {
    object: watched,
    begin(): ReadonlySet<keyof T> {
      seen = new Set();
      return seen;
    },
  };
}

/** Identical, or made of what is identical: a change keeps each thing that it leaves as it is. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((thing, index) => Object.is(thing, other[index]));
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isSame(one[name], other[name]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
