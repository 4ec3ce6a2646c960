import type { JudgedFinding, Judgement, Standing } from "../../../domain/judgements/contract.ts";
import { listDifferences } from "../../../domain/judgements/differences.ts";
import type { FactsJson, GivenJson, StandingRow } from "./store.ts";

const instant = (text: string) => new Date(text).toISOString();

export const toFacts = ({ startsAt, endsAt, foundAt, endedAt, ...facts }: FactsJson) => ({
  ...facts,
  startsAt: instant(startsAt),
  endsAt: instant(endsAt),
  foundAt: instant(foundAt),
  endedAt: endedAt === null ? null : instant(endedAt),
});

export const toJudgement = ({ at, ...given }: GivenJson): Judgement => ({ ...given, at: instant(at) });

function toStanding({ officeId, officeName, status, given, now, judged }: StandingRow): Standing {
  return {
    office: { id: officeId, name: officeName },
    status,
    judgement: given === null || given.verdict === "withdrawn" ? null : toJudgement(given),
    differences:
      status === "to-re-judge" && judged !== null ? listDifferences(toFacts(judged), toFacts(now)) : [],
  };
}

/** Rows in the order of their findings, folded to one of each. */
export function toJudgedFindings(rows: readonly StandingRow[]): JudgedFinding[] {
  const found = new Map<string, { standings: Standing[]; commentCount: number }>();
  for (const row of rows) {
    const one = found.get(row.findingId) ?? { standings: [], commentCount: row.commentCount };
    one.standings.push(toStanding(row));
    found.set(row.findingId, one);
  }
  return [...found].map(([findingId, one]) => ({ findingId, ...one }));
}
