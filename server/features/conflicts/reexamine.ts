/** Examining again what a changed rule or value touches: in the background, page by page, to be stopped and resumed. */
import type { Reexamination } from "../../../domain/rules-catalogue/contract.ts";
import type { Database, Db } from "../../platform/db.ts";
import { announceAllFindings } from "../live/service.ts";
import { countExaminations } from "./examination-store.ts";
import { findPresentRules, listTouchedKinds, listTouchedRules } from "./present-rules.ts";
import { PAGE, recomputePage } from "./recompute.ts";
import * as store from "./reexamination-store.ts";
import { findSetting, RULES_SETTING, writeSetting } from "./setting-store.ts";
import { lockRules } from "./store.ts";

export const REEXAMINE = "recompute-findings";

/**
 * Writes down what is to be examined again, in the transaction of the change: rules that differ from those the findings
 * were made by, and those of an examination that is not done, for part of its findings are made by values that no
 * longer hold. One that already goes towards the present rules is left alone.
 *
 * @returns whether there is anything to set going
 */
export async function askReexamination(db: Db, at: Date): Promise<boolean> {
  await store.lockReexaminations(db);
  await lockRules(db, "change");
  const madeBy = await findSetting(db, RULES_SETTING);
  const target = await findPresentRules(db);
  const open = await store.findOpen(db);
  if (open !== null && open.target === target) return open.state !== "stopped";
  const rules = [...new Set([...listTouchedRules(madeBy, target), ...(open?.rules ?? [])])];
  if (open !== null) await store.changeState(db, open.id, [open.state], "superseded", at);
  if (rules.length === 0) {
    await writeSetting(db, RULES_SETTING, target);
    return false;
  }
  const kinds = new Set([...listTouchedKinds(rules, madeBy, target), ...(open?.kinds ?? [])]);
  await store.insertReexamination(db, { rules, kinds: [...kinds], target }, at);
  return true;
}

export interface ReexamineOptions {
  readonly signal?: AbortSignal;
  /** Interventions a transaction. */
  readonly pageSize?: number;
  /** Called after each page is committed; what it throws ends the work as the death of the process would. */
  readonly onPage?: () => Promise<void> | void;
}

/** Does what is asked for until nothing is, or it is stopped. What it did is committed page by page with how far it is. */
export async function reexamine(
  database: Database,
  city: string,
  timeZone: string,
  now: () => number,
  { signal, pageSize = PAGE[database.kind], onPage }: ReexamineOptions = {},
): Promise<void> {
  while (signal?.aborted !== true) {
    const goesOn = await database.transaction(city, (db) => takePage(db, timeZone, pageSize, now()));
    if (!goesOn) return;
    await onPage?.();
  }
}

/**
 * One page with how far that brings it. Its row is held meanwhile: who changes a value waits for the page to end, so
 * that one examination sees one set of values.
 */
async function takePage(db: Db, timeZone: string, pageSize: number, nowMs: number): Promise<boolean> {
  const going = await store.takeGoing(db);
  if (going === null) return false;
  const { id, kinds, rules, target } = going;
  const touched = { kinds, ruleIds: rules };
  const afterId = await recomputePage(db, timeZone, going.afterId, pageSize, nowMs, touched);
  const total = going.total ?? (await countExaminations(db, kinds));
  if (afterId !== null) {
    const done = await countExaminations(db, kinds, afterId);
    await store.writeProgress(db, { id, total, done, afterId });
    return true;
  }
  await store.writeProgress(db, { ...going, total, done: total });
  await store.changeState(db, id, ["running"], "done", new Date(nowMs));
  await writeSetting(db, RULES_SETTING, target);
  await announceAllFindings(db, new Date(nowMs));
  return true;
}

/** Notes that what is under way did not succeed, so that it is told as such until somebody has it go on. */
export async function noteFailure(db: Db): Promise<void> {
  const going = await store.takeGoing(db);
  if (going !== null) await store.changeState(db, going.id, ["running"], "failed");
}

export async function findLatestReexamination(db: Db): Promise<Reexamination | null> {
  const row = await store.findLatest(db);
  if (row === null) return null;
  const { id, state, rules, done, total, askedAt, endedAt } = row;
  return {
    id,
    state,
    rules: [...rules],
    done,
    total,
    askedAt: askedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/** @returns false when it is not under way */
export const stop = (db: Db, id: number): Promise<boolean> =>
  store.changeState(db, id, ["waiting", "running", "failed"], "stopped");

/** @returns false when it was neither stopped nor failed */
export const resume = (db: Db, id: number): Promise<boolean> =>
  store.changeState(db, id, ["stopped", "failed"], "waiting");
