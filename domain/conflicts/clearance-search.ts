/**
 * The least changes of a phase that leave nothing blocking. What may be changed, and to what, is what the rules that
 * block propose, the widths at which something is no longer met, and every day within half a year; every combination
 * is weighed, the cheapest are tried on all rules.
 */
import type { Span } from "../geo/interval.ts";
import { applyChange, type Change } from "./change.ts";
import { type Cost, costOf } from "./clearance-cost.ts";
import { counterpartKey } from "./counterpart.ts";
import { find, rulesFor } from "./evaluate.ts";
import type { Circumstances, Facts, NearbyPhase, Subject } from "./facts.ts";
import { isAtTheSameTime, isHeavy } from "./pairs.ts";
import { NARROWEST_METRES } from "./remedies.ts";
import type { AnyRule, Match } from "./rule.ts";
import { MOST_SHIFT_DAYS, openCalendar } from "./shift.ts";

export interface KnownPhase {
  readonly subject: Subject;
  readonly facts: Facts;
}

/** One way to clear a phase: what is changed of it at once. */
export interface Clearing {
  readonly changes: readonly Change[];
  readonly cost: Cost;
}

/** Of many combinations the cheapest are looked at. */
const MOST_COMBINATIONS = 200;
const MOST_WIDTHS = 12;

/** Asks until something blocks: what blocked the last time first, since a small change leaves most things as they are. */
export function openBlockingTest(
  rules: readonly AnyRule[],
  of: Pick<Subject, "kind">,
  circumstances: Circumstances,
) {
  const asked = [...rulesFor(rules, of)];
  return (subject: Subject, facts: Facts): Match | null => {
    for (const [index, rule] of asked.entries()) {
      for (const match of rule.check(subject, facts, circumstances)) {
        if (match.severity !== "blocking") continue;
        asked.splice(index, 1);
        asked.unshift(rule);
        return match;
      }
    }
    return null;
  };
}

export type BlockingTest = ReturnType<typeof openBlockingTest>;

/** Tells of moved days whether anything blocks then; who shares the ground blocks as long as the times meet. */
export function openDayTest(blocksAt: BlockingTest, { subject, facts }: KnownPhase, timeZone: string) {
  const heavy: NearbyPhase[] = [];
  return (span: Span): boolean => {
    const moved = { ...subject, span };
    if (heavy.some((rival) => isAtTheSameTime(moved, rival, timeZone))) return false;
    const match = blocksAt(moved, facts);
    if (match === null) return true;
    if (match.counterpart.type === "phase") {
      const key = counterpartKey(match.counterpart);
      const rival = facts.nearbyPhases.find(({ phaseId }) => phaseId === key);
      if (rival !== undefined && isHeavy(moved, rival) && isAtTheSameTime(moved, rival, timeZone)) {
        heavy.push(rival);
      }
    }
    return false;
  };
}

/** Values of everything but the days that could clear something that blocks, by what they change. */
function listValues(
  rules: readonly AnyRule[],
  { subject, facts }: KnownPhase,
  circumstances: Circumstances,
): Change[][] {
  const byKind = new Map<Change["kind"], Map<string, Change>>();
  const add = (change: Change) => {
    if (change.kind === "shift" || change.kind === "coordinate") return;
    const values = byKind.get(change.kind) ?? new Map<string, Change>();
    byKind.set(change.kind, values.set(JSON.stringify(change), change));
  };
  for (const { asked, match } of find(rules, subject, facts, circumstances)) {
    if (match.severity !== "blocking") continue;
    for (const change of asked.clearances(match, subject, facts, circumstances)) add(change);
    for (const change of listWidths(match, subject)) add(change);
  }
  return [...byKind.values()].map((values) =>
    [...values.values()]
      .sort((a, b) => costOf([a], subject).points - costOf([b], subject).points)
      .slice(0, MOST_WIDTHS),
  );
}

/** The widest bands of tenths of a metre that do not take the other's ground, and that stay out of its zone. */
function listWidths({ lineDistanceMetres, reachMetres }: Match, { widthMetres }: Subject): Change[] {
  if (widthMetres === null || lineDistanceMetres === null) return [];
  return (
    [lineDistanceMetres, lineDistanceMetres - (reachMetres ?? 0)]
      // 12 tenths may come out as 11.999…: both are tried.
      .flatMap((half) => [Math.floor(half * 20 + 1e-6) / 10, Math.floor(half * 20) / 10])
      .filter((width) => width >= NARROWEST_METRES && width < widthMetres)
      .map((width) => ({ kind: "narrow", widthMetres: width }))
  );
}

/** One value of each sort or none, the cheapest first. */
function combine(values: readonly (readonly Change[])[], subject: Subject): Clearing[] {
  let combined: Change[][] = [[]];
  for (const sort of values) {
    combined = combined.flatMap((changes) => [changes, ...sort.map((change) => [...changes, change])]);
  }
  return combined
    .map((changes) => ({ changes, cost: costOf(changes, subject) }))
    .sort((a, b) => a.cost.points - b.cost.points)
    .slice(0, MOST_COMBINATIONS);
}

/** Kinds of its changes; later and earlier are two. */
export function sortsOf(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(
    changes.map((change) => (change.kind === "shift" ? `shift ${Math.sign(change.days)}` : change.kind)),
  );
}

export function applyAll(changes: readonly Change[], phase: KnownPhase): KnownPhase {
  return changes.reduce<KnownPhase>((now, change) => applyChange(change, now.subject, now.facts), phase);
}

/**
 * The least for each set of sorts that is needed: none that does with more sorts and no less cost what one with fewer
 * does. Nothing when nothing blocks or nothing tried clears; the cheapest first.
 */
export function searchClearings(
  rules: readonly AnyRule[],
  phase: KnownPhase,
  circumstances: Circumstances,
): Clearing[] {
  const { subject } = phase;
  const blocksAt = openBlockingTest(rules, subject, circumstances);
  if (blocksAt(subject, phase.facts) === null) return [];
  const calendar = openCalendar(subject, circumstances);
  const found: Clearing[] = [];
  // What the same sorts, or fewer, are known to do it for.
  const bound = (changes: readonly Change[]) => {
    const sorts = sortsOf(changes);
    const within = found.filter((one) => [...sortsOf(one.changes)].every((sort) => sorts.has(sort)));
    return Math.min(Number.POSITIVE_INFINITY, ...within.map(({ cost }) => cost.points));
  };
  for (const { changes, cost } of combine(listValues(rules, phase, circumstances), subject)) {
    if (cost.points >= bound(changes)) continue;
    const after = applyAll(changes, phase);
    if (changes.length > 0 && blocksAt(after.subject, after.facts) === null) {
      found.push({ changes, cost });
      continue;
    }
    const isFree = openDayTest(blocksAt, after, circumstances.timeZone);
    for (const direction of [1, -1] as const) {
      for (let days = 1; days <= MOST_SHIFT_DAYS; days++) {
        if (!calendar.suits(direction * days)) continue;
        const span = calendar.spanAfter(direction * days);
        // A site cannot start in the past.
        if (direction === -1 && span.startMs < circumstances.nowMs) break;
        const moved: Change[] = [...changes, { kind: "shift", days: direction * days, span }];
        const movedCost = costOf(moved, subject);
        if (movedCost.points >= bound(moved)) break;
        if (!isFree(span)) continue;
        found.push({ changes: moved, cost: movedCost });
        break;
      }
    }
  }
  return dropNeedless(found);
}

function dropNeedless(found: readonly Clearing[]): Clearing[] {
  const sorted = [...found].sort((a, b) => a.cost.points - b.cost.points);
  return sorted.filter((one, index) => {
    const sorts = sortsOf(one.changes);
    return !sorted
      .slice(0, index)
      .some((cheaper) => [...sortsOf(cheaper.changes)].every((sort) => sorts.has(sort)));
  });
}

/** The fewest days, later and earlier, by which all phases are moved together so that none is blocked. */
export function searchCommonShifts(
  rules: readonly AnyRule[],
  phases: readonly KnownPhase[],
  circumstances: Circumstances,
): { readonly days: number; readonly spans: readonly Span[] }[] {
  const [first] = phases;
  if (first === undefined) return [];
  const calendars = phases.map(({ subject }) => openCalendar(subject, circumstances));
  const tests = phases.map((phase) =>
    openDayTest(openBlockingTest(rules, phase.subject, circumstances), phase, circumstances.timeZone),
  );
  return ([1, -1] as const).flatMap((direction) => {
    for (let days = 1; days <= MOST_SHIFT_DAYS; days++) {
      // Whole weeks keep every phase on its weekdays; other numbers only where they suit the first.
      if (!calendars[0]!.suits(direction * days)) continue;
      const spans = calendars.map((calendar) => calendar.spanAfter(direction * days));
      if (direction === -1 && spans.some(({ startMs }) => startMs < circumstances.nowMs)) return [];
      if (spans.every((span, index) => tests[index]!(span))) return [{ days: direction * days, spans }];
    }
    return [];
  });
}
