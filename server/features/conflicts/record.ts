import { randomUUID } from "node:crypto";
import { type Counterpart, counterpartKey } from "../../../domain/conflicts/counterpart.ts";
import { classOf, type Found, find } from "../../../domain/conflicts/evaluate.ts";
import type { Subject } from "../../../domain/conflicts/facts.ts";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { isLive } from "../../../domain/interventions/intervention.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { Db } from "../../platform/db.ts";
import { findCircumstances } from "./circumstances.ts";
import { insertFindings, type NewFinding } from "./disputed-ground-store.ts";
import { type Examination, examine, listRules } from "./examine.ts";
import { gatherForSaved, type SavedPhase } from "./gather-facts.ts";
import * as store from "./store.ts";

/** Rules whose findings are kept: the others are asked whenever a phase is looked at. */
const RECORDED = RULES.filter(({ recorded }) => recorded !== false);

/** Phases as they are saved, of one intervention or of many. */
export interface Recording {
  readonly phases: readonly { readonly id: string | null; readonly subject: Subject }[];
  readonly nowMs: number;
  readonly timeZone: string;
  /** Ids of the rules asked, also of rules that are no more; those of others stay as they are. Default: all. */
  readonly ruleIds?: readonly string[];
}

/** The two sides of a finding as they are kept: of two phases the one with the smaller id comes first. */
function sidesOf(ownPhaseId: string, counterpart: Counterpart) {
  const key = counterpartKey(counterpart);
  const turned = counterpart.type === "phase" && key < ownPhaseId;
  return {
    aPhaseId: turned ? key : ownPhaseId,
    counterpartType: counterpart.type,
    counterpartKey: turned ? ownPhaseId : key,
  };
}

type Sides = ReturnType<typeof sidesOf>;
const keyOfSides = (rule: string, { aPhaseId, counterpartType, counterpartKey: key }: Sides) =>
  `${rule} ${aPhaseId} ${counterpartType} ${key}`;

/**
 * Makes the findings in force about these phases those that the rules find now: one that still holds keeps its row, one
 * that changed or ended is closed, a new one is added. What would clear them is not asked: it is found when a finding
 * is shown.
 *
 * @param goneIds phases that take no ground any more; their findings end
 */
export async function recordFindings(
  db: Db,
  { phases: given, nowMs, timeZone, ruleIds }: Recording,
  goneIds: readonly string[],
  at: Date,
): Promise<void> {
  const phases = given.map(({ id, subject }) => {
    if (id === null) throw new Error("findings are recorded for saved phases only");
    return { id, subject };
  });
  const current = await store.listCurrentFindings(db, [...phases.map(({ id }) => id), ...goneIds], ruleIds);
  const standing = new Map(current.map((stored) => [keyOfSides(stored.rule, stored), stored]));
  const live = phases.filter(({ subject }) => isLive(subject.state));
  const added: NewFinding[] = [];
  for (const { own, sides, found, fingerprint } of await findAll(db, live, { nowMs, timeZone, ruleIds })) {
    const key = keyOfSides(found.asked.id, sides);
    if (standing.get(key)?.fingerprint === fingerprint) standing.delete(key);
    else added.push(toNew(own, sides, found, fingerprint));
  }
  await store.endFindings(
    db,
    [...standing.values()].map(({ id }) => id),
    at,
  );
  await insertFindings(db, added, at);
}

/** The same for several interventions, of one moment, at once. */
export async function recordEach(
  db: Db,
  recordings: readonly Recording[],
  goneIds: readonly string[],
  at: Date,
): Promise<void> {
  const [first] = recordings;
  if (first === undefined) return;
  const phases = recordings.flatMap((recording) => recording.phases);
  await recordFindings(db, { ...first, phases }, goneIds, at);
}

interface Recorded {
  readonly own: string;
  readonly sides: Sides;
  readonly found: Found;
  /** What would make it another finding if it changed. */
  readonly fingerprint: string;
}

/** What is found about these phases now; of a pair of which both are asked about, what the first said of the two. */
async function findAll(
  db: Db,
  phases: readonly SavedPhase[],
  { ruleIds, ...when }: Pick<Recording, "nowMs" | "timeZone" | "ruleIds">,
): Promise<Recorded[]> {
  const asked = ruleIds === undefined ? RECORDED : RECORDED.filter(({ id }) => ruleIds.includes(id));
  if (phases.length === 0 || asked.length === 0) return [];
  await store.lockRules(db, "examine");
  const circumstances = await findCircumstances(db, when);
  const facts = await gatherForSaved(db, asked, phases);
  const first = new Map<string, { own: string; sides: Sides; found: Found }>();
  for (const [index, { id: own, subject }] of phases.entries()) {
    for (const found of find(asked, subject, facts[index]!, circumstances)) {
      const sides = sidesOf(own, found.match.counterpart);
      const key = keyOfSides(found.asked.id, sides);
      if (!first.has(key)) first.set(key, { own, sides, found });
    }
  }
  const all = [...first.values()];
  const marks = await store.listPlaceMarks(
    db,
    all.map(({ sides }) => sides),
  );
  return all.map((one) => ({ ...one, fingerprint: fingerprintOf(one.sides, one.found, marks) }));
}

/** The same from either side. */
function fingerprintOf(sides: Sides, { asked, match }: Found, marks: store.PlaceMarks): string {
  const { severity, weight, span, counterpart } = match;
  const taken = "squareMetres" in counterpart ? Math.round(counterpart.squareMetres ?? -1) : "";
  return [
    asked.version,
    severity,
    weight,
    span.startMs,
    span.endMs,
    marks.get(`phase ${sides.aPhaseId}`),
    marks.get(`${sides.counterpartType} ${sides.counterpartKey}`) ?? taken,
  ].join(" ");
}

function toNew(own: string, sides: Sides, { asked, match }: Found, fingerprint: string): NewFinding {
  return {
    id: randomUUID(),
    rule: asked.id,
    ruleVersion: asked.version,
    severity: match.severity,
    class: classOf({ asked, match }),
    ...sides,
    statement: { fingerprint, weight: match.weight, law: asked.law, explanation: match.explanation() },
    ownPhaseId: own,
    otherKey: counterpartKey(match.counterpart),
    zones: match.zones,
    startsAt: new Date(match.span.startMs),
    endsAt: new Date(match.span.endMs),
  };
}

/** What stands now of a saved intervention: findings, each with the id it is kept under, and what they rest on. */
export async function judgeSaved(
  db: Db,
  examination: Examination,
): Promise<{ findings: Finding[]; rules: string[]; unknown: LocalizedText[] }> {
  const { findings: examined, unknown } = await examine(db, examination);
  const ids = examination.phases.map(({ id }) => id).filter((id) => id !== null);
  const kept = new Map(
    (await store.listCurrentFindings(db, ids)).map((stored) => [keyOfSides(stored.rule, stored), stored.id]),
  );
  const findings = examined.map((finding) => {
    const own = examination.phases.find(({ position }) => position === finding.phasePosition)!.id!;
    const sides = sidesOf(own, finding.counterpart);
    return { ...finding, id: kept.get(keyOfSides(finding.rule, sides)) ?? null };
  });
  const live = examination.phases.filter(({ subject }) => isLive(subject.state));
  return { findings, rules: listRules(live), unknown: [...unknown] };
}
