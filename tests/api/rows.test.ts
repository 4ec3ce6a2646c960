/** Rows of a sheet: placed, examined, saved, compared; and an archive of them from its parts to its report. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it, vi } from "vitest";
import type { Intervention } from "../../domain/interventions/contract.ts";
import type { RowImport, RowOutcome } from "../../domain/row-imports/contract.ts";
import type { PlacedText } from "../../domain/row-imports/placing.ts";
import { footprintOf } from "../../domain/row-imports/row-intervention.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { type Answer, startTestServer, type TestServer } from "../support/server.ts";
import { roadworkAt } from "../support/small-city.ts";

const STRETCH = "via Cavour da via Pomba a via Carlo Alberto";

await describeOnDatabases("rows", (open) => {
  let server: TestServer;
  let cookie: string;
  let placed: PlacedText;

  const post = (path: string, body: object): Promise<Answer> => server.ask("POST", path, { cookie, body });
  const get = (path: string): Promise<Answer> => server.ask("GET", path, { cookie });

  beforeAll(async () => {
    server = await startTestServer(await open("sample"), { now: () => Date.parse("2026-02-01T09:00:00Z") });
    cookie = await server.signIn("pianificatrice-esempio");
    return () => server.close();
  });

  it("are placed by their text, each with how sure that is", async () => {
    const { json } = await post("/api/rows/places", {
      texts: [STRETCH, "via Cavuor ang. via Pomba", "via Cavour", "via Cavour 99999", "via di Nessuna Parte"],
    });
    const places = json.places as PlacedText[];
    expect(places.map(({ confidence, reasons }) => [confidence, ...reasons])).toEqual([
      ["exact"],
      ["likely", "spelling"],
      ["ambiguous", "long-street"],
      ["ambiguous", "unknown-house-number"],
      ["not-found", "nowhere"],
    ]);
    placed = places[0]!;
    expect(placed.candidates).toHaveLength(1);
    expect(placed.candidates[0]!.lengthMetres).toBeGreaterThan(50);
  });

  it("are placed in front of a house whose number is known, on its side", async () => {
    const { json } = await post("/api/rows/places", { texts: ["via Cavour 7", "via Cavour da n. 3 a n. 9"] });
    expect(json.places.map(({ confidence }: PlacedText) => confidence)).toEqual(["exact", "exact"]);
    expect(json.places[0].candidates[0].lengthMetres).toBeCloseTo(20, 0);
  });

  const rowAt = (title: string, days: readonly [string, string]) => {
    const work = roadworkAt([0, 0], [1, 1], days, { state: "draft" });
    const footprint = footprintOf(placed.candidates[0]!.geometry, 2.5);
    return { ...work, title, phases: [{ ...work.phases[0]!, footprint }] };
  };

  it("are examined together without being saved, saved one by one, and again without harm", async () => {
    const rows = [
      { id: randomUUID(), version: null, intervention: rowAt("Prima", ["2026-05-04", "2026-05-08"]) },
      { id: randomUUID(), version: null, intervention: rowAt("Seconda", ["2026-05-06", "2026-05-12"]) },
      {
        id: randomUUID(),
        version: null,
        intervention: roadworkAt([90_000, 0], [90_010, 0], ["2026-05-04", "2026-05-08"], { state: "draft" }),
      },
    ];
    const asked = (await post("/api/rows/save", { dryRun: true, rows })).json.outcomes as RowOutcome[];
    expect(asked.map(({ problem }) => problem?.code ?? null)).toEqual([null, null, "outside-city"]);
    const others = ({ findings }: RowOutcome) =>
      findings.flatMap(({ counterpart }) =>
        counterpart.type === "phase" ? [counterpart.interventionId] : [],
      );
    expect(others(asked[0]!)).toContain(rows[1]!.id);
    expect(others(asked[1]!)).toContain(rows[0]!.id);
    expect((await get(`/api/interventions/${rows[0]!.id}`)).status).toBe(404);

    const saved = (await post("/api/rows/save", { dryRun: false, rows })).json.outcomes as RowOutcome[];
    expect(saved.map(({ version }) => version)).toEqual([1, 1, null]);
    expect(saved.map((outcome) => others(outcome).sort())).toEqual(
      asked.map((outcome) => others(outcome).sort()),
    );
    const again = (await post("/api/rows/save", { dryRun: false, rows })).json.outcomes as RowOutcome[];
    expect(again.map(({ version }) => version)).toEqual([1, 1, null]);

    const id = rows[0]!.id;
    const current = (await get(`/api/interventions/${id}`)).json as Intervention;
    const changed = { ...rowAt("Prima, cambiata", ["2026-05-04", "2026-05-08"]) };
    const update = {
      id,
      version: 1,
      intervention: { ...changed, phases: [{ ...changed.phases[0]!, id: current.phases[0]!.id }] },
    };
    expect((await post("/api/rows/save", { dryRun: false, rows: [update] })).json.outcomes[0].version).toBe(
      2,
    );
    expect(
      (await post("/api/rows/save", { dryRun: false, rows: [update] })).json.outcomes[0].problem.code,
    ).toBe("version-conflict");
    const { json } = await post("/api/rows/current", {
      rows: [
        { id, version: 1 },
        { id: randomUUID(), version: 1 },
      ],
    });
    expect(json.rows[0]).toMatchObject({
      version: 2,
      mayChange: true,
      intervention: { title: "Prima, cambiata" },
      base: { title: "Prima" },
    });
    expect(json.rows[1]).toBeNull();
  });

  /** Sends a file in parts of so many bytes. */
  async function send(text: string, format: "csv" | "geojson", partBytes: number): Promise<string> {
    const id = randomUUID();
    const bytes = Buffer.from(text, "latin1");
    const body = {
      id,
      name: `prova.${format}`,
      format,
      bytes: bytes.length,
      mapping: null,
      defaultKind: "roadwork",
    };
    expect((await post("/api/row-imports", body)).status).toBe(201);
    expect((await post("/api/row-imports", body)).status).toBe(201);
    for (let offset = 0; offset < bytes.length; offset += partBytes) {
      const part = { offset, base64: bytes.subarray(offset, offset + partBytes).toString("base64") };
      expect((await post(`/api/row-imports/${id}/parts`, part)).json.rowImport.received).toBe(
        Math.min(bytes.length, offset + partBytes),
      );
      // A part that comes twice is known already.
      await post(`/api/row-imports/${id}/parts`, part);
    }
    return id;
  }

  const importOf = async (id: string) => (await get(`/api/row-imports/${id}`)).json.rowImport as RowImport;
  const waitForEnd = (id: string) =>
    vi.waitFor(async () => expect((await importOf(id)).state).toBe("done"), {
      timeout: 60_000,
      interval: 100,
    });

  it("of an archive are saved, refused or left to somebody, who settles all that bear one text", async () => {
    const lines = [
      "Via;Dal;Al;Tipo;Titolo;Ente",
      `${STRETCH};01/03/2010;05/03/2010;scavo;Vecchio scavo;Società à`,
      `${STRETCH};04/05/2026;08/05/2026;scavo;Scavo di maggio;-`,
      "via Cavour;01/03/2011;05/03/2011;scavo;Intera via;-",
      "Via  CAVOUR;01/04/2011;05/04/2011;ponteggio;Intera via;-",
      "via di Nessuna Parte;01/03/2011;05/03/2011;scavo;Altrove;-",
      `${STRETCH};boh;05/03/2011;scavo;Senza data;-`,
      "",
    ];
    const id = await send(lines.join("\r\n"), "csv", 120);
    await waitForEnd(id);
    expect((await importOf(id)).counts).toEqual({
      read: 0,
      placed: 0,
      unclear: 3,
      refused: 1,
      saved: 2,
      skipped: 0,
    });

    const queue = (await get(`/api/row-imports/${id}/places`)).json;
    expect(queue).toMatchObject({ texts: 2, rows: 3 });
    const [first, second] = queue.places;
    expect([first.rows, first.key, first.first.number]).toEqual([2, "via cavour", 4]);
    const settle = (key: string, choice: object) => post(`/api/row-imports/${id}/places`, { key, choice });
    expect((await settle(second.key, { kind: "skip" })).json.rows).toBe(1);
    expect((await settle(second.key, { kind: "restore" })).json.rows).toBe(1);
    expect((await settle(second.key, { kind: "skip" })).json.rows).toBe(1);
    expect((await settle(first.key, { kind: "text", text: "via Cavour" })).json).toMatchObject({
      rows: 0,
      place: { confidence: "ambiguous" },
    });
    expect((await settle(first.key, { kind: "text", text: "via Cavour ang. via Pomba" })).json.rows).toBe(2);
    await vi.waitFor(async () => expect((await importOf(id)).counts.saved).toBe(4), { timeout: 60_000 });
    await waitForEnd(id);
    expect((await importOf(id)).counts).toMatchObject({ unclear: 0, saved: 4, skipped: 1, refused: 1 });

    const report = (await get(`/api/row-imports/${id}/report`)).text.split("\r\n");
    expect(report[0]).toBe("row,state,intervention,why,Via,Dal,Al,Tipo,Titolo,Ente");
    expect(report[6]).toBe(`7,refused,,Dal: not-a-date (boh),${STRETCH},boh,05/03/2011,scavo,Senza data,'-`);
    const old = report[1]!.split(",");
    const saved = (await get(`/api/interventions/${old[2]}`)).json as Intervention;
    expect(saved).toMatchObject({
      title: "Vecchio scavo",
      state: "completed",
      contractor: "Società à",
      findings: [],
    });
  });

  it("of an archive in GeoJSON lie where their geometry says; one that is stopped goes on", async () => {
    const [line] = [placed.candidates[0]!.geometry];
    const features = Array.from({ length: 30 }, (_, index) => ({
      type: "Feature",
      properties: { titolo: `Riga ${index}`, inizio: "2009-03-02", fine: "2009-03-03", stato: "ultimato" },
      geometry: line,
    }));
    const id = await send(JSON.stringify({ type: "FeatureCollection", features }), "geojson", 600_000);
    const stopped = await post(`/api/row-imports/${id}/steer`, { action: "cancel" });
    if (stopped.status === 200) {
      expect(stopped.json.rowImport.state).toBe("cancelled");
      await post(`/api/row-imports/${id}/steer`, { action: "resume" });
    } else expect(stopped.json.code).toBe("import-ended");
    await waitForEnd(id);
    expect((await importOf(id)).counts.saved).toBe(30);
    expect((await get("/api/row-imports")).json.rowImports.map((one: { id: string }) => one.id)).toContain(
      id,
    );
  });

  it("of a file that is none are told so", async () => {
    const id = await send("qualcosa\r\nche non è una tabella\r\n", "csv", 100);
    await vi.waitFor(async () => expect((await importOf(id)).state).toBe("failed"), { timeout: 60_000 });
    expect((await importOf(id)).reason).toMatch(/no column tells a place/);
  });
});
