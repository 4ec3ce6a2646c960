import { isRefusal, type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { type InterventionInput, isLive } from "../../../domain/interventions/intervention.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { type ExaminedPhase, judgeSaved, recordFindings } from "../conflicts/service.ts";
import { toSubject } from "../conflicts/subject.ts";
import { findChangeProblem, listPutOff, unfold } from "./admissible.ts";
import { announce } from "./announce.ts";
import type { InputRefusal } from "./create.ts";
import { insertExtensions, listExtensions } from "./lifecycle-store.ts";
import {
  boxOf,
  concernedBoxes,
  type DraftRefusal,
  idsFor,
  lockFor,
  type Prepared,
  preparePhases,
} from "./prepare-phases.ts";
import type { Change, Setting } from "./setting.ts";
import * as store from "./store.ts";
import { toInput, toIntervention } from "./view.ts";

export { createIntervention } from "./create.ts";
export { boxOf, concernedBoxes, lockFor, prepareDraft } from "./prepare-phases.ts";
export type { Change, Setting } from "./setting.ts";

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
  await store.freePositions(db, id);
  const foreign = await store.writePhases(
    db,
    phases.map(({ id: phaseId, position, ground }) => ({
      id: phaseId!,
      interventionId: id,
      kind: input.kind,
      live: isLive(input.state),
      position,
      ground,
      input: input.phases[position]!,
    })),
  );
  if (foreign.length > 0) {
    return refuse("id-taken", {
      errors: [{ field: "phases", message: "an id names another intervention's phase" }],
    });
  }
  const examination = { interventionId: id, phases, nowMs, timeZone: setting.timeZone };
  await recordFindings(db, examination, goneIds, new Date(nowMs));
  return undefined;
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
  const refused = await lockFor(db, [
    ...old.flatMap(concernedBoxes),
    ...phases.flatMap(({ ground }) => concernedBoxes(ground)),
  ]);
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
  const refused = await lockFor(db, old.flatMap(concernedBoxes));
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
    detour: phase.groundDetour,
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
