import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { toInterval, toSpan } from "../../../domain/geo/interval.ts";
import { mayJudge } from "../../../domain/judgements/verdict.ts";
import type { Notice } from "../../../domain/notices/contract.ts";
import type { Answer, Offer, Proposal, ProposalOption, Side } from "../../../domain/proposals/contract.ts";
import { mayAnswer, type ProposalAction, standingOf } from "../../../domain/proposals/proposal-state.ts";
import { listOptions } from "../../../domain/proposals/savings.ts";
import type { Actor } from "../../platform/actor.ts";
import { recordChange } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { findCircumstances } from "../conflicts/service.ts";
import { announceJudgements } from "../live/service.ts";
import { noticeProposal } from "../notices/service.ts";
import * as store from "./store.ts";
import { spanOf, toProposal, toSaved, toSide } from "./view.ts";

interface Setting {
  readonly timeZone: string;
}

export interface By {
  readonly actor: Pick<Actor, "id" | "role" | "officeId">;
  readonly requestId: string;
  readonly nowMs: number;
}

const NOTICES: Readonly<Record<ProposalAction, Extract<Notice["kind"], `proposal${string}`>>> = {
  propose: "proposalMade",
  counter: "proposalCountered",
  accept: "proposalAccepted",
  decline: "proposalDeclined",
  withdraw: "proposalWithdrawn",
};

type Sides = Pick<store.PairRow, "a" | "b">;
const ownersOf = ({ a, b }: Sides) => [a.officeId, b.officeId];
const partsOf = ({ a, b }: Sides, movingPhaseId: string) =>
  movingPhaseId === a.phaseId ? ([a, b] as const) : ([b, a] as const);

export async function listOf(
  db: Db,
  { timeZone }: Setting,
  asked: {
    readonly officeId: string | null;
    readonly interventionId: string | null;
    readonly status: "open" | "all";
  },
): Promise<Proposal[]> {
  const rows = await store.listProposals(db, {
    // One intervention's are read by whoever may judge; the rest is one's own office's.
    officeId: asked.interventionId === null ? asked.officeId : null,
    interventionId: asked.interventionId,
    running: asked.status === "open",
  });
  const proposals = rows.map((row) => toProposal(row, asked.officeId, timeZone));
  return asked.status === "open" ? proposals.filter(({ applied }) => !applied) : proposals;
}

/** Dates on which the two of an opportunity would dig once: each beside the other, and each with the other. */
export async function tellOptions(
  db: Db,
  { timeZone }: Setting,
  findingId: string,
  nowMs: number,
): Promise<{ sides: [Side, Side]; options: ProposalOption[] } | Refusal<"not-found" | "finding-changed">> {
  const pair = await store.findPair(db, findingId);
  if (pair === null) return refuse("not-found");
  if (!pair.inForce) return refuse("finding-changed");
  const circumstances = await findCircumstances(db, { nowMs, timeZone });
  const options = [pair.a, pair.b].flatMap((side): ProposalOption[] => {
    const [moving, staying] = partsOf(pair, side.phaseId);
    const [was, other] = [spanOf(moving)!, spanOf(staying)!];
    return listOptions({ kind: "roadwork", span: was }, other, circumstances).map(({ mode, days, span }) => ({
      movingPhaseId: moving.phaseId,
      ...toInterval(span),
      mode,
      days,
      saved: toSaved(was, span, other, pair.sharedSquareMetres, timeZone),
    }));
  });
  return { sides: [toSide(pair.a), toSide(pair.b)], options };
}

/** The offer as it is kept: beside the dates that it was reckoned from. */
function toKept(sides: Sides, offer: Offer, nowMs: number): store.NewStep["offer"] | Refusal<"bad-input"> {
  const wrong = (field: string, message: string) =>
    refuse("bad-input", { errors: [{ field: `offer.${field}`, message }] });
  if (![sides.a.phaseId, sides.b.phaseId].includes(offer.movingPhaseId)) {
    return wrong("movingPhaseId", "is neither of the two works");
  }
  const [moving, staying] = partsOf(sides, offer.movingPhaseId);
  const [was, other] = [spanOf(moving), spanOf(staying)];
  if (was === null || other === null) return wrong("movingPhaseId", "one of the two works is there no more");
  if (was.startMs < nowMs) return wrong("movingPhaseId", "has begun already");
  if (toSpan(offer).startMs < nowMs) return wrong("startsAt", "is past");
  const pair = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => [startsAt, endsAt] as const;
  return {
    movingPhaseId: offer.movingPhaseId,
    was: pair(toInterval(was)),
    to: pair(offer),
    other: pair(toInterval(other)),
  };
}

/** Writes the step down, and tells the other owner. */
async function say(
  db: Db,
  sides: Sides,
  step: Omit<store.NewStep, "at" | "authorId" | "officeId">,
  { actor, requestId, nowMs }: By,
  before: string | null,
): Promise<void> {
  const at = new Date(nowMs);
  const officeId = actor.officeId!;
  await store.insertStep(db, { ...step, officeId, authorId: actor.id, at });
  const { proposalId, ...after } = step;
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: before === null ? "create" : "update",
    entity: "proposal",
    entityId: proposalId,
    before: before === null ? null : { state: before },
    after: { officeId, ...after },
    requestId,
  });
  const [own, other] = sides.a.officeId === officeId ? [sides.a, sides.b] : [sides.b, sides.a];
  if (other.officeId !== officeId) {
    const told = [{ officeId: other.officeId, ownId: other.interventionId }];
    await noticeProposal(db, NOTICES[step.action], own.interventionId, told, at);
  }
  await announceJudgements(db, [...new Set(ownersOf(sides))], at);
}

export async function make(
  db: Db,
  setting: Setting,
  { id, findingId, offer, reason }: { id: string; findingId: string; offer: Offer; reason: string | null },
  by: By,
): Promise<
  | Proposal
  | Refusal<"not-found" | "not-allowed" | "finding-changed" | "proposal-changed" | "id-taken" | "bad-input">
> {
  const { actor, nowMs } = by;
  const pair = await store.findPair(db, findingId);
  if (pair === null) {
    return refuse("not-found", { errors: [{ field: "findingId", message: "no such opportunity" }] });
  }
  if (actor.officeId === null || !mayJudge(actor, ownersOf(pair))) {
    return refuse("not-allowed", { detail: "it concerns none of your office's works" });
  }
  await store.lockPair(db, pair);
  const known = await store.findProposal(db, id);
  if (known !== null) {
    const isSame = known.findingId === findingId && known.steps[0]!.officeId === actor.officeId;
    return isSame ? toProposal(known, actor.officeId, setting.timeZone) : refuse("id-taken");
  }
  if (!pair.inForce) return refuse("finding-changed");
  if (await store.hasRunning(db, pair)) {
    return refuse("proposal-changed", { detail: "a proposal about these two works is being answered" });
  }
  const kept = toKept(pair, offer, nowMs);
  if (kept !== null && "refusal" in kept) return kept;
  await store.insertProposal(db, id, pair);
  await say(db, pair, { proposalId: id, action: "propose", reason, offer: kept }, by, null);
  return toProposal((await store.findProposal(db, id))!, actor.officeId, setting.timeZone);
}

export async function answer(
  db: Db,
  setting: Setting,
  proposalId: string,
  { after, answer: given }: { after: number; answer: Answer },
  by: By,
): Promise<
  | Proposal
  | Refusal<"not-found" | "not-allowed" | "proposal-changed" | "transition-not-allowed" | "bad-input">
> {
  const { actor, nowMs } = by;
  const row = await store.findProposal(db, proposalId, true);
  if (row === null) return refuse("not-found");
  const owners = ownersOf(row);
  if (actor.officeId === null || !mayJudge(actor, owners)) {
    return refuse("not-allowed", { detail: "it concerns none of your office's works" });
  }
  if (row.steps.at(-1)!.id !== after) {
    return refuse("proposal-changed", {
      errors: [{ field: "after", message: `now ${row.steps.at(-1)!.id}` }],
    });
  }
  const standing = standingOf(row.steps, owners);
  const { action } = given;
  if (!mayAnswer(standing, actor.officeId).includes(action)) {
    return refuse("transition-not-allowed", {
      detail: `${action} is no answer to one that is ${standing.state}`,
    });
  }
  if (action === "accept" && toProposal(row, actor.officeId, setting.timeZone).outdated) {
    return refuse("proposal-changed", { detail: "one of the works has other dates by now" });
  }
  const offer = given.action === "counter" ? toKept(row, given.offer, nowMs) : null;
  if (offer !== null && "refusal" in offer) {
    const errors = offer.errors?.map(({ field, message }) => ({ field: `answer.${field}`, message }));
    return refuse("bad-input", errors === undefined ? {} : { errors });
  }
  const reason = "reason" in given ? given.reason : null;
  await say(db, row, { proposalId, action, reason, offer }, by, standing.state);
  return toProposal((await store.findProposal(db, proposalId))!, actor.officeId, setting.timeZone);
}
