/** An importer killed at any moment: the layer is that of the last import that ended, or of the one it had just swapped in. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { describeOnDatabases, type TestDatabase } from "../support/databases.ts";
import { datasetOf, importInto, libraries } from "../support/import-plan.ts";
import { seededRandom } from "../support/random.ts";
import { TEST_CITY } from "../support/test-city.ts";

const KILLS = 4;
const random = seededRandom(20_261_123);
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-import-crash-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Lets an importer run from `first` on and kills it. @returns the last generation it began, and ended */
async function killImporter({ connection, kind }: TestDatabase, first: number) {
  const script = join("tests", "crash", "importing-process.ts");
  const child = spawn(
    process.execPath,
    ["--import", "tsx", script, JSON.stringify(connection), kind, home, String(first)],
    { cwd: projectFolder, stdio: ["ignore", "pipe", "inherit"] },
  );
  const last = { began: 0, ended: first - 1 };
  const exited = once(child, "exit");
  const lines = createInterface(child.stdout);
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the importer ended by itself with ${code}`)));
    lines.on("line", (line) => {
      const [word, generation] = line.split(" ");
      if (word === "begin") last.began = Number(generation);
      else last.ended = Number(generation);
      // Somewhere within the second import or those after it: in staging, at the swap, between two.
      if (last.began > first) void delay(random() * 600).then(resolve);
    });
  });
  child.kill("SIGKILL");
  await exited;
  return last;
}

await describeOnDatabases("an importer killed at any moment", (open) => {
  it("leaves one generation whole, and the next import works", async () => {
    const opened = await open("schema");
    const { database } = opened;
    const look = () =>
      database.transaction(TEST_CITY, async (db) => {
        const { rows } = await db.query<{ names: string; things: number; said: number; first: number }>(
          `SELECT string_agg(DISTINCT split_part(name, ' ', 1), '+') AS names, count(*)::integer AS things,
             (SELECT feature_count FROM dataset WHERE id = 'libs') AS said,
             min(id) FILTER (WHERE external_id = 'lib-0') AS first
           FROM facility`,
        );
        return rows[0]!;
      });
    await importInto(database, home, [datasetOf("libs", "facility", libraries(200, "g0"))]);
    const { first } = await look();
    let next = 1;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { began, ended } = await killImporter(opened, next);
      const generation = Number(/^g(\d+)$/.exec((await look()).names)?.[1] ?? "-1");
      // What was said to be done is there; of what was begun all or nothing.
      expect([ended, began]).toContain(generation);
      expect(await look()).toEqual({
        names: `g${generation}`,
        things: 200 + generation,
        said: 200 + generation,
        first,
      });
      next = began + 1;
    }
    const summary = await importInto(database, home, [datasetOf("libs", "facility", libraries(50, "end"))]);
    expect(summary.changed).toEqual(["facility"]);
    expect(await look()).toEqual({ names: "end", things: 50, said: 50, first });
    const { rows } = await database.transaction(TEST_CITY, (db) =>
      db.query("SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename ~ '_staging'", [
        TEST_CITY,
      ]),
    );
    expect(rows).toEqual([]);
  });
});
