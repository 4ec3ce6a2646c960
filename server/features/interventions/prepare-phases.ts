/** From what was drawn to phases on their ground: checked, identified, and held against others. */
import { randomUUID } from "node:crypto";
import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";
import type { Db } from "../../platform/db.ts";
import { type ExaminedPhase, type GroundBox, lockGround } from "../conflicts/service.ts";
import type { Setting } from "./setting.ts";
import * as store from "./store.ts";

export type Draft = Pick<InterventionInput, "kind" | "state" | "urgent" | "phases"> &
  Partial<Pick<InterventionInput, "recurrence">>;
export type Prepared = ExaminedPhase & { readonly ground: store.PreparedGround };
export type DraftRefusal = Refusal<"outside-city" | "invalid-footprint">;

/** Half a square decimetre: below it a footprint is a slip of the hand. */
const LEAST_SQUARE_METRES = 0.05;

function findGroundProblem(ground: store.PreparedGround, index: number): DraftRefusal | null {
  const field = `phases.${index}.footprint`;
  if (!ground.valid) {
    return refuse("invalid-footprint", { errors: [{ field, message: ground.reason }] });
  }
  if (ground.squareMetres < LEAST_SQUARE_METRES) {
    return refuse("invalid-footprint", { errors: [{ field, message: "takes no ground" }] });
  }
  if (!ground.insideCity) {
    return refuse("outside-city", { errors: [{ field, message: "reaches outside the city's extent" }] });
  }
  return null;
}

/** Turns what was drawn into ground that rules can be asked about. */
export async function preparePhases(
  db: Db,
  setting: Pick<Setting, "city">,
  draft: Draft,
  ids: readonly (string | null)[],
): Promise<Prepared[] | DraftRefusal> {
  return (await prepareEach(db, setting, [{ draft, ids }]))[0]!;
}

/** The same for several drafts, by one statement. */
export async function prepareEach(
  db: Db,
  { city }: Pick<Setting, "city">,
  drafts: readonly { readonly draft: Draft; readonly ids: readonly (string | null)[] }[],
): Promise<(Prepared[] | DraftRefusal)[]> {
  const drawn = drafts.flatMap(({ draft }) => draft.phases);
  const grounds = drawn.length === 0 ? [] : await store.prepareGround(db, city, drawn);
  let from = 0;
  return drafts.map(({ draft, ids }) => {
    const own = grounds.slice(from, from + draft.phases.length);
    from += draft.phases.length;
    return examinable(draft, ids, own);
  });
}

function examinable(
  draft: Draft,
  ids: readonly (string | null)[],
  grounds: readonly store.PreparedGround[],
): Prepared[] | DraftRefusal {
  const prepared: Prepared[] = [];
  for (const [position, phase] of draft.phases.entries()) {
    const ground = grounds[position]!;
    const problem = findGroundProblem(ground, position);
    if (problem !== null) return problem;
    prepared.push({
      id: ids[position] ?? null,
      position,
      polygon: ground.polygon,
      line: ground.line,
      detour: ground.detour,
      ground,
      subject: {
        kind: draft.kind,
        state: draft.state,
        hindrance: phase.hindrance,
        vehicleImpact: phase.vehicleImpact,
        span: toSpan(phase),
        dailyHours: phase.dailyHours,
        weekdays: phase.weekdays,
        depthMetres: phase.depthMetres,
        squareMetres: ground.squareMetres,
        heightMetres: phase.heightMetres,
        footwayWidthMetres: phase.footwayWidthMetres,
        carriagewayWidthMetres: phase.carriagewayWidthMetres,
        noisePowerDecibels: phase.noisePowerDecibels,
        expectedPeople: phase.expectedPeople,
        urgent: draft.urgent,
        recurring: (draft.recurrence ?? null) !== null,
        hasDetour: phase.detour !== null,
        detourAgreements: phase.detourAgreements,
        widthMetres: phase.footprint.kind === "line" ? phase.footprint.widthMetres : null,
      },
    });
  }
  return prepared;
}

/** A draft's phases, examined without being saved. */
export function prepareDraft(db: Db, city: string, draft: Draft): Promise<ExaminedPhase[] | DraftRefusal> {
  return preparePhases(db, { city }, draft, []);
}

export function boxOf({
  west,
  south,
  east,
  north,
}: Record<"west" | "south" | "east" | "north", number>): GroundBox {
  return [west, south, east, north];
}

/** What a save concerns: its ground, and its detour, on which somebody may close the road. */
export function concernedBoxes(
  ground: Parameters<typeof boxOf>[0] & Pick<store.PreparedGround, "detourBox">,
): GroundBox[] {
  return ground.detourBox === null ? [boxOf(ground)] : [boxOf(ground), ground.detourBox];
}

/** Serialises what could be in conflict, or says that it takes more ground than one intervention may. */
export async function lockFor(db: Db, boxes: readonly GroundBox[]): Promise<DraftRefusal | null> {
  if (await lockGround(db, boxes)) return null;
  return refuse("invalid-footprint", {
    errors: [{ field: "phases", message: "takes more ground than one intervention may" }],
  });
}

/**
 * A phase keeps its id, so that links and findings stay with it: the one it is given with, else, where none of
 * them names one, that of the phase which stood at its position.
 */
export function idsFor(
  phases: InterventionInput["phases"],
  old: readonly { readonly id: string }[],
): readonly string[] {
  const unnamed = phases.every(({ id }) => id === undefined);
  return phases.map(({ id }, position) => id ?? (unnamed ? old[position]?.id : undefined) ?? randomUUID());
}
