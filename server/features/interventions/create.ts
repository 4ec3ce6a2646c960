/** New interventions, one by a planner's hand or hundreds of a programme or an archive: the same way for all of them. */
import { isRefusal, type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { type InterventionInput, isLive } from "../../../domain/interventions/intervention.ts";
import { recordChanges } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { recordEach } from "../conflicts/service.ts";
import { startRegularisation } from "../urgent/regularisation.ts";
import { findFirstStateProblem, unfold } from "./admissible.ts";
import { announceCreated } from "./announce.ts";
import {
  boxOf,
  concernedBoxes,
  type DraftRefusal,
  idsFor,
  lockFor,
  type Prepared,
  prepareEach,
} from "./prepare-phases.ts";
import type { Change, Setting } from "./setting.ts";
import * as store from "./store.ts";

export interface CreateOptions {
  /** True only for a generated programme. */
  readonly synthetic?: boolean;
  /** What is taken from elsewhere, a programme or an archive, comes in the state it has reached. */
  readonly inAnyState?: boolean;
}

export type InputRefusal =
  | DraftRefusal
  | Refusal<"id-taken" | "transition-not-allowed" | "invalid-recurrence">;
type Outcome = InputRefusal | "created" | "repeated";

export interface NewIntervention {
  readonly id: string;
  readonly officeId: string;
  readonly input: InterventionInput;
}

/** Saves a new intervention; one phase with a recurrence is unfolded. */
export async function createIntervention(
  db: Db,
  setting: Setting,
  id: string,
  input: InterventionInput,
  officeId: string,
  change: Change,
  options: CreateOptions = {},
): Promise<Outcome> {
  return (await createInterventions(db, setting, [{ id, officeId, input }], change, options))[0]!;
}

type Ready = NewIntervention & { readonly phases: readonly Prepared[] };

/**
 * Saves several at once, by as many statements as one takes: what is refused of them holds up no other. Their ground is
 * locked together and their findings, those among themselves too, are what saving them one after the other records.
 * @returns what became of each, in their order
 */
export async function createInterventions(
  db: Db,
  setting: Setting,
  asked: readonly NewIntervention[],
  change: Change,
  { synthetic = false, inAnyState = false }: CreateOptions = {},
): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>();
  const drawn: { index: number; one: NewIntervention; ids: readonly string[] }[] = [];
  for (const [index, one] of asked.entries()) {
    const input = unfold(one.input, setting.timeZone);
    const refused = isRefusal(input) ? input : inAnyState ? null : findFirstStateProblem(input);
    if (refused !== null) outcomes.set(index, refused);
    else if (!isRefusal(input)) drawn.push({ index, one: { ...one, input }, ids: idsFor(input.phases, []) });
  }
  const prepared = await prepareEach(
    db,
    setting,
    drawn.map(({ one, ids }) => ({ draft: one.input, ids })),
  );
  const ready: (Ready & { index: number })[] = [];
  for (const [at, { index, one }] of drawn.entries()) {
    const phases = prepared[at]!;
    if (isRefusal(phases)) outcomes.set(index, phases);
    else ready.push({ ...one, phases, index });
  }
  const lockable = await lockEach(db, ready, (index, refusal) => outcomes.set(index, refusal));
  const at = new Date(change.nowMs);
  const written = new Set(await store.insertInterventions(db, lockable, synthetic, at));
  const fresh: (Ready & { index: number })[] = [];
  for (const one of lockable) {
    // Of two that bear one id the first is it.
    if (written.delete(one.id)) fresh.push(one);
    else outcomes.set(one.index, await tellTaken(db, one, change));
  }
  const foreign = new Set(await writePhases(db, fresh));
  if (foreign.size > 0) await store.forgetNew(db, [...foreign]);
  const created = fresh.filter(({ id }) => !foreign.has(id));
  for (const { index, id } of fresh) {
    outcomes.set(
      index,
      foreign.has(id) ? taken("phases", "an id names another intervention's phase") : "created",
    );
  }
  await record(db, setting, created, change, inAnyState);
  return asked.map((_, index) => outcomes.get(index)!);
}

function taken(field: string, message: string): Refusal<"id-taken"> {
  return refuse("id-taken", { errors: [{ field, message }] });
}

/** Held in one order, whoever else saves; where something is too wide to be held, all that is not. */
async function lockEach<T extends Ready & { readonly index: number }>(
  db: Db,
  ready: readonly T[],
  refused: (index: number, refusal: DraftRefusal) => void,
): Promise<readonly T[]> {
  const boxesOf = ({ phases }: Ready) => phases.flatMap(({ ground }) => concernedBoxes(ground));
  if (ready.length === 0 || (await lockFor(db, ready.flatMap(boxesOf))) === null) return ready;
  const lockable: T[] = [];
  for (const one of ready) {
    const refusal = await lockFor(db, boxesOf(one));
    if (refusal === null) lockable.push(one);
    else refused(one.index, refusal);
  }
  return lockable;
}

/** The same request once more, or another intervention under an id that is in use. */
async function tellTaken(db: Db, { id, input }: NewIntervention, { actor }: Change): Promise<Outcome> {
  if (await store.wasCreatedWith(db, id, actor.id, input)) return "repeated";
  return taken("id", "already names another intervention");
}

/** @returns interventions of which a phase bears the id of another's */
function writePhases(db: Db, fresh: readonly Ready[]): Promise<string[]> {
  return store.writePhases(
    db,
    fresh.flatMap(({ id, input, phases }) =>
      phases.map(({ id: phaseId, position, ground }) => ({
        id: phaseId!,
        interventionId: id,
        kind: input.kind,
        live: isLive(input.state),
        position,
        ground,
        input: input.phases[position]!,
      })),
    ),
  );
}

/** What follows from their being there: findings, audit, the word to whoever looks, the clock of urgent ones. */
async function record(
  db: Db,
  { timeZone }: Setting,
  created: readonly Ready[],
  { actor, requestId, nowMs }: Change,
  inAnyState: boolean,
): Promise<void> {
  if (created.length === 0) return;
  const examinations = created.map(({ id, phases }) => ({ interventionId: id, phases, nowMs, timeZone }));
  await recordEach(db, examinations, [], new Date(nowMs));
  await recordChanges(
    db,
    created.map(({ id, input }) => ({
      nowMs,
      actorId: actor.id,
      action: "create",
      entity: "intervention",
      entityId: id,
      before: null,
      after: input,
      requestId,
    })),
  );
  await announceCreated(
    db,
    created.map(({ id, officeId, input, phases }) => ({
      interventionId: id,
      officeId,
      state: input.state,
      boxes: phases.map(({ ground }) => boxOf(ground)),
    })),
    // What is taken from elsewhere by the thousand fills nobody's notices.
    { nowMs, silent: inAnyState },
  );
  for (const { id, input } of created) {
    if (!input.urgent || input.state !== "inProgress" || inAnyState) continue;
    await startRegularisation(db, id, new Date(input.phases[0]!.startsAt), timeZone);
  }
}
