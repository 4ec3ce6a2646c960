import { SEVERITIES } from "../../../domain/conflicts/finding.ts";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { clusterByPlaceAndTime } from "../../../domain/coordination/clusters.ts";
import type { Cluster } from "../../../domain/coordination/contract.ts";
import { settledBy } from "../../../domain/coordination/settled.ts";
import type { Db } from "../../platform/db.ts";
import * as store from "./store.ts";

const TITLES = new Map(RULES.map(({ id, title }) => [id, title]));

/**
 * What a meeting discusses of what begins in [from, until), and after it what is settled without one: interferences joined by the sections they lie on, and by
 * an intervention that is in both, since what moves it moves both. What one office alone is party to it settles at
 * its own desk.
 */
export async function listClusters(db: Db, from: Date, until: Date): Promise<Cluster[]> {
  const rows = await store.listBetweenInterventions(db, from, until);
  const joinable = rows.map((row) => ({
    row,
    span: { startMs: row.startsAt.getTime(), endMs: row.endsAt.getTime() },
    places: [
      ...row.interventionIds.map((id) => `intervention:${id}`),
      ...row.sections.map(({ id }) => `section:${id}`),
    ],
  }));
  const clusters = clusterByPlaceAndTime(joinable).map((members) => members.map(({ row }) => row));
  const ids = [...new Set(rows.flatMap(({ interventionIds }) => interventionIds))];
  const parties = new Map((await store.listParties(db, ids)).map((party) => [party.interventionId, party]));
  return clusters
    .map((findings) => toCluster(findings, parties))
    .filter(({ parties: involved }) => new Set(involved.map(({ officeName }) => officeName)).size > 1)
    .sort(asAgenda);
}

function toCluster(
  findings: readonly store.MeetingRow[],
  parties: ReadonlyMap<string, store.PartyRow>,
): Cluster {
  const named = findings.flatMap(({ sections }) =>
    sections.flatMap(({ name }) => (name === null ? [] : [name])),
  );
  const involved = [...new Set(findings.flatMap(({ interventionIds }) => interventionIds))];
  const starts = findings.map(({ startsAt }) => startsAt.getTime());
  const ends = findings.map(({ endsAt }) => endsAt.getTime());
  return {
    id: findings[0]!.id,
    severity: SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity))!,
    startsAt: new Date(Math.min(...starts)).toISOString(),
    endsAt: new Date(Math.max(...ends)).toISOString(),
    settledBy: settledBy(
      findings.map(({ severity, interventionIds: [a, b] }) => ({
        severity,
        states: [parties.get(a)!.state, parties.get(b)!.state],
      })),
    ),
    streets: [...new Set(named)],
    parties: involved.map((id) => parties.get(id)!),
    findings: findings.map((finding) => ({
      id: finding.id,
      rule: finding.rule,
      title: TITLES.get(finding.rule) ?? { it: finding.rule, en: finding.rule },
      severity: finding.severity,
      explanation: finding.explanation,
      article: finding.article,
      startsAt: finding.startsAt.toISOString(),
      endsAt: finding.endsAt.toISOString(),
      interventionIds: [...finding.interventionIds],
    })),
  };
}

/** The meeting's own first; then worst first, then what begins first. */
function asAgenda(a: Cluster, b: Cluster): number {
  return (
    Number(a.settledBy !== null) - Number(b.settledBy !== null) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    Date.parse(a.startsAt) - Date.parse(b.startsAt) ||
    (a.id < b.id ? -1 : 1)
  );
}
