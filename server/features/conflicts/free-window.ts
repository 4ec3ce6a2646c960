import { find, listUnknowns, rulesFor } from "../../../domain/conflicts/evaluate.ts";
import type { Circumstances, Facts } from "../../../domain/conflicts/facts.ts";
import { joinDigs } from "../../../domain/conflicts/facts-at.ts";
import {
  type Candidate,
  countWarnings,
  layCandidates,
  lengthOf,
  searchFreeWindow,
  standsInTheWay,
  type WindowQuestion,
} from "../../../domain/conflicts/free-window.ts";
import type { FreeWindowResult } from "../../../domain/conflicts/free-window-contract.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { localDate } from "../../../domain/geo/calendar.ts";
import { type Span, toInterval } from "../../../domain/geo/interval.ts";
import type { Db } from "../../platform/db.ts";
import { findCircumstances } from "./circumstances.ts";
import type { Examination, ExaminedPhase } from "./examine.ts";
import { type DrawnPhase, gatherForDrawn } from "./gather-facts.ts";

/**
 * The first free days of one phase: its facts of a year in two statements, its days by the rules alone, and what comes
 * out asked of the engine once more, as a draft on those days would be.
 */
export async function searchWindow(
  db: Db,
  examination: Examination,
  moved: ExaminedPhase,
  question: WindowQuestion,
): Promise<FreeWindowResult> {
  const { subject } = moved;
  const { nowMs, timeZone } = examination;
  const circumstances = await findCircumstances(db, examination);
  const candidates = layCandidates(subject, question, circumstances);
  const asked = new Asked(db, examination, moved);
  const told = {
    ...lengthOf(subject, question, circumstances),
    firstStart: candidates[0]?.date ?? null,
    lastStart: candidates.at(-1)?.date ?? null,
    checkedAt: new Date(nowMs).toISOString(),
  };
  if (candidates.length === 0) return { ...told, window: null, tried: 0, blockers: [], unknown: [] };
  const facts = await asked.ofAll(candidates);
  const search = searchFreeWindow(RULES, subject, facts, circumstances, candidates, question.acceptWarnings);
  const found = await firstConfirmed(search, asked, circumstances, question.acceptWarnings);
  return {
    ...told,
    window:
      found === null
        ? null
        : {
            firstDay: found.date,
            lastDay: localDate(found.span.endMs - 1, timeZone),
            ...toInterval(found.span),
            warnings: found.warnings,
          },
    tried: search.tried(),
    blockers: search.blockers().map(({ found: { asked: rule, match }, ...blocker }) => ({
      ...blocker,
      rule: rule.id,
      title: rule.title,
      severity: match.severity,
      explanation: match.explanation(),
    })),
    unknown: listUnknowns(RULES, subject, facts, circumstances),
  };
}

async function firstConfirmed(
  search: ReturnType<typeof searchFreeWindow>,
  asked: Asked,
  circumstances: Circumstances,
  acceptWarnings: boolean,
): Promise<(Candidate & { readonly warnings: number }) | null> {
  for (let free = search.next(); free !== null; free = search.next()) {
    const found = find(RULES, asked.at(free.span), await asked.ofOne(free.span), circumstances);
    const inTheWay = found.filter((one) => standsInTheWay(one, acceptWarnings));
    if (inTheWay.length === 0) {
      return { ...free, warnings: countWarnings(found) };
    }
    search.refuse(free, inTheWay);
  }
  return null;
}

/** The phase as it would be at other times, and what there is to know of it there. */
class Asked {
  constructor(
    private readonly db: Db,
    private readonly examination: Examination,
    private readonly moved: ExaminedPhase,
  ) {}

  at(span: Span) {
    return { ...this.moved.subject, span };
  }

  async ofOne(span: Span, rules = RULES): Promise<Facts> {
    const { phases, interventionId: exceptInterventionId } = this.examination;
    const drawn = (phase: ExaminedPhase): DrawnPhase => ({ ...phase, exceptInterventionId });
    const moved = drawn({ ...this.moved, subject: this.at(span) });
    // The days of an event's other phases count with its own; nothing else asks about siblings.
    const siblings =
      this.moved.subject.kind === "event" ? phases.filter((phase) => phase !== this.moved) : [];
    const [facts] = await gatherForDrawn(this.db, rules, [moved, ...siblings.map(drawn)]);
    return facts!;
  }

  /** Of all the candidates together: digs are told of one start, so that they are asked for of the last one too. */
  async ofAll(candidates: readonly Candidate[]): Promise<Facts> {
    const first = candidates[0]!.span;
    const last = candidates.at(-1)!.span;
    const facts = await this.ofOne({
      startMs: first.startMs,
      endMs: Math.max(...candidates.map(({ span }) => span.endMs)),
    });
    const aboutDigs = rulesFor(RULES, this.moved.subject).filter(({ needs }) =>
      needs.includes("finishedDigs"),
    );
    if (aboutDigs.length === 0) return facts;
    const later = await this.ofOne(last, aboutDigs);
    return { ...facts, finishedDigs: joinDigs(facts.finishedDigs, later.finishedDigs) };
  }
}
