import { counterpartKey } from "../../../domain/conflicts/counterpart.ts";
import { listUnknowns, openEvaluation, rulesFor } from "../../../domain/conflicts/evaluate.ts";
import type { Subject } from "../../../domain/conflicts/facts.ts";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { toInterval } from "../../../domain/geo/interval.ts";
import { isLive } from "../../../domain/interventions/intervention.ts";
import type { LocalizedText } from "../../../domain/localized.ts";
import type { Db } from "../../platform/db.ts";
import { findCircumstances } from "./circumstances.ts";
import { listDisputedShapes } from "./disputed-ground-store.ts";
import { gatherForDrawn } from "./gather-facts.ts";

/** A phase to be examined, saved or not. */
export interface ExaminedPhase {
  /** Null while it is a draft. */
  readonly id: string | null;
  readonly position: number;
  readonly polygon: Buffer;
  readonly line: Buffer | null;
  readonly detour: Buffer | null;
  readonly subject: Subject;
}

export interface Examination {
  readonly interventionId: string | null;
  readonly phases: readonly ExaminedPhase[];
  readonly nowMs: number;
  readonly timeZone: string;
}

/** What was found, and what could not be known. */
export interface Examined {
  readonly findings: readonly Finding[];
  readonly unknown: readonly LocalizedText[];
}

/**
 * Examines phases against all that is saved, to be shown: facts by SQL, decision by the rules with what would clear it,
 * ground in dispute by SQL.
 */
export async function examine(db: Db, examination: Examination): Promise<Examined> {
  const phases = examination.phases
    .filter(({ subject }) => isLive(subject.state))
    .map((phase) => ({ ...phase, exceptInterventionId: examination.interventionId }));
  if (phases.length === 0) return { findings: [], unknown: [] };
  const circumstances = await findCircumstances(db, examination);
  const facts = await gatherForDrawn(db, RULES, phases);
  const unknown = new Map<string, LocalizedText>();
  const opened = phases.map((phase, index) => {
    for (const text of listUnknowns(RULES, phase.subject, facts[index]!, circumstances)) {
      unknown.set(text.it, text);
    }
    return { phase, evaluation: openEvaluation(RULES, phase.subject, facts[index]!, circumstances) };
  });
  // Asked for before words and remedies are found, so that the database works while this process does.
  const disputed = listDisputedShapes(
    db,
    phases.map(({ polygon }) => polygon),
    opened.flatMap(({ evaluation }, of) =>
      evaluation.found.map(({ match }) => ({
        of,
        subjectMetres: match.zones.subjectMetres,
        counterpartType: match.counterpart.type,
        counterpartKey: counterpartKey(match.counterpart),
        counterpartMetres: match.zones.counterpartMetres,
        whereApart: match.zones.whereApart ?? null,
      })),
    ),
  );
  const told = opened.flatMap(({ phase, evaluation }) =>
    evaluation.tell().map((evaluated) => ({ phase, ...evaluated })),
  );
  const shapes = await disputed;
  const findings = told.map(
    ({ phase, match, statement }, index): Finding => ({
      ...statement,
      id: null,
      phasePosition: phase.position,
      counterpart: match.counterpart,
      overlap: { geometry: shapes[index]!, ...toInterval(match.span) },
    }),
  );
  return { findings, unknown: [...unknown.values()] };
}

/** Ids of the rules that were asked about phases of these kinds. */
export function listRules(phases: readonly Pick<ExaminedPhase, "subject">[]): string[] {
  return [...new Set(phases.flatMap(({ subject }) => rulesFor(RULES, subject).map((rule) => rule.id)))];
}
