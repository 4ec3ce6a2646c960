import type { z } from "zod";
import { isRefusal, type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { type InterventionState, isLive } from "../../../domain/interventions/intervention.ts";
import {
  findTransition,
  isReinstatementNeeded,
  mayMake,
  type Reinstatement,
  type Transition,
} from "../../../domain/interventions/lifecycle.ts";
import type { makeTransition as contract } from "../../../domain/interventions/lifecycle-contract.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { recordFindings } from "../conflicts/service.ts";
import { startRegularisation } from "../urgent/regularisation.ts";
import { refuseTransition } from "./admissible.ts";
import { announce } from "./announce.ts";
import { insertExtensions, moveIntervention, putOffEnd } from "./lifecycle-store.ts";
import { boxOf, type Change, claim, concernedBoxes, lockFor, type Setting, toExamined } from "./service.ts";
import * as store from "./store.ts";

type Asked = z.output<(typeof contract)["body"]>;
type TransitionRefusal = Refusal<
  | "not-found"
  | "not-allowed"
  | "version-conflict"
  | "transition-not-allowed"
  | "bad-input"
  | "invalid-footprint"
>;

const MAX_PHASE_MS = 10 * 366 * 86_400_000;

function badField(field: string, message: string): Refusal<"bad-input"> {
  return refuse("bad-input", { errors: [{ field, message }] });
}

function findMissing(
  { needs }: Transition,
  asked: Asked,
  row: store.InterventionRow,
): Refusal<"bad-input"> | null {
  const optional = isReinstatementNeeded(row.kind) || row.reinstatement !== null ? [] : ["reinstatement"];
  const known = { ...asked, reinstatement: asked.reinstatement ?? row.reinstatement ?? undefined };
  const missing = needs.find((need) => known[need] === undefined && !optional.includes(need));
  return missing === undefined ? null : badField(missing, `${asked.transition} asks for it`);
}

/** The phase whose end an extension puts off: the named one, else the one that ends last. */
function findExtended(
  phases: readonly store.PhaseRow[],
  asked: Asked,
): store.PhaseRow | Refusal<"bad-input"> {
  const latest = [...phases].sort((a, b) => b.endsAt.getTime() - a.endsAt.getTime())[0];
  const phase = asked.phaseId === undefined ? latest : phases.find(({ id }) => id === asked.phaseId);
  if (phase === undefined) return badField("phaseId", "none of its phases");
  const to = Date.parse(asked.endsAt!);
  if (to <= phase.endsAt.getTime()) return badField("endsAt", `must be after ${phase.endsAt.toISOString()}`);
  if (to - phase.startsAt.getTime() > MAX_PHASE_MS) return badField("endsAt", "within 10 years of its start");
  return phase;
}

/** A roadwork that is taken back for good was restored for good; else what was told before holds. */
function reinstatementAfter(
  { verb }: Transition,
  asked: Asked,
  row: store.InterventionRow,
): Reinstatement | null {
  if (verb === "reinstate") return "definitive";
  if (verb === "complete" || verb === "takeBack") return asked.reinstatement ?? row.reinstatement;
  return row.reinstatement;
}

/** Takes an intervention on in its lifecycle: state, ends and findings with it, written down in audit and ledger. */
export async function makeTransition(
  db: Db,
  setting: Setting,
  id: string,
  asked: Asked,
  { actor, requestId, nowMs }: Change,
): Promise<TransitionRefusal | "made"> {
  const row = await claim(db, id, asked.version);
  if (isRefusal(row)) return row;
  const transition = findTransition(asked.transition, row);
  if (transition === null) return refuseTransition(`none called ${asked.transition} from ${row.state}`);
  if (!mayMake(transition, actor, row)) {
    return refuseTransition(`${asked.transition} of ${row.officeName}'s is for ${transition.who.join(", ")}`);
  }
  const missing = findMissing(transition, asked, row);
  if (missing !== null) return missing;
  const old = await store.listPhasesOf(db, id);
  const extended = transition.verb === "extend" ? findExtended(old, asked) : null;
  if (isRefusal(extended)) return extended;
  const refused = await lockFor(db, old.flatMap(concernedBoxes));
  if (refused !== null) return refused as Refusal<"invalid-footprint">;

  const at = new Date(nowMs);
  const state: InterventionState = transition.to ?? row.state;
  const reinstatement = reinstatementAfter(transition, asked, row);
  await moveIntervention(db, id, {
    state,
    live: isLive(state),
    urgent: row.urgent || transition.verb === "startUrgently",
    reinstatement,
    reinstatedAt: reinstatement === row.reinstatement ? row.reinstatedAt : at,
    at,
  });
  if (transition.verb === "startUrgently") await startRegularisation(db, id, at, setting.timeZone);
  if (extended !== null) {
    const to = new Date(asked.endsAt!);
    await putOffEnd(db, extended.id, to);
    const { id: phaseId, endsAt: from } = extended;
    await insertExtensions(db, id, [{ phaseId, from, to, reason: asked.reason!, at }]);
  }
  const moved = (await store.findIntervention(db, id))!;
  const phases = toExamined(moved, await store.listPhasesOf(db, id));
  await recordFindings(db, { phases, nowMs, timeZone: setting.timeZone }, [], at);
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "transition",
    entity: "intervention",
    entityId: id,
    before: { state: row.state },
    after: {
      verb: transition.verb,
      state,
      reason: asked.reason ?? null,
      endsAt: extended === null ? null : asked.endsAt,
      phaseId: extended?.id ?? null,
      reinstatement: reinstatement === row.reinstatement ? null : reinstatement,
    },
    requestId,
  });
  await announce(db, {
    interventionId: id,
    officeId: row.officeId,
    change: state === row.state ? "updated" : "moved",
    state,
    boxes: old.map(boxOf),
    nowMs,
  });
  return "made";
}
