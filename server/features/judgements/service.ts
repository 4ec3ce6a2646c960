import { isDeepStrictEqual } from "node:util";
import { type Clearance, SEVERITIES } from "../../../domain/conflicts/finding.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { type Refusal, refuse } from "../../../domain/contract/problems.ts";
import { localDate } from "../../../domain/geo/calendar.ts";
import type {
  FindingHistoryEntry,
  FindingStatusFilter,
  GivenVerdict,
  JudgedFinding,
  OfficeFinding,
} from "../../../domain/judgements/contract.ts";
import { mergeEntries, tellSpells } from "../../../domain/judgements/history.ts";
import { JUDGEMENT_STATUSES, mayJudge, OPEN_STATUSES } from "../../../domain/judgements/verdict.ts";
import type { Actor } from "../../platform/actor.ts";
import { recordChange, recordChanges } from "../../platform/audit.ts";
import type { Db } from "../../platform/db.ts";
import { findIntervention, findOwner } from "../interventions/service.ts";
import { announceJudgements } from "../live/service.ts";
import { listPeopleNames } from "../people/service.ts";
import { listQueue, type QueuePage } from "./queue-store.ts";
import * as store from "./store.ts";
import { toFacts, toJudgedFindings, toJudgement } from "./view.ts";

export interface By {
  readonly actor: Pick<Actor, "id" | "role" | "officeId">;
  readonly requestId: string;
  readonly nowMs: number;
}

interface Setting {
  readonly timeZone: string;
}

const listJudged = async (db: Db, ids: readonly string[], { timeZone }: Setting, nowMs: number) =>
  toJudgedFindings(await store.listStandings(db, ids, localDate(nowMs, timeZone)));

/** Null where there is no such intervention. */
export async function listOfIntervention(
  db: Db,
  setting: Setting,
  interventionId: string,
  nowMs: number,
): Promise<JudgedFinding[] | null> {
  if ((await findOwner(db, interventionId)) === null) return null;
  return listJudged(db, await store.listFindingIds(db, interventionId), setting, nowMs);
}

/** Whether the clearance is offered for one of the findings, seen from either side, as things stand now. */
async function isOffered(
  db: Db,
  setting: Setting,
  named: readonly store.NamedFinding[],
  clearance: Clearance,
  nowMs: number,
): Promise<boolean> {
  const ids = new Set(named.map(({ id }) => id));
  for (const interventionId of new Set(named.flatMap(({ interventionIds }) => interventionIds))) {
    const found = await findIntervention(db, setting, interventionId, nowMs);
    const offered = found?.findings
      .filter(({ id }) => id !== null && ids.has(id))
      .flatMap(({ clearances }) => clearances);
    if (offered?.some((one) => isDeepStrictEqual(one, clearance))) return true;
  }
  return false;
}

/**
 * Judges findings for the actor's office. Nothing is locked: what changes them at the same instant leaves a judgement
 * of what they were, which then asks to be given anew.
 */
export async function judge(
  db: Db,
  setting: Setting,
  findingIds: readonly string[],
  given: GivenVerdict,
  { actor, requestId, nowMs }: By,
): Promise<JudgedFinding[] | Refusal<"not-allowed" | "not-found" | "finding-changed" | "bad-input">> {
  const wanted = [...new Set(findingIds)];
  const named = await store.listNamed(db, wanted);
  if (named.length < wanted.length) {
    return refuse("not-found", { errors: [{ field: "findingIds", message: "no such finding" }] });
  }
  if (actor.officeId === null || !named.every(({ officeIds }) => mayJudge(actor, officeIds))) {
    return refuse("not-allowed", { detail: "it concerns none of your office's works" });
  }
  if (!named.every(({ inForce }) => inForce)) {
    return refuse("finding-changed", {
      current: { findings: named.map(({ id, nowId }) => ({ was: id, now: nowId })) },
    });
  }
  if (given.verdict === "apply" && !(await isOffered(db, setting, named, given.clearance, nowMs))) {
    return refuse("bad-input", {
      errors: [{ field: "judgement.clearance", message: "is not offered for these findings now" }],
    });
  }
  const at = new Date(nowMs);
  const { verdict } = given;
  const written = await store.insertJudgements(db, wanted, {
    officeId: actor.officeId,
    verdict,
    reason: "reason" in given ? given.reason : null,
    action: verdict === "action" ? given.action : null,
    responsible: verdict === "action" ? given.responsible : null,
    dueOn: verdict === "action" ? given.dueOn : null,
    until: verdict === "defer" ? given.until : null,
    clearance: verdict === "apply" ? given.clearance : null,
    authorId: actor.id,
    at,
  });
  await recordChanges(
    db,
    written.map(({ id, findingId }) => ({
      nowMs,
      actorId: actor.id,
      action: "create",
      entity: "judgement",
      entityId: String(id),
      before: null,
      after: { findingId, officeId: actor.officeId, ...given },
      requestId,
    })),
  );
  await announceJudgements(db, [...new Set(named.flatMap(({ officeIds }) => officeIds))], at);
  return listJudged(db, wanted, setting, nowMs);
}

/** Adds a comment; the same one again changes nothing. */
export async function comment(
  db: Db,
  findingId: string,
  { id, text }: { readonly id: string; readonly text: string },
  { actor, requestId, nowMs }: By,
): Promise<null | Refusal<"not-allowed" | "not-found" | "id-taken">> {
  const [named] = await store.listNamed(db, [findingId]);
  if (named === undefined) return refuse("not-found");
  if (actor.officeId === null || !mayJudge(actor, named.officeIds)) {
    return refuse("not-allowed", { detail: "it concerns none of your office's works" });
  }
  const at = new Date(nowMs);
  const { officeId } = actor;
  if (!(await store.insertComment(db, { id, findingId, officeId, text, authorId: actor.id, at }))) {
    const known = await store.findComment(db, id);
    const same = known?.findingId === findingId && known.text === text && known.authorId === actor.id;
    return same ? null : refuse("id-taken", { errors: [{ field: "id", message: "is another comment's" }] });
  }
  await recordChange(db, {
    nowMs,
    actorId: actor.id,
    action: "create",
    entity: "finding_comment",
    entityId: id,
    before: null,
    after: { findingId, officeId, text },
    requestId,
  });
  await announceJudgements(db, [...new Set(named.officeIds)], at);
  return null;
}

/** Null where there is no such finding. */
export async function tellHistory(db: Db, findingId: string): Promise<FindingHistoryEntry[] | null> {
  const story = await store.findStory(db, findingId);
  if (story === null) return null;
  const said = [...story.judgements, ...story.comments];
  const names = await listPeopleNames(db, [...new Set(said.map(({ authorId }) => authorId))]);
  const by = ({ officeId, officeName, authorId, at }: (typeof said)[number]) => ({
    office: { id: officeId, name: officeName },
    author: { id: authorId, name: names.get(authorId) ?? authorId },
    at: at.toISOString(),
  });
  return mergeEntries<FindingHistoryEntry>(
    tellSpells(story.spells.map(toFacts)),
    story.judgements.map((row) => ({ kind: "judged", ...by(row), judgement: toJudgement(row.given) })),
    story.comments.map((row) => ({
      kind: "commented",
      ...by(row),
      comment: { id: row.id, text: row.text },
    })),
  );
}

const STATUSES_OF = {
  open: OPEN_STATUSES,
  "not-judged": ["not-judged"],
  "to-re-judge": ["to-re-judge"],
  all: JUDGEMENT_STATUSES,
} as const satisfies Record<FindingStatusFilter, QueuePage["statuses"]>;

interface Asked {
  readonly officeId: string;
  readonly status: FindingStatusFilter;
  readonly severities: QueuePage["severities"] | null;
  readonly after: QueuePage["after"];
  readonly limit: number;
}

export async function listForOffice(
  db: Db,
  setting: Setting,
  { officeId, status, severities, after, limit }: Asked,
  nowMs: number,
): Promise<{ findings: OfficeFinding[]; total: number; last: QueuePage["after"] }> {
  const rows = await listQueue(db, {
    officeId,
    statuses: STATUSES_OF[status],
    severities: severities ?? SEVERITIES,
    today: localDate(nowMs, setting.timeZone),
    after,
    limit,
  });
  const judged = await listJudged(
    db,
    rows.map(({ findingIds }) => findingIds[0]!),
    setting,
    nowMs,
  );
  const byId = new Map(judged.map((one) => [one.findingId, one]));
  const findings = rows.map(({ rank: _, total: __, startsAt, endsAt, ...row }): OfficeFinding => {
    const { standings, commentCount } = byId.get(row.findingIds[0]!)!;
    return {
      ...row,
      title: titleOf(row.rule),
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      standings: standings.toSorted(
        (a, b) => Number(b.office.id === officeId) - Number(a.office.id === officeId),
      ),
      commentCount,
    };
  });
  const last = rows.at(-1);
  return {
    findings,
    total: last?.total ?? 0,
    last: last === undefined ? null : [last.rank, last.startsAt.getTime(), last.findingIds[0]!],
  };
}

/** A rule that is no more has left its findings until they are examined again. */
function titleOf(rule: string): OfficeFinding["title"] {
  return RULES.find(({ id }) => id === rule)?.title ?? { it: rule, en: rule };
}
