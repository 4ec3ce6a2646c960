/**
 * How much a planner and a meeting are told: the alert budget of COORDINATION.md §6, on a year of 5,500 works. Cards
 * of each live intervention as the editor would tell them that day (interferences and opportunities; duties are a
 * checklist and counted apart), what a meeting of the next six weeks has to discuss and what is settled without one, and
 * which rule speaks most: of all findings told that day, whatever their class, also of those that are kept nowhere.
 * Nobody has judged anything yet, so nothing is hidden.
 */
import { join } from "node:path";
import { AGENDA_DAYS, type Cluster } from "../../domain/coordination/contract.ts";
import { DAY_MS } from "../../domain/geo/interval.ts";
import { recomputeAllFindings } from "../../server/features/conflicts/rules-changed.ts";
import { listClusters } from "../../server/features/coordination/service.ts";
import { readConfig } from "../../server/platform/config.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { dropCity } from "./support/bench-store.ts";
import { CONFLICT_CITY, makeConflictCity } from "./support/conflict-city.ts";
import { countTold } from "./support/told.ts";

/** What Turin's office counts in a year (DESIGN.md §1), half of it behind and half ahead. */
const WORKS = 5_500;
const HALF_YEAR_DAYS = 182.6;
const NOW_MS = Date.parse("2026-11-22T09:00:00Z");

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    ...process.env,
    LOG_LEVEL: "silent",
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
  });
  const { database, stop } = await openServedDatabase(config, openLog(config.logLevel));
  try {
    const { timeZone, origin } = await makeConflictCity(database, {
      count: WORKS,
      seed: 1,
      nowMs: NOW_MS,
      daysBack: HALF_YEAR_DAYS,
      daysAhead: HALF_YEAR_DAYS,
    });
    await recomputeAllFindings(database, CONFLICT_CITY, timeZone, () => NOW_MS);
    await database.transaction(
      CONFLICT_CITY,
      async (db) => {
        const { cards, rules } = await countTold(db, timeZone, NOW_MS);
        const told = cards.map(({ interference, opportunity }) => interference + opportunity);
        const findings = rules.reduce((sum, { findings: of }) => sum + of, 0);
        const from = new Date(NOW_MS);
        const clusters = await listClusters(db, from, new Date(NOW_MS + AGENDA_DAYS * DAY_MS));
        const agenda = clusters.filter(({ settledBy }) => settledBy === null);
        const count = (settler: Cluster["settledBy"]) =>
          clusters.filter(({ settledBy }) => settledBy === settler).length;
        print({
          name: "noise",
          database: database.kind,
          graph: origin,
          works: WORKS,
          live: cards.length,
          cardsMedian: quantile(told, 0.5),
          cardsP95: quantile(told, 0.95),
          cardsMost: quantile(told, 1),
          dutiesMedian: quantile(
            cards.map(({ duty }) => duty),
            0.5,
          ),
          agendaClusters: agenda.length,
          agendaFindings: agenda.reduce((sum, cluster) => sum + cluster.findings.length, 0),
          agendaWidest: Math.max(0, ...agenda.map(({ parties }) => parties.length)),
          settledByOffices: count("offices"),
          settledByProcedure: count("procedure"),
        });
        for (const { findings: of, ...rule } of rules) {
          print({ name: "noise", ...rule, findings: of, share: round(of / findings) });
        }
      },
      { readOnly: true },
    );
    await dropCity(database, CONFLICT_CITY);
  } finally {
    await stop();
  }
}

/** The value that a share of all do not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
