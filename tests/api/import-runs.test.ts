/** Imports as a whole on both databases: old or new, never half, one at a time, stopped when asked. */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { describeSchema } from "../../scripts/schema/describe-schema.ts";
import type { Derivation } from "../../server/features/imports/derivations.ts";
import { ImportCancelled, ImportUnderWay } from "../../server/features/imports/import-lease.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { CENTRE, datasetOf, houseOn, libraries, libraryAt, square } from "../support/import-plan.ts";
import { openImportCity } from "../support/import-suite.ts";
import { TEST_CITY } from "../support/test-city.ts";

await describeOnDatabases("imports", (open) => {
  const { ask, run, database, names, problems, staging, reportOf } = openImportCity(open);

  it("replaces what was there, keeps ids, and leaves the schema as the migrations made it", async () => {
    const describe = () => database().transaction(TEST_CITY, (db) => describeSchema(db, TEST_CITY));
    const before = await describe();
    const at = (n: number) => [CENTRE.x + n, CENTRE.y] as const;
    await run([
      datasetOf(
        "libs",
        "facility",
        ["a", "b", "c"].map((id, n) => libraryAt(id, at(n))),
      ),
    ]);
    const first = await names();
    expect(first.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    const again = ["d", "c", "a"].map((id, n) => libraryAt(id, at(n + 10)));
    const summary = await run([datasetOf("libs", "facility", again)]);
    expect(summary.changed).toEqual(["facility"]);
    const second = await names();
    const idOf = (rows: typeof first, name: string) => rows.find((row) => row.name === name)?.id;
    expect(second.map(({ name }) => name)).toEqual(["a", "c", "d"]);
    expect([idOf(second, "a"), idOf(second, "c")]).toEqual([idOf(first, "a"), idOf(first, "c")]);
    expect(first.map(({ id }) => id)).not.toContain(idOf(second, "d"));
    // The last one goes, and its number is not given again.
    await run([datasetOf("libs", "facility", [libraryAt("a", at(0))])]);
    await run([datasetOf("libs", "facility", [libraryAt("a", at(0)), libraryAt("e", at(1))])]);
    expect(idOf(await names(), "e")).toBeGreaterThan(idOf(second, "d")!);
    expect(await describe()).toBe(before);
    expect(await staging()).toEqual([]);
  });

  it("changes nothing when nothing has changed", async () => {
    const oid = async () =>
      (await ask<{ oid: number }>("SELECT 'facility'::regclass::oid::integer AS oid"))[0]!.oid;
    await run([datasetOf("libs", "facility", libraries(30))]);
    const before = await oid();
    const same = await run([datasetOf("libs", "facility", libraries(30))]);
    expect(same.changed).toEqual([]);
    expect(same.datasets.map(({ state }) => state)).toEqual(["unchanged"]);
    expect(await oid()).toBe(before);
    const other = await run([datasetOf("libs", "facility", libraries(30, "altra"))]);
    expect(other.changed).toEqual(["facility"]);
  });

  it("only tries in a dry run", async () => {
    const summary = await run([datasetOf("libs", "facility", libraries(5))], { dryRun: true });
    expect(summary.datasets[0]).toMatchObject({ state: "done", features: 5 });
    expect(await names()).toEqual([]);
    expect(await ask("SELECT FROM dataset")).toEqual([]);
    expect(await staging()).toEqual([]);
  });

  it("keeps the first thousand problems in the database and all of them in the file", async () => {
    const at = [CENTRE.x, CENTRE.y] as const;
    function* same() {
      for (let n = 0; n < 2_500; n += 1) yield libraryAt(n === 0 ? "first" : "same", at, `${Math.min(n, 1)}`);
    }
    const summary = await run([datasetOf("libs", "facility", same())]);
    expect(summary.datasets[0]).toMatchObject({ recordsRead: 2_500, features: 2, refused: 2_498 });
    expect(await problems(summary)).toHaveLength(1_000);
    const report = await readFile(reportOf(summary, "libs"), "utf8");
    expect(report.trimEnd().split("\r\n")).toHaveLength(2_499);
  });

  it("stops when asked, from the terminal or the application, and leaves all as it was", async () => {
    await run([datasetOf("libs", "facility", libraries(3))]);
    const before = await names();
    const stopping = new AbortController();
    const fromTerminal = run(
      [
        datasetOf("libs", "facility", libraries(500, "nuova"), {
          before: async (number) => {
            if (number === 300) stopping.abort(new ImportCancelled("Ctrl-C"));
          },
        }),
      ],
      { signal: stopping.signal },
    );
    await expect(fromTerminal).rejects.toThrow(ImportCancelled);
    const inApplication = run([
      datasetOf("libs", "facility", libraries(500, "nuova"), {
        before: async (number, signal) => {
          if (number !== 300) return;
          await ask("UPDATE import_run SET cancel_requested_at = now() WHERE state = 'running'");
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
        },
      }),
    ]);
    await expect(inApplication).rejects.toThrow(ImportCancelled);
    expect(await names()).toEqual(before);
    expect(await staging()).toEqual([]);
    expect(await ask("SELECT state FROM import_run ORDER BY id DESC LIMIT 2")).toEqual([
      { state: "cancelled" },
      { state: "cancelled" },
    ]);
  });

  it("is the only one, until its process is gone", async () => {
    let second: unknown;
    await run([
      datasetOf("libs", "facility", libraries(60), {
        before: async (number) => {
          if (number === 55)
            second = await run([datasetOf("libs", "facility", libraries(1))]).catch((error) => error);
        },
      }),
    ]);
    expect(second).toBeInstanceOf(ImportUnderWay);
    expect(await names()).toHaveLength(60);
    await ask(
      `INSERT INTO import_run (source, state, process, started_at, heartbeat_at)
       VALUES ('dead', 'running', $1, now(), now() - interval '1 hour');
       `
        .trim()
        .replace(/;$/, ""),
      [JSON.stringify({ host: "another machine", pid: 1, started: "" })],
    );
    await ask("CREATE TABLE facility_staging (left_over integer)");
    await run([datasetOf("libs", "facility", libraries(2))]);
    expect(await names()).toHaveLength(2);
    expect(await ask("SELECT state, reason FROM import_run WHERE source = 'dead'")).toEqual([
      { state: "failed", reason: "interrupted: its process ended" },
    ]);
    expect(await staging()).toEqual([]);
  });

  it("never stops a reader, nor shows one half of a layer", async () => {
    await run([datasetOf("libs", "facility", libraries(400, "vecchia"))]);
    const seen = new Map<string, number>();
    let isDone = false;
    const reading = (async () => {
      while (!isDone) {
        const [row] = await ask<{ what: string }>(
          "SELECT count(*) || ' ' || coalesce(string_agg(DISTINCT split_part(name, ' ', 1), '+'), 'none') AS what FROM facility",
        );
        seen.set(row!.what, (seen.get(row!.what) ?? 0) + 1);
      }
    })();
    for (const [count, name] of [
      [3_000, "nuova"],
      [200, "terza"],
    ] as const) {
      await run([datasetOf("libs", "facility", libraries(count, name))]);
    }
    isDone = true;
    await reading;
    const allowed = ["400 vecchia", "3000 nuova", "200 terza"];
    expect([...seen.keys()].filter((what) => !allowed.includes(what))).toEqual([]);
    expect(seen.get("400 vecchia")).toBeGreaterThan(5);
  });

  it("works out again what depends on a changed layer, and what did not come to its end", async () => {
    const derived: number[] = [];
    let isBroken = true;
    const derivation: Derivation = {
      name: "houses of libraries",
      inputs: ["facility"],
      derive: async ({ replaceLayer }) => {
        if (isBroken) throw new Error("no houses today");
        const made = await replaceLayer(datasetOf("derived", "building", []).terms as never, [
          houseOn("made", square(0, 0, 10)),
        ]);
        derived.push(made.featureCount);
        return [made];
      },
    };
    const go = (count: number) =>
      run([datasetOf("libs", "facility", libraries(count))], { derivations: [derivation] });
    await expect(go(3)).rejects.toThrow("no houses today");
    expect(await names()).toHaveLength(3);
    isBroken = false;
    expect((await go(3)).changed).toEqual(["building"]);
    expect((await go(3)).changed).toEqual([]);
    expect((await go(4)).changed).toEqual(["facility", "building"]);
    expect(derived).toEqual([1, 1]);
    expect(await ask("SELECT id, feature_count AS n FROM dataset ORDER BY id")).toEqual([
      { id: "derived", n: 1 },
      { id: "libs", n: 4 },
    ]);
  });
});
