/** The table of interventions: filters, orders, pages while rows change, and its files read back. */
import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import { beforeAll, expect, it } from "vitest";
import type { InterventionInput } from "../../domain/interventions/intervention.ts";
import { type InterventionRow, SORT_KEYS } from "../../domain/interventions/list-contract.ts";
import { SHEET_COLUMNS } from "../../domain/interventions/sheet-columns.ts";
import { describeOnDatabases } from "../support/databases.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import { roadworkAt } from "../support/small-city.ts";

const AUTUMN = ["2027-09-06", "2027-09-10"] as const;

/** Far from each other, but for the second, which crosses the first at the same time. */
function works(): Record<string, InterventionInput> {
  const at = (row: number, days: readonly [string, string] = AUTUMN) =>
    roadworkAt([100, row], [140, row], days);
  const twice = at(500, ["2027-10-04", "2027-10-08"]);
  return {
    "=Fognatura": { ...at(100), place: "Corso Niccolò Tommaseo", contractor: "Città & Figli S.p.A." },
    Gas: {
      ...roadworkAt([120, 80], [120, 120], AUTUMN, { vehicleImpact: "all-lanes-closed" }),
      place: "via Po",
    },
    Fibra: {
      ...at(300, ["2027-01-11", "2027-01-15"]),
      urgent: true,
      description: 'Con "virgole", e\na capo',
    },
    Mercato: { ...at(400, ["2027-06-01", "2027-07-01"]), kind: "event" },
    Potatura: {
      ...twice,
      kind: "greenwork",
      state: "forecast",
      phases: [
        { ...twice.phases[0]!, hindrance: "major", vehicleImpact: "unknown" },
        { ...at(500, ["2027-12-06", "2027-12-10"]).phases[0]!, hindrance: "none" },
      ],
    },
    Ponteggio: { ...at(600, ["2026-12-01", "2028-01-10"]), kind: "occupation", state: "draft" },
    // The same in all but the id, to be told apart by it alone.
    "Buca 1": at(700),
    "Buca 2": at(760),
    "Buca 3": at(820),
  };
}

const namedAsWorks = (named: Record<string, InterventionInput>) =>
  Object.entries(named).map(([title, work]) => ({ ...work, title }));

await describeOnDatabases("the table of interventions", (open) => {
  let opened: Awaited<ReturnType<typeof open>>;
  let server: TestServer;
  let cookie: string;

  beforeAll(async () => {
    opened = await open("small");
    server = await startTestServer(opened);
    cookie = await server.signIn("planner");
    for (const intervention of namedAsWorks(works())) await create(intervention);
    return () => server.close();
  });

  async function create(intervention: InterventionInput, id: string = randomUUID()) {
    const { status, text } = await server.ask("POST", "/api/interventions", {
      cookie,
      body: { id, intervention },
    });
    expect(status, text).toBe(201);
    return id;
  }

  async function list(query: Record<string, string>) {
    const { status, json, text } = await server.ask(
      "GET",
      `/api/interventions?${new URLSearchParams(query)}`,
    );
    expect(status, text).toBe(200);
    return json as { interventions: InterventionRow[]; total: { count: number } | null; next: string | null };
  }

  async function listAll(query: Record<string, string>): Promise<InterventionRow[]> {
    const rows: InterventionRow[] = [];
    let after: string | null = null;
    do {
      const page = await list({ ...query, ...(after === null ? {} : { after }) });
      rows.push(...page.interventions);
      after = page.next;
    } while (after !== null);
    return rows;
  }

  const titles = (rows: readonly InterventionRow[]) => rows.map(({ title }) => title).sort();

  it("finds by each filter, and by several at once", async () => {
    const crossing = ["=Fognatura", "Gas"];
    const cases: [Record<string, string>, string[]][] = [
      [{ kinds: "event,occupation" }, ["Mercato", "Ponteggio"]],
      [{ states: "forecast" }, ["Potatura"]],
      [{ offices: "water" }, []],
      [{ urgent: "true" }, ["Fibra"]],
      [{ synthetic: "true" }, []],
      [{ text: "NICCOLO tomm" }, ["=Fognatura"]],
      [{ text: "virgole niccolo" }, []],
      [{ text: "100%" }, []],
      [{ findings: "blocking" }, crossing],
      [{ findings: "any", kinds: "event" }, []],
      [{ startsAt: "2027-01-01T00:00:00Z", endsAt: "2027-02-01T00:00:00Z" }, ["Fibra", "Ponteggio"]],
      // Half-open on both sides, and not in what lies between two phases.
      [{ startsAt: "2027-01-15T17:00:00Z", endsAt: "2027-06-01T07:00:00Z" }, ["Ponteggio"]],
      [{ startsAt: "2027-11-01T00:00:00Z", endsAt: "2027-11-08T00:00:00Z" }, ["Ponteggio"]],
    ];
    for (const [query, expected] of cases) {
      const { interventions, total } = await list(query);
      expect([query, titles(interventions)]).toEqual([query, expected]);
      expect(total).toEqual({ count: expected.length, exact: true });
    }
    const all = await listAll({});
    expect(titles(await listAll({ findings: "none" }))).toEqual(
      titles(all.filter(({ blockingCount, warningCount }) => blockingCount + warningCount === 0)),
    );
    const market = all.find(({ title }) => title === "Mercato")!;
    expect(titles((await list({ bbox: market.extent.join() })).interventions)).toEqual(["Mercato"]);
    expect(titles((await list({ ids: market.id })).interventions)).toEqual(["Mercato"]);
  });

  it("tells of several phases the heaviest effect, the whole time and the ground they take together", async () => {
    const [row] = (await list({ states: "forecast" })).interventions;
    expect(row).toMatchObject({ phaseCount: 2, hindrance: "major", vehicleImpact: "unknown", version: 1 });
    expect([row!.startsAt, row!.endsAt]).toEqual(["2027-10-04T07:00:00.000Z", "2027-12-10T17:00:00.000Z"]);
    // Both phases stand on the same 40 m of 2.5 m.
    expect(row!.areaSquareMetres).toBeCloseTo(100, 0);
    const [lower] = (await list({ kinds: "occupation" })).interventions;
    expect(lower).toMatchObject({ vehicleImpact: "some-lanes-closed", hindrance: "minor" });
  });

  it("keeps every order both ways, each row once however it is paged", async () => {
    const count = Object.keys(works()).length;
    const folded = (text: string) =>
      text
        .normalize("NFD")
        .replace(/\p{Diacritic}/gu, "")
        .toLowerCase();
    for (const sort of SORT_KEYS) {
      const up = await listAll({ sort, limit: "4" });
      const down = await listAll({ sort, limit: "500", order: "desc" });
      expect([sort, new Set(up.map(({ id }) => id)).size]).toEqual([sort, count]);
      expect([sort, down.map(({ id }) => id)]).toEqual([sort, up.map(({ id }) => id).reverse()]);
      const keys = up.map((row) => (sort === "office" ? row.office.name : row[sort]));
      if (sort === "kind" || sort === "state" || sort === "vehicleImpact" || sort === "hindrance") continue;
      const known = keys.map((key) => (typeof key === "string" ? folded(key) : Number(key)));
      expect([sort, known]).toEqual([sort, [...known].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))]);
    }
    const states = (await listAll({ sort: "state" })).map(({ state }) => state);
    expect([states[0], states[states.length - 1]]).toEqual(["forecast", "proposed"]);
  });

  it("begins with what is under way and comes next, and ends with what has been over the longest", async () => {
    const nowMs = Date.parse("2027-09-08T10:00:00Z");
    const then = await startTestServer(opened, { now: () => nowMs });
    const read = async (limit: number, order: string) => {
      const rows: InterventionRow[] = [];
      for (let after: string | null = ""; after !== null; ) {
        const query = `sort=soonest&order=${order}&limit=${limit}${after === "" ? "" : `&after=${after}`}`;
        const { json } = await then.ask("GET", `/api/interventions?${query}`);
        rows.push(...json.interventions);
        after = json.next;
      }
      return rows;
    };
    const all = await listAll({});
    const open = all.filter(({ endsAt }) => Date.parse(endsAt) > nowMs);
    const over = all.filter(({ endsAt }) => Date.parse(endsAt) <= nowMs);
    expect([open.length, over.length]).toEqual([7, 2]);
    const expected = [
      ...open.sort((a, b) => a.startsAt.localeCompare(b.startsAt) || a.id.localeCompare(b.id)),
      ...over.sort((a, b) => b.endsAt.localeCompare(a.endsAt) || a.id.localeCompare(b.id)),
    ].map(({ title }) => title);
    expect(expected[0]).toBe("Ponteggio");
    expect(expected.slice(-3)).toEqual(["Potatura", "Mercato", "Fibra"]);
    for (const limit of [1, 2, 4, 500]) {
      expect((await read(limit, "asc")).map(({ title }) => title)).toEqual(expected);
      expect((await read(limit, "desc")).map(({ title }) => title)).toEqual([...expected].reverse());
    }
    const { text } = await then.ask("GET", "/api/intervention-exports/csv?sort=soonest&mark=false");
    const exported: Record<string, string>[] = parse(text, { columns: true });
    const ids = (await read(500, "asc")).map(({ id }) => id);
    expect(exported.map((row) => row.Identificativo)).toEqual(ids);
    await then.close();
  });

  it("goes on where it was when rows come, go and change meanwhile", async () => {
    const first = await list({ sort: "title", limit: "3" });
    const before = await listAll({ sort: "title" });
    const [gone, changed] = [before[4]!, before[0]!];
    const added = await create({
      ...roadworkAt([100, 900], [140, 900], AUTUMN),
      title: "Aaa prima di tutte",
    });
    expect((await server.ask("DELETE", `/api/interventions/${gone.id}?version=1`, { cookie })).status).toBe(
      200,
    );
    const { json } = await server.ask("GET", `/api/interventions/${changed.id}`);
    const intervention = { ...works()[changed.title]!, title: "Zeta", phases: json.phases };
    const update = { version: 1, intervention };
    expect(
      (await server.ask("PUT", `/api/interventions/${changed.id}`, { cookie, body: update })).status,
    ).toBe(200);
    const rest = await listAll({ sort: "title", limit: "3", after: first.next! });
    const expected = before.slice(3).filter(({ id }) => id !== gone.id);
    expect(rest.map(({ id }) => id)).toEqual([...expected.map(({ id }) => id), changed.id]);
    for (const id of [added, changed.id]) {
      const version = (await server.ask("GET", `/api/interventions/${id}`)).json.version;
      await server.ask("DELETE", `/api/interventions/${id}?version=${version}`, { cookie });
    }
    await create({ ...works()[gone.title]!, title: gone.title });
    await create({ ...works()[changed.title]!, title: changed.title });
  });

  it("names what is wrong with a filter or a page", async () => {
    const { next } = await list({ sort: "title", limit: "2" });
    const wrong: [string, string][] = [
      ["zone=nowhere", "zone"],
      ["startsAt=2027-02-01T00:00:00Z&endsAt=2027-01-01T00:00:00Z", "endsAt"],
      ["kinds=event,feast", "kinds"],
      ["ids=1", "ids"],
      [`sort=place&after=${next}`, "after"],
      [`sort=title&order=desc&after=${next}`, "after"],
      [`sort=startsAt&after=${Buffer.from('["startsAt","asc","soon","x"]').toString("base64url")}`, "after"],
    ];
    for (const [query, field] of wrong) {
      const { status, json } = await server.ask("GET", `/api/interventions?${query}`);
      expect([query, status, json.errors?.map((error: { field: string }) => error.field)]).toEqual([
        query,
        400,
        [field],
      ]);
    }
    const columns = await server.ask("GET", "/api/intervention-exports/csv?columns=id,colour");
    expect(columns.json.errors).toMatchObject([{ field: "columns" }]);
  });

  it("leaves as CSV that reads back, with nothing a spreadsheet would calculate", async () => {
    const { text, headers } = await server.ask("GET", "/api/intervention-exports/csv?sort=title");
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(headers.get("Content-Disposition")).toMatch(
      /^attachment; filename=interventi-sample-\d{4}-\d\d-\d\d\.csv$/,
    );
    // What is decoded has lost the mark; the bytes have it, where it is not declined.
    for (const [mark, first] of [
      ["true", "\ufeff"],
      ["false", "I"],
    ] as const) {
      const reply = await fetch(`${server.url}/api/intervention-exports/csv?mark=${mark}`);
      expect(Buffer.from(await reply.arrayBuffer()).toString("utf8")[0]).toBe(first);
    }
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(Object.keys(rows[0]!)).toEqual(SHEET_COLUMNS.map(({ header }) => header.it));
    const table = await listAll({ sort: "title" });
    expect(rows.map((row) => row.Identificativo)).toEqual(table.map(({ id }) => id));
    expect(rows[0]).toMatchObject({
      Titolo: "'=Fognatura",
      Luogo: "Corso Niccolò Tommaseo",
      Bloccanti: "1",
      Urgente: "no",
    });
    const fibre = rows.find((row) => row.Titolo === "Fibra")!;
    // Seven in the morning in UTC is eight in Turin's winter.
    expect(fibre).toMatchObject({
      Inizio: "2027-01-11 08:00",
      Descrizione: 'Con "virgole", e\na capo',
      Urgente: "sì",
    });
  });

  it("leaves as an Excel sheet with real dates and numbers, in the chosen columns", async () => {
    const query = "sort=title&language=en&columns=startsAt,areaSquareMetres,title,kind,contractor";
    const reply = await fetch(`${server.url}/api/intervention-exports/xlsx?${query}`);
    const [head, first, ...others] = await readSheet(Buffer.from(await reply.arrayBuffer()));
    expect(head).toEqual(["Identifier", "Version", "Start", "Area (m²)", "Title", "Kind", "Contractor"]);
    const [row] = (await list({ sort: "title" })).interventions;
    expect(first).toEqual([
      row!.id,
      1,
      // Nine of Turin's clock, in summer time.
      new Date("2027-09-06T09:00:00Z"),
      row!.areaSquareMetres,
      "=Fognatura",
      "Roadworks",
      "Città & Figli S.p.A.",
    ]);
    expect(others.length).toBe(Object.keys(works()).length - 1);
  });

  it("leaves as GeoJSON, a feature a phase, the outer ring counter-clockwise", async () => {
    const { json, headers } = await server.ask(
      "GET",
      "/api/intervention-exports/geojson?states=forecast&columns=title",
    );
    expect(headers.get("Content-Type")).toBe("application/geo+json");
    expect(json.type).toBe("FeatureCollection");
    expect(json.features).toHaveLength(2);
    for (const { geometry, properties, id } of json.features) {
      const ring = geometry.coordinates[0] as [number, number][];
      const doubled = ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at]![0] * y - x * ring[at]![1], 0);
      expect(doubled).toBeGreaterThan(0);
      expect(id).not.toBe(properties.id);
      expect(properties).toMatchObject({ title: "Potatura", version: 1 });
    }
    expect(json.features[1].properties.phaseStartsAt).toBe("2027-12-06T07:00:00.000Z");
    const none = await server.ask("GET", "/api/intervention-exports/geojson?offices=water");
    expect(none.json).toEqual({ type: "FeatureCollection", features: [] });
  });
});
