import { factsNeeded, rulesFor } from "../../../domain/conflicts/evaluate.ts";
import { type FactName, type Facts, NO_FACTS, type Subject } from "../../../domain/conflicts/facts.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import type { Db } from "../../platform/db.ts";
import { FACT_SOURCES } from "./facts/sources.ts";
import { listFactRows } from "./facts-store.ts";

interface Placed {
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly subject: Subject;
  /** Its own intervention, which it is not in conflict with; null for a draft that is not saved. */
  readonly exceptInterventionId: string | null;
}

/** What the rules asked about these phases need to know of each, in their order. */
export async function gatherFacts(db: Db, phases: readonly Placed[]): Promise<Facts[]> {
  const needs = phases.map(({ subject }) => factsNeeded(rulesFor(RULES, subject)));
  const grounds = phases.map(({ polygon, line, subject, exceptInterventionId }) => ({
    polygon,
    line,
    exceptInterventionId,
    startsAt: new Date(subject.span.startMs),
    endsAt: new Date(subject.span.endMs),
  }));
  const gathered = phases.map(() => ({ ...NO_FACTS }));
  for (const fact of Object.keys(FACT_SOURCES) as FactName[]) {
    const asked = [...phases.keys()].filter((index) => needs[index]!.has(fact));
    if (asked.length === 0) continue;
    const rows = await listFactRows(
      db,
      fact,
      asked.map((index) => grounds[index]!),
    );
    const told = FACT_SOURCES[fact].read(rows, asked.length);
    for (const [at, index] of asked.entries()) Object.assign(gathered[index]!, { [fact]: told[at] });
  }
  return gathered;
}
