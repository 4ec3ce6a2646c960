/** Live rows of an archive are saved in sets: their findings are those of saves one by one, and of a full recomputation. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toDegrees } from "../../../domain/geo/projection.ts";
import { describeOnDatabases } from "../../../tests/support/databases.ts";
import { leaveRowArchive } from "../../../tests/support/row-archive.ts";
import { ORIGIN, ROME } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import { openLog } from "../../platform/log.ts";
import { recomputeAllFindings } from "../conflicts/rules-changed.ts";
import { performRowImports } from "./row-import-job.ts";
import { countRows, findRowImport } from "./run-store.ts";

const NOW_MS = Date.parse("2026-02-01T09:00:00Z");
/** So many on one spot at the same time, each in conflict with each; more of them than one set holds. */
const [SPOTS, ON_EACH] = [9, 8];
const PAIRS = SPOTS * ((ON_EACH * (ON_EACH - 1)) / 2);

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-archive-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** Those of one spot far apart in the file, what is long over between them, and one outside the city. */
function makeArchive(): string {
  const lines = ["lon;lat;Dal;Al;Titolo"];
  for (let turn = 0; turn < ON_EACH; turn++) {
    for (let spot = 0; spot < SPOTS; spot++) {
      const place = toDegrees([ORIGIN.x + 60 + spot * 100, ORIGIN.y + 100]);
      lines.push([...place, "04/05/2026", "08/05/2026", `Vivo ${spot} ${turn}`].join(";"));
      lines.push([...place, "04/05/2010", "08/05/2010", `Finito ${spot} ${turn}`].join(";"));
    }
  }
  const outside = toDegrees([ORIGIN.x - 5_000, ORIGIN.y]);
  lines.push([...outside, "04/05/2026", "08/05/2026", "Fuori"].join(";"));
  return lines.join("\n");
}

await describeOnDatabases("an archive with live rows", (open) => {
  it("leaves the findings that a full recomputation finds, and an event for each live row", async () => {
    const { database } = await open("small");
    const id = await leaveRowArchive(database, home, makeArchive(), new Date(NOW_MS));
    await performRowImports({
      database,
      setting: { city: TEST_CITY, timeZone: ROME },
      homeFolder: home,
      now: () => NOW_MS,
      signal: new AbortController().signal,
      log: openLog("silent"),
    });
    const look = await database.transaction(TEST_CITY, async (db) => {
      const { rows } = await db.query<Record<string, number>>(
        `SELECT (SELECT count(*) FROM phase WHERE live)::integer AS live,
           (SELECT count(*) FROM event WHERE kind = 'intervention' AND change = 'created')::integer AS events,
           (SELECT count(*) FROM audit_entry WHERE action = 'create')::integer AS audited,
           (SELECT count(*) FROM notice)::integer AS notices`,
      );
      const run = await findRowImport(db, id);
      return { ...rows[0], state: run?.state, ...(await countRows(db, [id])).get(id) };
    });
    const live = SPOTS * ON_EACH;
    expect(look).toEqual({
      state: "done",
      saved: 2 * live,
      refused: 1,
      live,
      events: live,
      audited: 2 * live,
      notices: 0,
    });
    const list = () =>
      database.transaction(TEST_CITY, async (db) => {
        const { rows } = await db.query<{ line: string; rule: string }>(
          `SELECT rule, concat_ws(' ', id, rule, counterpart_type, severity, statement->>'fingerprint') AS line
           FROM finding WHERE ended_at IS NULL ORDER BY id`,
        );
        return rows;
      });
    const before = await list();
    expect(before.filter(({ rule }) => rule === "roadwork-roadwork")).toHaveLength(PAIRS);
    await recomputeAllFindings(database, TEST_CITY, ROME, () => NOW_MS);
    expect(await list()).toEqual(before);
  });
});
