/** What whoever opens the interventions of a city is told on a day: every rule asked, those by the day too. */
import { collapseKey } from "../../../domain/conflicts/counterpart.ts";
import { classOf, find } from "../../../domain/conflicts/evaluate.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { findCircumstances } from "../../../server/features/conflicts/circumstances.ts";
import { listExaminations } from "../../../server/features/conflicts/examination-store.ts";
import { gatherForSaved } from "../../../server/features/conflicts/gather-facts.ts";
import type { Db } from "../../../server/platform/db.ts";

/** Interventions whose facts are asked for at once. */
const PAGE = 50;

/** Cards of one live intervention, by class: one a rule and other intervention, or a rule and sort of thing. */
export interface CardCount {
  readonly interference: number;
  readonly duty: number;
  readonly opportunity: number;
}

export interface Told {
  readonly cards: readonly CardCount[];
  /** Findings by rule, counted as cards; one between two interventions counts once. The rule that speaks most first. */
  readonly rules: readonly { readonly rule: string; readonly recorded: boolean; readonly findings: number }[];
}

export async function countTold(db: Db, timeZone: string, nowMs: number): Promise<Told> {
  const circumstances = await findCircumstances(db, { nowMs, timeZone });
  const cards: CardCount[] = [];
  const byRule = new Map<string, Set<string>>(RULES.map(({ id }) => [id, new Set()]));
  let after: string | null = null;
  for (;;) {
    const page = await listExaminations(db, after, { limit: PAGE });
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.interventionId;
    const phases = page.flatMap(({ interventionId, phases: own }) =>
      own.map((phase) => ({ ...phase, interventionId })),
    );
    const facts = await gatherForSaved(db, RULES, phases);
    const own = new Map(
      page.map(({ interventionId }) => [
        interventionId,
        { interference: new Set<string>(), duty: new Set<string>(), opportunity: new Set<string>() },
      ]),
    );
    for (const [index, { subject, interventionId }] of phases.entries()) {
      for (const found of find(RULES, subject, facts[index]!, circumstances)) {
        const { counterpart } = found.match;
        const { id } = found.asked;
        own.get(interventionId)![classOf(found)].add(collapseKey(id, counterpart));
        const other = counterpart.type === "phase" ? counterpart.interventionId : counterpart.type;
        byRule.get(id)!.add([interventionId, other].sort().join(" "));
      }
    }
    for (const { interference, duty, opportunity } of own.values()) {
      cards.push({ interference: interference.size, duty: duty.size, opportunity: opportunity.size });
    }
  }
  const rules = RULES.map(({ id, recorded }) => ({
    rule: id,
    recorded: recorded !== false,
    findings: byRule.get(id)!.size,
  }));
  return {
    cards,
    rules: rules.filter(({ findings }) => findings > 0).sort((a, b) => b.findings - a.findings),
  };
}
