import { randomUUID } from "node:crypto";
import { type Counterpart, counterpartKey } from "../../../domain/conflicts/counterpart.ts";
import { evaluate, listUnknowns, rulesFor } from "../../../domain/conflicts/evaluate.ts";
import { type Circumstances, NEARBY_METRES, type Subject } from "../../../domain/conflicts/facts.ts";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { toInterval } from "../../../domain/geo/interval.ts";
import { isLive } from "../../../domain/interventions/intervention.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { Db } from "../../platform/db.ts";
import { openHolidays } from "../clock/holidays.ts";
import { findParameterValues } from "../rules-catalogue/service.ts";
import { gatherFacts } from "./gather-facts.ts";
import * as store from "./store.ts";

// The sample city is Turin's centre, so Turin's patron is kept in both.
const findHoliday = openHolidays("torino");
const isHoliday: Circumstances["isHoliday"] = (date) => findHoliday(date) !== null;

/** Rules whose findings are kept: the others are asked whenever a phase is looked at. */
const RECORDED = new Set(RULES.filter(({ recorded }) => recorded !== false).map(({ id }) => id));

/** A phase to be examined, saved or not. */
export interface ExaminedPhase {
  /** Null while it is a draft. */
  readonly id: string | null;
  readonly position: number;
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly subject: Subject;
}

/** A finding with the ground it disputes as the database keeps it. */
export interface ExaminedFinding {
  readonly finding: Finding;
  readonly ground: Buffer;
  /** What would make it another finding if it changed. */
  readonly fingerprint: string;
}

export interface Examination {
  readonly interventionId: string | null;
  readonly phases: readonly ExaminedPhase[];
  readonly nowMs: number;
  readonly timeZone: string;
}

/** What was found, and what could not be known. */
export interface Examined {
  readonly findings: readonly ExaminedFinding[];
  readonly unknown: readonly LocalizedText[];
}

/** Examines phases against all that is saved: facts by SQL, decision by the rules, ground in dispute by SQL. */
export async function examine(db: Db, examination: Examination): Promise<Examined> {
  return (await examineEach(db, [examination]))[0]!;
}

/** Several at once, each apart from its own intervention alone: the same statements, asked for all of them. */
async function examineEach(db: Db, examinations: readonly Examination[]): Promise<Examined[]> {
  const results = examinations.map(() => ({ findings: [] as ExaminedFinding[], unknown: new Map() }));
  const phases = examinations.flatMap((examination, of) =>
    examination.phases
      .filter(({ subject }) => isLive(subject.state))
      .map((phase) => ({ ...phase, of, exceptInterventionId: examination.interventionId })),
  );
  if (phases.length === 0) return results.map(() => ({ findings: [], unknown: [] }));
  const parameters = await findParameterValues(db);
  const facts = await gatherFacts(db, phases);
  const found = phases.flatMap((phase, index) => {
    const { nowMs, timeZone } = examinations[phase.of]!;
    const circumstances = { nowMs, timeZone, isHoliday, parameters };
    for (const text of listUnknowns(RULES, phase.subject, facts[index]!, circumstances)) {
      results[phase.of]!.unknown.set(text.it, text);
    }
    return evaluate(RULES, phase.subject, facts[index]!, circumstances).map((evaluation) => ({
      phase,
      ...evaluation,
    }));
  });
  const grounds = await store.listDisputedGround(
    db,
    found.map(({ phase, match }) => ({
      polygon: phase.polygon,
      subjectMetres: match.zones.subjectMetres,
      counterpartType: match.counterpart.type,
      counterpartKey: counterpartKey(match.counterpart),
      counterpartMetres: match.zones.counterpartMetres,
    })),
  );
  for (const [index, { phase, match, statement }] of found.entries()) {
    const { geometry, stored, mark } = grounds[index]!;
    const finding: Finding = {
      ...statement,
      id: null,
      phasePosition: phase.position,
      counterpart: match.counterpart,
      overlap: { geometry, ...toInterval(match.span) },
    };
    const { ruleVersion, severity, weight, overlap } = finding;
    const fingerprint = [ruleVersion, severity, weight, overlap.startsAt, overlap.endsAt, mark].join(" ");
    results[phase.of]!.findings.push({ finding, ground: stored, fingerprint });
  }
  return results.map(({ findings, unknown }) => ({ findings, unknown: [...unknown.values()] }));
}

/** Ids of the rules that were asked about phases of these kinds. */
export function listRules(phases: readonly Pick<ExaminedPhase, "subject">[]): string[] {
  return [...new Set(phases.flatMap(({ subject }) => rulesFor(RULES, subject).map((rule) => rule.id)))];
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

const sidesKey = (rule: string, { aPhaseId, counterpartType, counterpartKey }: ReturnType<typeof sidesOf>) =>
  `${rule} ${aPhaseId} ${counterpartType} ${counterpartKey}`;

/**
 * Makes the findings in force about an intervention's phases those that `examine` finds now: one that still
 * holds keeps its row, one that changed or ended is closed, a new one is added.
 *
 * @param goneIds phases that take no ground any more; their findings end
 */
export function recordFindings(
  db: Db,
  examination: Examination,
  goneIds: readonly string[],
  at: Date,
): Promise<void> {
  return recordEach(db, [examination], goneIds, at);
}

/** The same for several at once. */
export async function recordEach(
  db: Db,
  examinations: readonly Examination[],
  goneIds: readonly string[],
  at: Date,
): Promise<void> {
  const examined = await examineEach(db, examinations);
  const phaseIds = examinations
    .flatMap(({ phases }) => phases.map(({ id }) => id))
    .filter((id) => id !== null);
  const current = await store.listCurrentFindings(db, [...phaseIds, ...goneIds]);
  const standing = new Map(current.map((stored) => [sidesKey(stored.rule, stored), stored]));
  const settled = new Set<string>();
  const added: store.NewFinding[] = [];
  for (const [of, { findings }] of examined.entries()) {
    for (const { finding, ground, fingerprint } of findings) {
      if (!RECORDED.has(finding.rule)) continue;
      const own = examinations[of]!.phases.find(({ position }) => position === finding.phasePosition)?.id;
      if (own === null || own === undefined) throw new Error("findings are recorded for saved phases only");
      const sides = sidesOf(own, finding.counterpart);
      const key = sidesKey(finding.rule, sides);
      // Both sides are examined here: what the first said of the two stands.
      if (settled.has(key)) continue;
      settled.add(key);
      if (standing.get(key)?.fingerprint === fingerprint) {
        standing.delete(key);
        continue;
      }
      added.push({
        id: randomUUID(),
        rule: finding.rule,
        ruleVersion: finding.ruleVersion,
        severity: finding.severity,
        class: finding.class,
        ...sides,
        statement: {
          fingerprint,
          weight: finding.weight,
          law: finding.law,
          explanation: finding.explanation,
          clearances: finding.clearances,
        },
        ground,
        startsAt: new Date(finding.overlap.startsAt),
        endsAt: new Date(finding.overlap.endsAt),
      });
    }
  }
  await store.endFindings(
    db,
    [...standing.values()].map(({ id }) => id),
    at,
  );
  await store.insertFindings(db, added, at);
}

/** What stands now of a saved intervention: findings, each with the id it is kept under, and what they rest on. */
export async function judgeSaved(
  db: Db,
  examination: Examination,
): Promise<{ findings: Finding[]; rules: string[]; unknown: LocalizedText[] }> {
  const { findings: examined, unknown } = await examine(db, examination);
  const ids = examination.phases.map(({ id }) => id).filter((id) => id !== null);
  const kept = new Map(
    (await store.listCurrentFindings(db, ids)).map((stored) => [sidesKey(stored.rule, stored), stored.id]),
  );
  const findings = examined.map(({ finding }) => {
    const own = examination.phases.find(({ position }) => position === finding.phasePosition)!.id!;
    return { ...finding, id: kept.get(sidesKey(finding.rule, sidesOf(own, finding.counterpart))) ?? null };
  });
  const live = examination.phases.filter(({ subject }) => isLive(subject.state));
  return { findings, rules: listRules(live), unknown: [...unknown] };
}

/** Cells of 500 m: wide enough that a site touches one to four, small enough that offices rarely wait. */
const CELL_METRES = 500;
const MOST_CELLS = 4_000;

/** [west, south, east, north] in EPSG:32632 metres. */
export type GroundBox = readonly [number, number, number, number];

/**
 * Serialises saves that could be in conflict: two at once under READ COMMITTED would each miss the other's
 * finding. @returns false when the ground is too wide to be one site.
 */
export async function lockGround(db: Db, boxes: readonly GroundBox[]): Promise<boolean> {
  const keys = new Set<number>();
  for (const [west, south, east, north] of boxes) {
    const [x0, x1] = [west - NEARBY_METRES, east + NEARBY_METRES].map((x) => Math.floor(x / CELL_METRES));
    const [y0, y1] = [south - NEARBY_METRES, north + NEARBY_METRES].map((y) => Math.floor(y / CELL_METRES));
    if ((x1! - x0! + 1) * (y1! - y0! + 1) > MOST_CELLS) return false;
    for (let x = x0!; x <= x1!; x++) for (let y = y0!; y <= y1!; y++) keys.add(x * 1_000_000 + y);
  }
  await store.lockCells(db, [...keys]);
  return true;
}
