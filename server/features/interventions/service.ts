import { randomUUID } from "node:crypto";
import { isRefusal, type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { toSpan } from "../../../domain/geo/interval.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { type InterventionInput, isLive } from "../../../domain/interventions/intervention.ts";
import type { Actor } from "../../platform/actor.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import {
  type ExaminedPhase,
  type GroundBox,
  judgeSaved,
  lockGround,
  recordFindings,
} from "../conflicts/service.ts";
import { toSubject } from "../conflicts/subject.ts";
import { startRegularisation } from "../urgent/regularisation.ts";
import { findChangeProblem, findFirstStateProblem, listPutOff, unfold } from "./admissible.ts";
import { announce } from "./announce.ts";
import { insertExtensions, listExtensions } from "./lifecycle-store.ts";
import * as store from "./store.ts";
import { toInput, toIntervention } from "./view.ts";

/** What the city and the moment are, for every change. */
export interface Setting {
  readonly city: string;
  readonly timeZone: string;
}

/** Who changes what, when, in which request. */
export interface Change {
  readonly actor: Pick<Actor, "id" | "role" | "officeId">;
  readonly requestId: string;
  readonly nowMs: number;
}

type Draft = Pick<InterventionInput, "kind" | "state" | "urgent" | "phases">;
type Prepared = ExaminedPhase & { readonly ground: store.PreparedGround };
type DraftRefusal = Refusal<"outside-city" | "invalid-footprint">;

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
async function preparePhases(
  db: Db,
  { city }: Pick<Setting, "city">,
  draft: Draft,
  ids: readonly (string | null)[],
): Promise<Prepared[] | DraftRefusal> {
  const grounds = await store.prepareGround(
    db,
    city,
    draft.phases.map(({ footprint }) => footprint),
  );
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

/** Serialises what could be in conflict, or says that it takes more ground than one intervention may. */
export async function lockFor(db: Db, boxes: readonly GroundBox[]): Promise<DraftRefusal | null> {
  if (await lockGround(db, boxes)) return null;
  return refuse("invalid-footprint", {
    errors: [{ field: "phases", message: "takes more ground than one intervention may" }],
  });
}

async function write(
  db: Db,
  setting: Setting,
  id: string,
  input: InterventionInput,
  phases: readonly Prepared[],
  goneIds: readonly string[],
  nowMs: number,
): Promise<Refusal<"id-taken"> | undefined> {
  await store.removePhases(db, goneIds);
  const own = await store.writePhases(
    db,
    id,
    input.kind,
    isLive(input.state),
    phases.map(({ id: phaseId, position, ground }) => ({
      id: phaseId!,
      position,
      ground,
      input: input.phases[position]!,
    })),
  );
  if (!own) {
    return refuse("id-taken", {
      errors: [{ field: "phases", message: "an id names another intervention's phase" }],
    });
  }
  const examination = { interventionId: id, phases, nowMs, timeZone: setting.timeZone };
  await recordFindings(db, examination, goneIds, new Date(nowMs));
  return undefined;
}

/**
 * A phase keeps its id, so that links and findings stay with it: the one it is given with, else, where none of
 * them names one, that of the phase which stood at its position.
 */
function idsFor(
  phases: InterventionInput["phases"],
  old: readonly { readonly id: string }[],
): readonly string[] {
  const unnamed = phases.every(({ id }) => id === undefined);
  return phases.map(({ id }, position) => id ?? (unnamed ? old[position]?.id : undefined) ?? randomUUID());
}

export interface CreateOptions {
  /** True only for a generated programme. */
  readonly synthetic?: boolean;
  /** What is taken from elsewhere, a programme or an archive, comes in the state it has reached. */
  readonly inAnyState?: boolean;
}

type InputRefusal = DraftRefusal | Refusal<"id-taken" | "transition-not-allowed" | "invalid-recurrence">;

/** Saves a new intervention; one phase with a recurrence is unfolded. */
export async function createIntervention(
  db: Db,
  setting: Setting,
  id: string,
  given: InterventionInput,
  officeId: string,
  { actor, requestId, nowMs }: Change,
  { synthetic = false, inAnyState = false }: CreateOptions = {},
): Promise<InputRefusal | "created" | "repeated"> {
  const input = unfold(given, setting.timeZone);
  if (isRefusal(input)) return input;
  const premature = inAnyState ? null : findFirstStateProblem(input);
  if (premature !== null) return premature;
  const phases = await preparePhases(db, setting, input, idsFor(input.phases, []));
  if (isRefusal(phases)) return phases;
  const refused = await lockFor(
    db,
    phases.map(({ ground }) => boxOf(ground)),
  );
  if (refused !== null) return refused;
  const at = new Date(nowMs);
  if (!(await store.insertIntervention(db, id, input, officeId, synthetic, at))) {
    if (await store.wasCreatedWith(db, id, actor.id, input)) return "repeated";
    return refuse("id-taken", { errors: [{ field: "id", message: "already names another intervention" }] });
  }
  const written = await write(db, setting, id, input, phases, [], nowMs);
  if (isRefusal(written)) return written;
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "create",
    entity: "intervention",
    entityId: id,
    before: null,
    after: input,
    requestId,
  });
  await announce(db, {
    interventionId: id,
    officeId,
    change: "created",
    state: input.state,
    boxes: phases.map(({ ground }) => boxOf(ground)),
    nowMs,
    silent: inAnyState,
  });
  if (input.urgent && input.state === "inProgress" && !inAnyState) {
    await startRegularisation(db, id, new Date(input.phases[0]!.startsAt), setting.timeZone);
  }
  return "created";
}

type ChangeRefusal = Refusal<"not-found" | "not-allowed" | "version-conflict">;

/**
 * The intervention to be changed, held to the end of the transaction, or why it may not be.
 * @param actor who has to be allowed to change all of it; left out where the caller decides
 */
export async function claim(
  db: Db,
  id: string,
  version: number,
  actor?: Change["actor"],
): Promise<store.InterventionRow | ChangeRefusal> {
  const row = await store.findIntervention(db, id, true);
  if (row === null) return refuse("not-found");
  if (actor !== undefined && !mayChange(actor, row))
    return refuse("not-allowed", { detail: `it belongs to ${row.officeName}` });
  if (row.version !== version) {
    return refuse("version-conflict", {
      detail: `this change was made from version ${version}; it is now at version ${row.version}`,
      errors: [{ field: "version", message: `now ${row.version}` }],
    });
  }
  return row;
}

export async function updateIntervention(
  db: Db,
  setting: Setting,
  id: string,
  version: number,
  given: InterventionInput,
  { actor, requestId, nowMs }: Change,
): Promise<ChangeRefusal | InputRefusal | "updated"> {
  const row = await claim(db, id, version, actor);
  if (isRefusal(row)) return row;
  const forbidden = findChangeProblem(row, given.state, actor);
  if (forbidden !== null) return forbidden;
  const input = unfold(given, setting.timeZone);
  if (isRefusal(input)) return input;
  const old = await store.listPhasesOf(db, id);
  const ids = idsFor(input.phases, old);
  const phases = await preparePhases(db, setting, input, ids);
  if (isRefusal(phases)) return phases;
  const refused = await lockFor(db, [...old.map(boxOf), ...phases.map(({ ground }) => boxOf(ground))]);
  if (refused !== null) return refused;
  await store.updateIntervention(db, id, input, new Date(nowMs));
  const goneIds = old.map((phase) => phase.id).filter((phaseId) => !ids.includes(phaseId));
  const written = await write(db, setting, id, input, phases, goneIds, nowMs);
  if (isRefusal(written)) return written;
  const kept = input.phases.map(({ endsAt }, position) => ({ id: ids[position]!, endsAt }));
  await insertExtensions(db, id, listPutOff(row.state, old, kept, nowMs));
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "update",
    entity: "intervention",
    entityId: id,
    before: toInput(row, old),
    after: input,
    requestId,
  });
  await announce(db, {
    interventionId: id,
    officeId: row.officeId,
    change: row.state === input.state ? "updated" : "moved",
    state: input.state,
    boxes: [...old.map(boxOf), ...phases.map(({ ground }) => boxOf(ground))],
    nowMs,
  });
  return "updated";
}

export async function deleteIntervention(
  db: Db,
  setting: Setting,
  id: string,
  version: number,
  { actor, requestId, nowMs }: Change,
): Promise<ChangeRefusal | DraftRefusal | "deleted"> {
  const row = await claim(db, id, version, actor);
  if (isRefusal(row)) return row;
  const old = await store.listPhasesOf(db, id);
  const refused = await lockFor(db, old.map(boxOf));
  if (refused !== null) return refused;
  await store.markDeleted(db, id, new Date(nowMs));
  await recordFindings(
    db,
    { phases: [], nowMs, timeZone: setting.timeZone },
    old.map((phase) => phase.id),
    new Date(nowMs),
  );
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "delete",
    entity: "intervention",
    entityId: id,
    before: toInput(row, old),
    after: null,
    requestId,
  });
  await announce(db, {
    interventionId: id,
    officeId: row.officeId,
    change: "deleted",
    state: row.state,
    boxes: old.map(boxOf),
    nowMs,
  });
  return "deleted";
}

/** Whose an intervention is; null when there is none. @param lock hold it against other changes to the end */
export async function findOwner(
  db: Db,
  id: string,
  lock = false,
): Promise<Pick<store.InterventionRow, "officeId" | "officeName"> | null> {
  return store.findIntervention(db, id, lock);
}

/** Saved phases as rules are asked about them. */
export function toExamined(row: store.InterventionRow, phases: readonly store.PhaseRow[]): ExaminedPhase[] {
  return phases.map((phase) => ({
    id: phase.id,
    position: phase.position,
    polygon: phase.ground,
    line: phase.groundLine,
    subject: toSubject(row, phase),
  }));
}

/** An intervention as it stands, with its findings as they stand now; null when there is none. */
export async function findIntervention(
  db: Db,
  { timeZone }: Pick<Setting, "timeZone">,
  id: string,
  nowMs: number,
): Promise<Intervention | null> {
  const row = await store.findIntervention(db, id);
  if (row === null) return null;
  const phases = await store.listPhasesOf(db, id);
  const examined = toExamined(row, phases);
  const verdict = await judgeSaved(db, { interventionId: id, phases: examined, nowMs, timeZone });
  return toIntervention(row, phases, await listExtensions(db, id), verdict, timeZone);
}
