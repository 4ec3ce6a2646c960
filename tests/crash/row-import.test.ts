/** An archive of rows whose worker is killed again and again: it goes on where it was, and no row is there twice. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toDegrees } from "../../domain/geo/projection.ts";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { findRowImport } from "../../server/features/row-imports/run-store.ts";
import { describeOnDatabases, type TestDatabase } from "../support/databases.ts";
import { seededRandom } from "../support/random.ts";
import { leaveRowArchive } from "../support/row-archive.ts";
import { ORIGIN } from "../support/small-city.ts";
import { TEST_CITY } from "../support/test-city.ts";

const ROWS = 1_500;
const MOST_KILLS = 2;
const random = seededRandom(20_261_122);
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-rows-crash-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Works by themselves on their coordinates, all of them over. */
function makeArchive(): string {
  const lines = ["lon;lat;Dal;Al;Titolo"];
  for (let index = 0; index < ROWS; index += 1) {
    const place = toDegrees([ORIGIN.x + 20 + (index % 60) * 15, ORIGIN.y + 20 + Math.floor(index / 60) * 15]);
    lines.push([...place, "01/03/2010", "05/03/2010", `Riga ${index}`].join(";"));
  }
  return lines.join("\n");
}

/** @returns whether it came to its end before it was killed */
async function work({ connection, kind }: TestDatabase, killAfterMs: number | null): Promise<boolean> {
  const script = join("tests", "crash", "row-importing-process.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, JSON.stringify(connection), kind, home], {
    cwd: projectFolder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  await once(child.stdout, "data");
  if (killAfterMs !== null) void delay(killAfterMs).then(() => child.kill("SIGKILL"));
  const [code] = await exited;
  return code === 0;
}

await describeOnDatabases("an archive whose worker is killed", (open) => {
  it("goes on where it was, with every row once", async () => {
    const opened = await open("small");
    const { database } = opened;
    const id = await leaveRowArchive(database, home, makeArchive());
    for (let kill = 0; kill < MOST_KILLS; kill += 1) {
      if (await work(opened, 200 + random() * 900)) break;
    }
    await work(opened, null);
    const look = await database.transaction(TEST_CITY, async (db) => {
      const { rows } = await db.query<Record<string, number>>(
        `SELECT (SELECT count(*) FROM row_import_row WHERE import_id = $1 AND state = 'saved')::integer AS saved,
           (SELECT count(*) FROM intervention)::integer AS interventions,
           (SELECT count(DISTINCT title) FROM intervention)::integer AS titles,
           (SELECT count(*) FROM phase)::integer AS phases,
           (SELECT count(*) FROM audit_entry WHERE request_id = $2)::integer AS entries`,
        [id, `row-import ${id}`],
      );
      return { ...rows[0], state: (await findRowImport(db, id))?.state };
    });
    expect(look).toEqual({
      saved: ROWS,
      interventions: ROWS,
      titles: ROWS,
      phases: ROWS,
      entries: ROWS,
      state: "done",
    });
  });
});
