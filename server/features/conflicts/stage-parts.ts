/** Parts of a phase's ground to be worked on one after the other, with what the rules have to know of each. */

import { type Cost, costOfStages } from "../../../domain/conflicts/clearance-cost.ts";
import type { PlanStep, STAGE_WAYS, Stage } from "../../../domain/conflicts/clearance-plan.ts";
import { openBlockingTest } from "../../../domain/conflicts/clearance-search.ts";
import { scheduleStages } from "../../../domain/conflicts/clearance-stages.ts";
import type { checkDraft } from "../../../domain/conflicts/contract.ts";
import type { Circumstances } from "../../../domain/conflicts/facts.ts";
import { NARROWEST_METRES } from "../../../domain/conflicts/remedies.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import type { BodyOf } from "../../../domain/contract/endpoint.ts";
import { isRefusal } from "../../../domain/contract/problems.ts";
import { toInterval } from "../../../domain/geo/interval.ts";
import { metresOf, splitAcross, splitAlong } from "../../../domain/geo/split-line.ts";
import type { PhaseInput } from "../../../domain/interventions/intervention.ts";
import type { Db } from "../../platform/db.ts";
import { prepareDraft } from "../interventions/service.ts";
import { gatherForDrawn } from "./gather-facts.ts";

export type Draft = BodyOf<typeof checkDraft>["draft"];

export interface WeighedStep {
  readonly step: PlanStep;
  /** What sorts of change it is made of. */
  readonly sorts: ReadonlySet<string>;
  readonly cost: Cost;
}

/** A shorter stretch is no site of its own. */
const LEAST_METRES = 10;
const MOST_PARTS = 4;

interface Cut {
  readonly way: (typeof STAGE_WAYS)[number];
  readonly phases: readonly PhaseInput[];
}

function listCuts(phase: PhaseInput): Cut[] {
  const { footprint } = phase;
  if (footprint.kind !== "line") return [];
  const { line, widthMetres } = footprint;
  const length = metresOf(line);
  const cuts: Cut[] = [];
  for (let parts = 2; parts <= MOST_PARTS && length / parts >= LEAST_METRES; parts++) {
    const phases = splitAlong(line, parts).map((part) => ({
      ...phase,
      footprint: { ...footprint, line: part },
    }));
    cuts.push({ way: "along", phases });
  }
  // A hundredth of a metre is as fine as widths are drawn; the two halves must not be wider than the whole.
  const half = Math.floor((widthMetres / 2) * 100) / 100;
  const halves = half < NARROWEST_METRES ? [] : splitAcross(line, widthMetres);
  if (halves.length > 0) {
    const phases = halves.map((part) => ({
      ...phase,
      footprint: { ...footprint, line: part, widthMetres: half },
    }));
    cuts.push({ way: "across", phases });
  }
  return cuts;
}

/** The cheapest way to do a phase in stages along its street, and in halves; from either end. */
export async function searchStages(
  db: Db,
  city: string,
  draft: Draft,
  phasePosition: number,
  exceptInterventionId: string | null,
  whole: Parameters<typeof scheduleStages>[0],
  circumstances: Circumstances,
): Promise<WeighedStep[]> {
  const cuts = listCuts(draft.phases[phasePosition]!);
  if (draft.kind === "event" || cuts.length === 0) return [];
  const prepared = await prepareDraft(db, city, {
    ...draft,
    phases: cuts.flatMap(({ phases }) => [...phases]),
  });
  if (isRefusal(prepared)) return [];
  const facts = await gatherForDrawn(
    db,
    RULES,
    prepared.map((phase) => ({ ...phase, exceptInterventionId })),
  );
  const blocksAt = openBlockingTest(RULES, draft, circumstances);
  let from = 0;
  const steps = cuts.flatMap(({ way, phases }): WeighedStep[] => {
    const indices = phases.map((_, index) => from + index);
    from += phases.length;
    return [indices, indices.toReversed()].flatMap((order) => {
      const parts = order.map((index) => ({ subject: prepared[index]!.subject, facts: facts[index]! }));
      const spans = scheduleStages(whole, parts, blocksAt, circumstances);
      // None of it in its own time: that is a move of the whole, and dearer.
      if (spans === null || spans[0]!.startMs >= whole.span.endMs) return [];
      const ordered = order === indices ? phases : phases.toReversed();
      const stages = ordered.flatMap(({ footprint }, index): Stage[] =>
        footprint.kind === "line"
          ? [{ line: footprint.line, widthMetres: footprint.widthMetres, ...toInterval(spans[index]!) }]
          : [],
      );
      const step: PlanStep = { kind: "stages", phasePosition, way, stages };
      return [
        {
          step,
          sorts: new Set([`stages ${way}`]),
          cost: costOfStages(stages.length, spans.at(-1)!.endMs, whole),
        },
      ];
    });
  });
  const cheapest = (way: string) =>
    steps.filter(({ sorts }) => sorts.has(`stages ${way}`)).sort((a, b) => a.cost.points - b.cost.points)[0];
  return [cheapest("along"), cheapest("across")].filter((one) => one !== undefined);
}
