import type { Span } from "../geo/interval.ts";
import type { InterventionKind } from "../interventions/intervention.ts";
import type { LocalizedText } from "../localized.ts";
import type { Change } from "./change.ts";
import type { Counterpart } from "./counterpart.ts";
import type { Circumstances, FactName, Facts, Subject } from "./facts.ts";
import type { Law, Severity, Statement } from "./finding.ts";
import type { ParameterId } from "./parameters/parameters.ts";

/** What a rule found between its subject and one counterpart. */
export interface Match {
  readonly counterpart: Counterpart;
  /** The time they share; the subject's own where the counterpart is always there. */
  readonly span: Span;
  readonly severity: Severity;
  /** Where it is not the rule's own. */
  readonly class?: Statement["class"];
  readonly weight: Statement["weight"];
  /** Asked for once a match is told: of the hundreds that trials of remedies find, none is. */
  readonly explanation: () => LocalizedText;
  /**
   * Zones in dispute: each side's ground widened by these metres. 0 and 0 for the ground itself. Where the two are apart
   * it is the subject's ground, or the counterpart's.
   */
  readonly zones: {
    readonly subjectMetres: number;
    readonly counterpartMetres: number;
    readonly whereApart?: "counterpart";
  };
  /** A footprint at least this far from the counterpart is out of the match's reach. Null: distance is not it. */
  readonly reachMetres: number | null;
  /** From the subject's drawn line to the counterpart; null for an area, or where distance is not it. */
  readonly lineDistanceMetres: number | null;
}

export interface Example<Needs extends FactName> {
  readonly name: LocalizedText;
  readonly subject: Subject;
  readonly facts: Pick<Facts, Needs>;
  readonly circumstances: Circumstances;
}

/** A conflict rule: one file, one list line (docs/add-a-rule.md). Pure: facts in, matches out. */
export interface Rule<Needs extends FactName, Reads extends ParameterId> {
  readonly id: string;
  readonly version: number;
  readonly title: LocalizedText;
  readonly class: Statement["class"];
  readonly law: Law;
  /**
   * False where what it finds changes without its subject being saved: by the day, or by others' ends and events. It
   * is then asked whenever the subject is looked at, and kept nowhere, so that what is kept always holds.
   */
  readonly recorded?: false;
  /** Kinds of the phase under examination; the rule is not asked about others. */
  readonly appliesTo: readonly InterventionKind[];
  /** Facts it reads. Reading one that is not named here does not compile. */
  readonly needs: readonly Needs[];
  /** Parameters it reads, in the order of its page in the catalogue; reading another does not compile. */
  readonly reads: readonly Reads[];
  readonly check: (
    subject: Subject,
    facts: Pick<Facts, Needs>,
    circumstances: Circumstances<Reads>,
  ) => readonly Match[];
  /**
   * What might clear a match, the best first. Each is tried against all rules before it is offered, and dropped when
   * it does not clear; of two of one sort only the first that clears is offered.
   */
  readonly clearances: (
    match: Match,
    subject: Subject,
    facts: Pick<Facts, Needs>,
    circumstances: Circumstances<Reads>,
  ) => readonly Change[];
  /** What it would have to know of this subject and cannot: told beside "nothing found". */
  readonly unknowns?: (
    subject: Subject,
    facts: Pick<Facts, Needs>,
    circumstances: Circumstances<Reads>,
  ) => readonly LocalizedText[];
  readonly examples: {
    readonly conflict: readonly Example<Needs>[];
    readonly clear: readonly Example<Needs>[];
  };
}

/** An example tells the facts that its rule reads, and no others. */
interface AnyExample extends Omit<Example<FactName>, "facts"> {
  readonly facts: Partial<Facts>;
}

// The widest rule: what a list of rules with different needs has in common.
export interface AnyRule extends Omit<Rule<FactName, ParameterId>, "examples"> {
  readonly examples: { readonly conflict: readonly AnyExample[]; readonly clear: readonly AnyExample[] };
}

export function rule<const Needs extends FactName, const Reads extends ParameterId>(
  definition: Rule<Needs, Reads>,
): Rule<Needs, Reads> {
  return definition;
}
