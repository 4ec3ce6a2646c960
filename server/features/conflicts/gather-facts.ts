import { factsNeeded, rulesFor } from "../../../domain/conflicts/evaluate.ts";
import {
  type Facts,
  NEARBY_DAYS,
  NEARBY_METRES,
  NO_FACTS,
  PAVEMENT_REACH_METRES,
  type Subject,
  TREE_REACH_METRES,
  UTILITY_REACH_METRES,
} from "../../../domain/conflicts/facts.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./facts-store.ts";

interface Placed {
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly subject: Subject;
  /** Its own intervention, which it is not in conflict with; null for a draft that is not saved. */
  readonly exceptInterventionId: string | null;
}

/** What the rules asked about these phases need to know of each, in their order. */
export async function gatherFacts(db: Db, phases: readonly Placed[]): Promise<Facts[]> {
  const needed = new Set(phases.flatMap(({ subject }) => [...factsNeeded(rulesFor(RULES, subject))]));
  const grounds = phases.map(({ polygon, line, subject, exceptInterventionId }) => ({
    polygon,
    line,
    exceptInterventionId,
    startsAt: new Date(subject.span.startMs),
    endsAt: new Date(subject.span.endMs),
  }));
  const nearby = needed.has("nearbyPhases")
    ? await store.listNearbyPhases(db, grounds, NEARBY_METRES, NEARBY_DAYS)
    : [];
  const trees = needed.has("nearbyTrees")
    ? await store.listNearbyTrees(db, grounds, TREE_REACH_METRES)
    : null;
  const utilities = needed.has("nearbyUtilities")
    ? await store.listNearbyUtilities(db, grounds, UTILITY_REACH_METRES)
    : null;
  const pavements = needed.has("pavementSquareMetres")
    ? await store.listPavementAreas(db, grounds, PAVEMENT_REACH_METRES)
    : [];
  const nearbyPhases = shareOut(nearby, phases.length);
  const nearbyTrees = trees && shareOut(trees, phases.length);
  const nearbyUtilities = utilities && shareOut(utilities, phases.length);
  return phases.map((_, index) => ({
    ...NO_FACTS,
    nearbyPhases: nearbyPhases[index]!.map(({ startsAt, endsAt, fromMinute, toMinute, ...row }) => ({
      ...row,
      span: { startMs: startsAt.getTime(), endMs: endsAt.getTime() },
      dailyHours: fromMinute === null || toMinute === null ? null : { fromMinute, toMinute },
    })),
    nearbyTrees: nearbyTrees?.[index] ?? null,
    nearbyUtilities: nearbyUtilities?.[index] ?? null,
    pavementSquareMetres: pavements[index] ?? null,
  }));
}

function shareOut<T extends { readonly subject: number }>(rows: readonly T[], subjects: number) {
  const shares: Omit<T, "subject">[][] = Array.from({ length: subjects }, () => []);
  for (const { subject, ...row } of rows) shares[subject]!.push(row);
  return shares;
}
