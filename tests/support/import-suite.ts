import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { PlannedDataset } from "../../server/features/imports/import-plan.ts";
import type { ImportRequest, ImportSummary } from "../../server/features/imports/run-import.ts";
import type { Database } from "../../server/platform/db.ts";
import type { OpenDatabase } from "./databases.ts";
import { importInto } from "./import-plan.ts";
import { TEST_CITY } from "./test-city.ts";

/** A city to import into, empty before each test of the suite that this is called in. */
export function openImportCity(open: OpenDatabase) {
  let database: Database;
  let home: string;
  beforeAll(async () => {
    database = (await open("schema")).database;
    home = await mkdtemp(join(tmpdir(), "decumano-imports-"));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));
  beforeEach(async () => {
    await ask(
      "TRUNCATE facility, building, zone, street_node, street_segment, traffic_demand, dataset, layer_id",
    );
  });

  async function ask<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return database.transaction(TEST_CITY, async (db) => (await db.query<Row>(sql, values)).rows);
  }
  return {
    ask,
    run: (datasets: readonly PlannedDataset[], more: Partial<ImportRequest> = {}) =>
      importInto(database, home, datasets, more),
    database: () => database,
    reportOf: ({ runId }: ImportSummary, datasetId: string) =>
      join(home, "imports", TEST_CITY, `${runId}`, `${datasetId}-problems.csv`),
    names: () => ask<{ id: number; name: string }>("SELECT id, name FROM facility ORDER BY name"),
    /** As kept in the database: record, consequence, code, field. */
    problems: async ({ runId }: ImportSummary) =>
      (
        await ask<{ told: string }>(
          `SELECT concat_ws(' ', record_number, consequence, code, field) AS told FROM import_problem
           WHERE run_id = $1 ORDER BY dataset_id, position`,
          [runId],
        )
      ).map(({ told }) => told),
    staging: () =>
      ask("SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename ~ '_staging'", [TEST_CITY]),
  };
}
