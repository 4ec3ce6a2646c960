/** A city taken in on both databases: what goes in, what is refused and why, and that nobody sees half of it. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { describeSchema } from "../../scripts/schema/describe-schema.ts";
import type { Derivation } from "../../server/features/imports/derivations.ts";
import { ImportCancelled, ImportUnderWay } from "../../server/features/imports/import-lease.ts";
import type { ImportSummary } from "../../server/features/imports/run-import.ts";
import type { Database } from "../../server/platform/db.ts";
import { describeOnDatabases } from "../support/databases.ts";
import {
  CENTRE,
  datasetOf,
  houseOn,
  importInto,
  libraries,
  libraryAt,
  planOf,
  square,
} from "../support/import-plan.ts";
import { TEST_CITY } from "../support/test-city.ts";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-imports-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

await describeOnDatabases("import", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = (await open("schema")).database;
  });

  async function ask<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return database.transaction(TEST_CITY, async (db) => (await db.query<Row>(sql, values)).rows);
  }
  const run = (
    ...args: Parameters<typeof importInto> extends [unknown, unknown, ...infer Rest] ? Rest : never
  ) => importInto(database, home, ...args);
  const names = () => ask<{ id: number; name: string }>("SELECT id, name FROM facility ORDER BY name");
  const problems = async ({ runId }: ImportSummary) =>
    (
      await ask<{ told: string }>(
        `SELECT concat_ws(' ', record_number, severity, code, field) AS told FROM import_problem
         WHERE run_id = $1 ORDER BY dataset_id, position`,
        [runId],
      )
    ).map(({ told }) => told);
  const staging = () =>
    ask("SELECT tablename FROM pg_tables WHERE schemaname = $1 AND tablename ~ '_staging'", [TEST_CITY]);

  beforeEach(async () => {
    await ask(
      "TRUNCATE facility, building, zone, street_node, street_segment, traffic_demand, dataset, layer_id",
    );
  });

  it("replaces what was there, keeps ids, and leaves the schema as the migrations made it", async () => {
    const describe = () => database.transaction(TEST_CITY, (db) => describeSchema(db, TEST_CITY));
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

  /**
   * Worked out by GDAL 3.6.2 / PROJ 9.1 (`gdaltransform`); EPSG:3003 from the published seven parameters of Monte
   * Mario, mainland Italy: +towgs84=-104.1,-49.1,-9.9,0.971,-2.917,0.714,-11.68 on the international ellipsoid.
   */
  it.each([
    { srid: 3003, given: [1_395_000, 4_990_500], x: 394_974.4567, y: 4_990_480.3147, within: 1 },
    { srid: 3003, given: [1_397_500, 4_992_250], x: 397_474.4021, y: 4_992_230.2921, within: 1 },
    { srid: 4326, given: [7.685833, 45.070833], x: 396_551.2444, y: 4_991_659.1043, within: 0.001 },
    { srid: 32632, given: [394_500.125, 4_990_750.5], x: 394_500.125, y: 4_990_750.5, within: 1e-6 },
  ] as const)("takes EPSG:$srid to where it lies ($given)", async ({ srid, given, x, y, within }) => {
    await run([datasetOf("libs", "facility", [libraryAt("a", given)], { srid })]);
    const [place] = await ask<{ x: number; y: number }>(
      "SELECT ST_X(geom) AS x, ST_Y(geom) AS y FROM facility",
    );
    expect(Math.abs(place!.x - x)).toBeLessThan(within);
    expect(Math.abs(place!.y - y)).toBeLessThan(within);
  });

  it("repairs outlines, takes parts apart and says so", async () => {
    const bow = [
      [0, 0],
      [10, 10],
      [10, 0],
      [0, 10],
      [0, 0],
    ] as const;
    const summary = await run([
      datasetOf("houses", "building", [
        houseOn("good", square(100, 0, 10)),
        houseOn("bow", bow),
        houseOn("open", square(200, 0, 10).slice(0, 4)),
        houseOn("line", [
          [0, 0],
          [5, 5],
        ]),
        { ...houseOn("point", square(0, 0, 1)), geom: { type: "Point", coordinates: [CENTRE.x, CENTRE.y] } },
        { ...houseOn("none", square(0, 0, 1)), geom: null },
      ]),
    ]);
    expect(await problems(summary)).toEqual([
      "4 refused invalid-geometry",
      "2 repaired repaired-geometry",
      "3 repaired repaired-geometry",
      "5 refused wrong-geometry",
      "6 refused no-geometry",
    ]);
    const houses = await ask(
      "SELECT external_id AS id, ST_Area(geom)::integer AS area, ST_IsValid(geom) AS valid FROM building ORDER BY 1",
    );
    expect(houses).toEqual([
      { id: "bow", area: 25, valid: true },
      { id: "bow/2", area: 25, valid: true },
      { id: "good", area: 100, valid: true },
      { id: "open", area: 100, valid: true },
    ]);
  });

  it("drops what is told twice, over all sources of a layer", async () => {
    const at = [CENTRE.x, CENTRE.y] as const;
    const summary = await run([
      datasetOf("first", "facility", [
        libraryAt("a", at),
        libraryAt("a", at, "same id"),
        libraryAt("b", at, "a"),
      ]),
      datasetOf("second", "facility", [
        libraryAt("a", at, "again"),
        libraryAt("c", at, "a"),
        libraryAt("d", at),
      ]),
    ]);
    expect(await problems(summary)).toEqual([
      "2 refused duplicate-id",
      "3 refused duplicate-content",
      "1 refused duplicate-id",
      "2 refused duplicate-content",
    ]);
    expect((await names()).map(({ name }) => name)).toEqual(["a", "d"]);
  });

  it("takes ground once: a later source only where the first lacks", async () => {
    const first = datasetOf("survey", "building", [houseOn("a", square(0, 0, 20))]);
    const rest = [
      houseOn("inside", square(2, 2, 10)),
      houseOn("beside", square(20, 0, 20)),
      houseOn("over", [
        [10, 15],
        [40, 15],
        [40, 25],
        [10, 25],
        [10, 15],
      ]),
    ];
    const second = datasetOf("other", "building", rest, { onlyWhereLacking: true });
    const summary = await run([first, second]);
    expect(await problems(summary)).toEqual(["1 left-out ground-taken", "3 warned ground-cut"]);
    const [areas] = await ask(
      `SELECT round(ST_Area(ST_Intersection(
         (SELECT geom FROM building WHERE external_id = 'a'),
         (SELECT ST_Union(geom) FROM building WHERE external_id <> 'a')))::numeric, 6)::float AS twice,
       (SELECT ST_Area(geom) FROM building WHERE external_id = 'over')::integer AS over`,
    );
    expect(areas).toEqual({ twice: 0, over: 250 });
  });

  it("refuses what lies elsewhere: a whole source by a guess at why, a few records singly", async () => {
    const roma40 = Array.from({ length: 20 }, (_, n) => libraryAt(`r${n}`, [1_395_000 + n, 4_990_500]));
    const swapped = Array.from({ length: 20 }, (_, n) => libraryAt(`s${n}`, [45.07, 7.68 + n / 1e4]));
    await run([datasetOf("libs", "facility", libraries(3))]);
    const before = await names();
    const wrong = await run([datasetOf("libs", "facility", roma40)]);
    expect(wrong.datasets[0]).toMatchObject({ state: "refused" });
    expect(wrong.datasets[0]!.reason).toContain("it looks like EPSG:3003");
    const turned = await run([datasetOf("libs", "facility", swapped, { srid: 4326 })]);
    expect(turned.datasets[0]!.reason).toContain("its axes look swapped");
    expect(await names()).toEqual(before);
    const few = await run([
      datasetOf(
        "libs",
        "facility",
        [
          ...Array.from({ length: 5 }, (_, n) => libraryAt(`in${n}`, [7.68 + n / 1e4, 45.07])),
          libraryAt("Rome", [12.49, 41.9]),
          libraryAt("turned", [45.07, 7.68]),
          libraryAt("nowhere", [1e8, 1e8]),
        ],
        { srid: 4326 },
      ),
    ]);
    expect(await problems(few)).toEqual([
      "6 refused outside-city",
      "7 refused swapped-axes",
      "8 refused outside-city",
    ]);
    expect(few.datasets[0]).toMatchObject({ state: "done", features: 5 });
  });

  it("finds by majority where the city is, when the manifest does not say", async () => {
    const at = (x: number, y: number) => (n: number) => [x + n * 10, y] as const;
    const some = (id: string, place: (n: number) => readonly [number, number]) =>
      Array.from({ length: 10 }, (_, n) => libraryAt(`${id}${n}`, place(n)));
    const sources = [
      datasetOf("one", "facility", some("a", at(CENTRE.x, CENTRE.y))),
      datasetOf("parks", "zone", [
        {
          externalId: "z",
          kind: "district" as const,
          name: "z",
          residents: null,
          households: null,
          geom: houseOn("z", square(0, 0, 500)).geom,
        },
      ]),
      datasetOf("nodes", "street_node", [
        { externalId: "n", geom: { type: "Point", coordinates: [1_395_000, 4_990_500] } },
      ]),
    ];
    const summary = await run(sources, { plan: planOf(sources, "unknown") });
    expect(summary.datasets.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "one done",
      "parks done",
      "nodes refused",
    ]);
  });

  it("leaves a layer alone when a source of it cannot be read, and takes in the others", async () => {
    await run([datasetOf("libs", "facility", libraries(3))]);
    const before = await names();
    const summary = await run([
      datasetOf("libs", "facility", []),
      datasetOf("more", "facility", libraries(9)),
      datasetOf("houses", "building", [houseOn("a", square(0, 0, 10))]),
    ]);
    expect(summary.datasets.map(({ id, state, reason }) => [id, state, reason])).toEqual([
      ["libs", "refused", "it holds no records"],
      ["more", "refused", '"libs", a source of the same layer, was refused'],
      ["houses", "done", null],
    ]);
    expect(await names()).toEqual(before);
    expect(summary.changed).toEqual(["building"]);
  });

  it("finds the ids of what records refer to, and refuses what refers to nothing", async () => {
    const node = (externalId: string, x: number) => ({
      externalId,
      geom: { type: "Point" as const, coordinates: [CENTRE.x + x, CENTRE.y] as const },
    });
    const segment = (externalId: string, fromNode: string, toNode: string) => ({
      externalId,
      streetId: null,
      fromNode,
      toNode,
      oneWay: false,
      lanes: 2,
      speedKilometresPerHour: 50,
      name: null,
      highway: null,
      class: "residential" as const,
      bridge: false,
      tunnel: false,
      carriagewayWidthMetres: null,
      wayIds: [8_412_508_701],
      geom: {
        type: "LineString" as const,
        coordinates: [[CENTRE.x, CENTRE.y] as const, [CENTRE.x + 10, CENTRE.y] as const],
      },
    });
    const summary = await run([
      datasetOf("nodes", "street_node", [node("n1", 0), node("n2", 10)]),
      datasetOf("edges", "street_segment", [segment("e1", "n1", "n2"), segment("e2", "n1", "gone")]),
    ]);
    expect(await problems(summary)).toEqual(["2 refused unknown-reference to_node"]);
    expect(
      await ask(
        `SELECT a.external_id AS a, b.external_id AS b, s.way_ids[1]::text AS way FROM street_segment s
           JOIN street_node a ON a.id = from_node JOIN street_node b ON b.id = to_node`,
      ),
    ).toEqual([{ a: "n1", b: "n2", way: "8412508701" }]);
  });

  it("names the field of a value that the layer does not allow", async () => {
    const house = (id: string, x: number, more: object) => ({ ...houseOn(id, square(x, 0, 5)), ...more });
    const summary = await run([
      datasetOf("houses", "building", [
        house("good", 0, {}),
        house("flat", 10, { heightMetres: -3 }),
        house("word", 20, { floors: "due" }),
        house("many", 30, { floors: 1e6 }),
        house("useless", 40, { use: null }),
        house("nul", 50, { name: "a\0b" }),
        house("", 60, {}),
      ]),
    ]);
    expect((await problems(summary)).sort()).toEqual([
      "2 refused invalid-value height_metres",
      "3 refused invalid-value floors",
      "4 refused invalid-value floors",
      "5 refused invalid-value use",
      "6 refused invalid-value name",
      "7 refused missing-value externalId",
    ]);
    const report = await readFile(
      join(home, "imports", TEST_CITY, `${summary.runId}`, "houses-problems.csv"),
      "utf8",
    );
    const lines = report.trimEnd().split("\r\n");
    expect(lines).toHaveLength(7);
    expect(lines).toContain(
      "2,3,refused,invalid-value,height_metres,Valore non ammesso,A value is not allowed,flat",
    );
  });

  it("keeps demand between zones, which has no place", async () => {
    const trips = Array.from({ length: 24 }, (_, hour) => hour);
    const summary = await run([
      datasetOf("od", "traffic_demand", [
        { fromZone: "1", toZone: "2", tripsPerHour: trips },
        { fromZone: "1", toZone: "2", tripsPerHour: trips },
        { fromZone: "1", toZone: "3", tripsPerHour: [1] },
      ]),
    ]);
    expect((await problems(summary)).sort()).toEqual([
      "2 refused duplicate-id",
      "3 refused invalid-value trips_per_hour",
    ]);
    expect(await ask("SELECT from_zone AS a, trips_per_hour[24] AS last FROM traffic_demand")).toEqual([
      { a: "1", last: 23 },
    ]);
  });

  it("keeps the first thousand problems in the database and all of them in the file", async () => {
    const at = [CENTRE.x, CENTRE.y] as const;
    function* same() {
      for (let n = 0; n < 2_500; n += 1) yield libraryAt(n === 0 ? "first" : "same", at, `${Math.min(n, 1)}`);
    }
    const summary = await run([datasetOf("libs", "facility", same())]);
    expect(summary.datasets[0]).toMatchObject({ recordsRead: 2_500, features: 2, refused: 2_498 });
    expect(await problems(summary)).toHaveLength(1_000);
    const report = await readFile(
      join(home, "imports", TEST_CITY, `${summary.runId}`, "libs-problems.csv"),
      "utf8",
    );
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
