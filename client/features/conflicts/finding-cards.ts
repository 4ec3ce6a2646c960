import { collapseKey, counterpartKey } from "../../../domain/conflicts/counterpart.ts";
import { FINDING_CLASSES, type Finding, SEVERITIES } from "../../../domain/conflicts/finding.ts";
import { findingKey, sortFindings } from "./finding-order.ts";

export type FindingClass = (typeof FINDING_CLASSES)[number];

/** Findings told together: one rule, one class, and one intervention, or all the trees, or all the pipes. */
export interface Card {
  readonly key: string;
  readonly class: FindingClass;
  /** The worst, of trees and pipes then the nearest: what the card says. */
  readonly lead: Finding;
  /** All of it, the lead first. */
  readonly findings: readonly Finding[];
  /** How many counterparts they name. */
  readonly things: number;
}

/** Names the card that tells a finding. */
export function cardKey(finding: Finding): string {
  return `${finding.class}/${collapseKey(finding.rule, finding.counterpart)}`;
}

function nearness({ counterpart }: Finding): number {
  return counterpart.type === "tree" || counterpart.type === "utility" || counterpart.type === "place"
    ? counterpart.distanceMetres
    : 0;
}

/** Cards in the order of their leads: worst first, then what begins first. */
export function toCards(findings: readonly Finding[]): Card[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = cardKey(finding);
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const cards = [...groups].map(([key, group]): Card => {
    // Stable: among equals the order of severity, start and name stays.
    const ordered = sortFindings(group).sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || nearness(a) - nearness(b),
    );
    const things = new Set(group.map(({ counterpart }) => counterpartKey(counterpart))).size;
    return { key, class: group[0]!.class, lead: ordered[0]!, findings: ordered, things };
  });
  const place = new Map(sortFindings(cards.map(({ lead }) => lead)).map((lead, i) => [findingKey(lead), i]));
  return cards.sort((a, b) => place.get(findingKey(a.lead))! - place.get(findingKey(b.lead))!);
}

/** While the hand draws nothing jumps: known cards keep their place, new ones come after them. */
export function keepOrder(cards: readonly Card[], shown: readonly string[]): Card[] {
  const place = new Map(shown.map((key, i) => [key, i]));
  const at = ({ key }: Card) => place.get(key) ?? shown.length;
  return [...cards].sort((a, b) => at(a) - at(b));
}

/** By class, in their order; none that is empty. */
export function groupCards(cards: readonly Card[]): { class: FindingClass; cards: Card[] }[] {
  return FINDING_CLASSES.map((of) => ({
    class: of,
    cards: cards.filter((card) => card.class === of),
  })).filter((group) => group.cards.length > 0);
}
