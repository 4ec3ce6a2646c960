/** Imports over HTTP, as an administrator sees them: started, followed, paged through, downloaded, stopped. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { datasetOf, importInto, libraries, libraryAt } from "../support/import-plan.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { TEST_CITY } from "../support/test-city.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "decumano-api-imports-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const point = (x: number, name: string) =>
  `{"type":"Feature","properties":{"osmid":${name}},"geometry":{"type":"Point","coordinates":[${x},45.07]}}`;

/** A city whose manifest names one file of four nodes, one of them in Rome. */
async function putSources(mapping: string): Promise<{ dataFolder: string; importFolder: string }> {
  const dataFolder = join(folder, "data");
  const importFolder = join(folder, "sources");
  await mkdir(join(dataFolder, TEST_CITY), { recursive: true });
  await mkdir(importFolder, { recursive: true });
  const features = [point(7.68, "1"), point(7.681, "2"), point(12.5, "3"), point(7.682, "4")];
  await writeFile(
    join(importFolder, "nodes.geojson"),
    `{"type":"FeatureCollection","features":[\n${features.join(",\n")}]}`,
  );
  const terms = { title: "Nodi", source: "prova", publisher: "prova", licence: "-", attribution: "-" };
  const manifest = {
    city: {
      id: TEST_CITY,
      name: "Prova",
      timeZone: "Europe/Rome",
      geoidUndulationMetres: 50,
      extent: [7.57, 45, 7.78, 45.15],
      attribution: "prova",
    },
    layers: [
      { id: "nodi", layer: "street_node", file: "nodes.geojson", format: "geojson", mapping, ...terms },
    ],
  };
  const put = (name: string, value: unknown) =>
    writeFile(join(dataFolder, TEST_CITY, name), JSON.stringify(value));
  await put("manifest.json", manifest);
  await put("people.json", []);
  await put("offices.json", []);
  return { dataFolder, importFolder };
}

await describeOnDatabases("imports in the application", (open) => {
  let server: TestServer;
  let cookie: string;
  let database: Awaited<ReturnType<typeof open>>["database"];

  beforeAll(async () => {
    const opened = await open("small");
    database = opened.database;
    const { dataFolder, importFolder } = await putSources("osmnx-nodes");
    server = await startTestServer(opened, {
      dataFolder,
      environment: { DECUMANO_IMPORT_FOLDER: importFolder },
    });
    cookie = await server.signIn("admin");
    return () => server.close();
  });

  it("are none at first, and one is started, followed and told of", async () => {
    const before = await server.ask("GET", "/api/imports", { cookie });
    expect(before.json).toEqual({ imports: [], canStart: true });
    expect((await server.ask("POST", "/api/imports", { cookie, body: { city: TEST_CITY } })).status).toBe(
      201,
    );
    const ended = await vi.waitFor(
      async () => {
        const { json } = await server.ask("GET", "/api/imports", { cookie });
        expect(json.imports[0]?.state).toBe("done");
        return json.imports[0];
      },
      { timeout: 60_000, interval: 200 },
    );
    const audited = await database.transaction(TEST_CITY, (db) =>
      db.query("SELECT actor_id, action, entity_id, after FROM audit_entry WHERE entity = 'import'"),
    );
    expect(audited.rows).toEqual([
      { actor_id: "admin", action: "create", entity_id: TEST_CITY, after: { city: TEST_CITY } },
    ]);
    expect(ended).toMatchObject({ source: "manifest", recordsRead: 4, refused: 1, reason: null });
    const { json } = await server.ask("GET", `/api/imports/${ended.id}`, { cookie });
    expect(json.datasets).toMatchObject([
      { id: "nodi", layer: "street_node", state: "done", recordsRead: 4, features: 3, refused: 1 },
    ]);
    const problems = await server.ask("GET", `/api/imports/${ended.id}/datasets/nodi/problems`, { cookie });
    expect(problems.json).toMatchObject({
      problems: [{ recordNumber: 3, line: 4, consequence: "refused", code: "outside-city" }],
      next: null,
    });
    const report = await server.ask("GET", `/api/imports/${ended.id}/datasets/nodi/report`, { cookie });
    expect(report.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(report.headers.get("Content-Disposition")).toContain("attachment");
    expect(report.text.split("\r\n")[1]).toContain("3,4,refused,outside-city");
    const rows = await database.transaction(TEST_CITY, (db) =>
      db.query("SELECT external_id FROM street_node"),
    );
    expect(rows.rowCount).toBe(3);
  });

  it("show problems page by page", async () => {
    const same = [
      ...libraries(1),
      ...Array.from({ length: 5 }, () => libraryAt("lib-0", [396_000, 4_991_000])),
    ];
    const { runId } = await importInto(database, server.homeFolder, [datasetOf("libs", "facility", same)]);
    const ask = async (after: number) =>
      (
        await server.ask("GET", `/api/imports/${runId}/datasets/libs/problems?limit=3&after=${after}`, {
          cookie,
        })
      ).json;
    const first = await ask(0);
    expect(first.problems.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3]);
    expect(first.next).toBe(3);
    const last = await ask(3);
    expect(last.problems).toHaveLength(2);
    expect(last.next).toBeNull();
  });

  it("are stopped on request, and not twice", async () => {
    let id = 0;
    const stopped = importInto(database, server.homeFolder, [
      datasetOf("libs", "facility", libraries(500), {
        before: async (number, signal) => {
          if (number !== 200) return;
          const { json } = await server.ask("GET", "/api/imports", { cookie });
          id = json.imports[0].id;
          expect(
            (await server.ask("POST", "/api/imports", { cookie, body: { city: TEST_CITY } })).json.code,
          ).toBe("import-under-way");
          const asked = await server.ask("DELETE", `/api/imports/${id}`, { cookie });
          expect(asked.json.import).toMatchObject({ state: "running", cancelRequested: true });
          const audited = await database.transaction(TEST_CITY, (db) =>
            db.query("SELECT actor_id FROM audit_entry WHERE entity = 'import' AND entity_id = $1", [
              `${id}`,
            ]),
          );
          expect(audited.rows).toEqual([{ actor_id: "admin" }]);
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
        },
      }),
    ]);
    await expect(stopped).rejects.toThrow("asked to stop");
    const again = await server.ask("DELETE", `/api/imports/${id}`, { cookie });
    expect(again).toMatchObject({ status: 409, json: { code: "import-ended" } });
  });

  it("that do not exist are not found", async () => {
    for (const path of [
      "/api/imports/999",
      "/api/imports/999/datasets/libs/problems",
      "/api/imports/999/datasets/libs/report",
    ]) {
      expect((await server.ask("GET", path, { cookie })).status, path).toBe(404);
    }
    expect((await server.ask("DELETE", "/api/imports/999", { cookie })).status).toBe(404);
  });
});
