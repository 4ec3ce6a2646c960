import { factsNeeded, rulesFor } from "../../../domain/conflicts/evaluate.ts";
import { type FactName, type Facts, NO_FACTS, type Subject } from "../../../domain/conflicts/facts.ts";
import type { AnyRule } from "../../../domain/conflicts/rule.ts";
import type { Db } from "../../platform/db.ts";
import { FACT_SOURCES } from "./facts/sources.ts";
import { type FactRows, listFactsOfDrawn, listFactsOfSaved } from "./facts-store.ts";

interface Asked {
  readonly subject: Subject;
}

export interface DrawnPhase extends Asked {
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly detour: Buffer | null;
  /** Its own intervention, which it is not in conflict with; null for a draft that is not saved. */
  readonly exceptInterventionId: string | null;
}

export interface SavedPhase extends Asked {
  readonly id: string;
}

/** What those of the rules that apply to these phases need to know of each, in their order. */
export function gatherForDrawn(
  db: Db,
  rules: readonly AnyRule[],
  phases: readonly DrawnPhase[],
): Promise<Facts[]> {
  return gather(rules, phases, (facts, asked) =>
    listFactsOfDrawn(
      db,
      facts,
      asked.map(({ subject, ...placed }) => ({
        ...placed,
        startsAt: new Date(subject.span.startMs),
        endsAt: new Date(subject.span.endMs),
      })),
    ),
  );
}

/** The same for phases as they stand in the database. */
export function gatherForSaved(
  db: Db,
  rules: readonly AnyRule[],
  phases: readonly SavedPhase[],
): Promise<Facts[]> {
  return gather(rules, phases, (facts, asked) =>
    listFactsOfSaved(
      db,
      facts,
      asked.map(({ id }) => id),
    ),
  );
}

/** One statement for all phases of a kind: which rules are asked, and so which facts they need, goes by the kind. */
async function gather<Phase extends Asked>(
  rules: readonly AnyRule[],
  phases: readonly Phase[],
  list: (facts: readonly FactName[], asked: readonly Phase[]) => Promise<FactRows>,
): Promise<Facts[]> {
  const gathered = phases.map(() => ({ ...NO_FACTS }));
  for (const kind of new Set(phases.map(({ subject }) => subject.kind))) {
    const needed = factsNeeded(rulesFor(rules, { kind }));
    const facts = (Object.keys(FACT_SOURCES) as FactName[]).filter((fact) => needed.has(fact));
    const asked = [...phases.keys()].filter((index) => phases[index]!.subject.kind === kind);
    if (facts.length === 0) continue;
    const rows = await list(
      facts,
      asked.map((index) => phases[index]!),
    );
    for (const fact of facts) {
      const told = FACT_SOURCES[fact].read(rows.get(fact)!, asked.length);
      for (const [at, index] of asked.entries()) Object.assign(gathered[index]!, { [fact]: told[at] });
    }
  }
  return gathered;
}
