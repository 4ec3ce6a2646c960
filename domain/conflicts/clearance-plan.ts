/** What is offered to clear a whole draft at once: for each phase that is blocked, changes or stages. */
import { z } from "zod";
import { lineStringSchema } from "../geo/geometry-schema.ts";
import type { PhaseInput } from "../interventions/intervention.ts";
import { localizedTextSchema } from "../localized.ts";
import { type Change, toClearance } from "./change.ts";
import { costSchema } from "./clearance-cost.ts";
import type { Subject } from "./facts.ts";
import { type Clearance, clearanceSchema } from "./finding.ts";
import { count, metres, period } from "./wording.ts";

const instant = z.iso.datetime({ offset: true });

export const STAGE_WAYS = ["along", "across"] as const;

/** A part of the ground and its time. */
const stageSchema = z.object({
  line: lineStringSchema,
  widthMetres: z.number().positive(),
  startsAt: instant,
  endsAt: instant,
});
export type Stage = z.infer<typeof stageSchema>;

const planStepSchema = z
  .discriminatedUnion("kind", [
    /** All of these are applied to the phase. */
    z.object({
      kind: z.literal("changes"),
      phasePosition: z.number().int().nonnegative(),
      changes: z.array(clearanceSchema).min(1),
    }),
    /** The phase becomes these, in this order: parts along its street, or the halves of its width. */
    z.object({
      kind: z.literal("stages"),
      phasePosition: z.number().int().nonnegative(),
      way: z.enum(STAGE_WAYS),
      stages: z.array(stageSchema).min(2),
    }),
  ])
  .meta({ id: "ClearancePlanStep" });
export type PlanStep = z.infer<typeof planStepSchema>;

export const clearancePlanSchema = z
  .object({
    steps: z.array(planStepSchema).min(1),
    /** What it does, a line each. */
    labels: z.array(localizedTextSchema).min(1),
    cost: costSchema,
    /** Interferences of the whole draft that would still stand, counted as cards; nothing blocking. */
    leaves: z.object({ blocking: z.literal(0), warning: z.number().int().nonnegative() }),
  })
  .meta({ id: "ClearancePlan" });
export type ClearancePlan = z.infer<typeof clearancePlanSchema>;

const NOTHING_BLOCKS = { blocking: 0, warning: 0 };

export function toOffered(changes: readonly Change[], subject: Subject, timeZone: string): Clearance[] {
  return changes.map((change) => toClearance(change, subject, NOTHING_BLOCKS, timeZone));
}

/** The draft's phases as they would be; a phase that becomes several gives the first its id. */
export function applyPlan(phases: readonly PhaseInput[], steps: readonly PlanStep[]): PhaseInput[] {
  return phases.flatMap((phase, position): PhaseInput[] => {
    const step = steps.find(({ phasePosition }) => phasePosition === position);
    if (step === undefined) return [phase];
    if (step.kind === "changes") return [step.changes.reduce(applyClearance, phase)];
    const { id: _, ...unnamed } = phase;
    return step.stages.map(({ line, widthMetres, startsAt, endsAt }, index) => ({
      ...(index === 0 ? phase : unnamed),
      footprint: { kind: "line", line, widthMetres },
      startsAt,
      endsAt,
    }));
  });
}

function applyClearance(phase: PhaseInput, clearance: Clearance): PhaseInput {
  switch (clearance.kind) {
    case "shift":
    case "coordinate":
      return { ...phase, startsAt: clearance.startsAt, endsAt: clearance.endsAt };
    case "narrow": {
      const { footprint } = phase;
      return footprint.kind === "line"
        ? { ...phase, footprint: { ...footprint, widthMetres: clearance.widthMetres } }
        : phase;
    }
    case "limit-depth":
      return { ...phase, depthMetres: clearance.depthMetres };
    case "free-footway":
      return { ...phase, footwayWidthMetres: clearance.widthMetres };
    case "free-carriageway":
      return { ...phase, carriagewayWidthMetres: clearance.widthMetres };
    case "regulate-traffic":
      return { ...phase, vehicleImpact: clearance.vehicleImpact };
    case "limit-people":
      return { ...phase, expectedPeople: clearance.expectedPeople };
    case "restrict-hours":
      return { ...phase, dailyHours: clearance.dailyHours };
    case "restrict-weekdays":
      return { ...phase, weekdays: clearance.weekdays };
  }
}

/** A line for each step; the phase is named where there are several. */
export function labelSteps(steps: readonly PlanStep[], phaseCount: number, timeZone: string) {
  return steps.flatMap((step) => {
    const of = {
      it: phaseCount > 1 ? `Fase ${step.phasePosition + 1}: ` : "",
      en: phaseCount > 1 ? `Phase ${step.phasePosition + 1}: ` : "",
    };
    const labels =
      step.kind === "changes" ? step.changes.map(({ label }) => label) : [labelStages(step, timeZone)];
    return labels.map(({ it, en }) => ({ it: of.it + it, en: of.en + en }));
  });
}

function labelStages({ way, stages }: Extract<PlanStep, { kind: "stages" }>, timeZone: string) {
  const when = (language: "it" | "en") =>
    stages
      .map((stage) =>
        period({ startMs: Date.parse(stage.startsAt), endMs: Date.parse(stage.endsAt) }, timeZone, language),
      )
      .join("; ");
  return way === "along"
    ? {
        it: `Lavorare in ${count(stages.length, "tratto", "tratti")}, uno dopo l'altro (${when("it")})`,
        en: `Work in ${count(stages.length, "stretch", "stretches")}, one after the other (${when("en")})`,
      }
    : {
        it: `Lavorare a metà larghezza per volta, ${metres(stages[0]!.widthMetres, "it")} ciascuna (${when("it")})`,
        en: `Work on half the width at a time, ${metres(stages[0]!.widthMetres, "en")} each (${when("en")})`,
      };
}

/** All phases moved by the same days. */
export function labelCommonShift(days: number) {
  return {
    it: `${days > 0 ? "Posticipare" : "Anticipare"} tutte le fasi di ${count(days, "giorno", "giorni")}`,
    en: `Start all phases ${count(days, "day", "days")} ${days > 0 ? "later" : "earlier"}`,
  };
}
