/** What is read of the city for the nuisance index, held to a street, a school and a section laid out by hand. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { Mode, Nuisance } from "../../../domain/nuisance/nuisance.ts";
import { describeOnDatabases, type TestDatabase } from "../../../tests/support/databases.ts";
import { startTestServer, type TestServer } from "../../../tests/support/server.ts";
import { loadSmallCity, ORIGIN, roadworkAt } from "../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";

/** East and north of the small city's corner, as well-known text. */
const at = (points: readonly (readonly [number, number])[]) =>
  points.map(([x, y]) => `${ORIGIN.x + x} ${ORIGIN.y + y}`).join(", ");
const line = (...points: (readonly [number, number])[]) => `SRID=32632;LINESTRING(${at(points)})`;
const point = (x: number, y: number) => `SRID=32632;POINT(${at([[x, y]])})`;
const box = (west: number, south: number, east: number, north: number) =>
  `SRID=32632;POLYGON((${at([
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ])}))`;

const trench = (more: Parameters<typeof roadworkAt>[3] = {}) =>
  roadworkAt([200, 200], [240, 200], ["2026-03-02", "2026-03-15"], {
    vehicleImpact: "alternating-one-way",
    noisePowerDecibels: 105,
    ...more,
  });

const termsOf = ({ modes }: Nuisance, mode: Mode) =>
  Object.fromEntries(modes.find((one) => one.mode === mode)!.terms.map((term) => [term.id, term]));

await describeOnDatabases("nuisance", (open) => {
  let opened: TestDatabase;
  let server: TestServer;
  let cookie: string;

  const reckon = async (more?: Parameters<typeof roadworkAt>[3]): Promise<Nuisance> => {
    const { kind, state, urgent, phases } = trench(more);
    const { status, json } = await server.ask("POST", "/api/nuisance/reckon", {
      body: { draft: { kind, state, urgent, phases } },
    });
    expect(status, JSON.stringify(json)).toBe(200);
    return json;
  };

  beforeAll(async () => {
    opened = await open();
    await loadSmallCity(opened.database);
    server = await startTestServer(opened);
    cookie = await server.signIn("planner");
    return () => server.close();
  }, 60_000);

  it("says of a city with nothing on record that it is not known, and never that it is none", async () => {
    const { modes, overall } = await reckon();
    expect(modes.map(({ mode, status }) => `${mode} ${status}`)).toEqual([
      "car range",
      "bike unknown",
      "tram unknown",
      "bus unknown",
      "pedestrian unknown",
      "emergency unknown",
      "passengers unknown",
      "residents unknown",
    ]);
    expect(overall).toEqual({ least: 0, most: 5, colours: ["green", "red"] });
  });

  it("reads street, lanes, lines, stops, tracks, pavement, residents and schools where the trench is", async () => {
    await opened.database.transaction(TEST_CITY, async (db) => {
      const run = (text: string) => db.query(text);
      await run(`INSERT INTO street (id, external_id, name, class, width_metres, carriageway_width_metres, geom, width_source)
        VALUES (1, 's1', 'corso Prova', 'main', 20, 12, ST_Multi('${line([100, 204], [400, 204])}'), 'tagged')`);
      // The trench's band is 1.25 m wide to either side of its line: 2.75 m from the axis, 10 m being the street's half.
      await run(`INSERT INTO street_segment (id, external_id, street_id, from_node, to_node, one_way, lanes, geom, class)
        VALUES (1, 'g1', 1, 1, 2, false, 4, '${line([100, 204], [220, 204])}', 'main'),
          (2, 'g2', 1, 2, 3, false, 2, '${line([220, 204], [400, 204])}', 'main'),
          (3, 'g3', NULL, 4, 5, true, 1, '${line([100, 260], [400, 260])}', 'residential')`);
      await run(`INSERT INTO transit_line (id, external_id, code, mode, title, geom)
        VALUES (1, 'l1', '4', 'tram', 'Quattro', ST_Multi('${line([100, 206], [400, 206])}')),
          (2, 'l2', '55', 'bus', 'Cinquantacinque', ST_Multi('${line([100, 200], [400, 200])}')),
          (3, 'l3', '58', 'bus', 'Cinquantotto', NULL)`);
      await run(`INSERT INTO transit_stop (id, external_id, name, line_codes, geom, step_free)
        VALUES (1, 't1', 'Vicina', '{58}', '${point(210, 210)}', true),
          (2, 't2', 'Lontana', '{4}', '${point(210, 212)}', false)`);
      await run(`INSERT INTO cycle_track (id, external_id, name, from_node, to_node, one_way, geom)
        VALUES (1, 'c1', 'Ciclabile', 1, 2, false, '${line([230, 150], [230, 250])}')`);
      await run(`INSERT INTO ground (id, external_id, kind, geom)
        VALUES (2, 'p1', 'pavement', '${box(200, 199, 210, 230)}'), (3, 'r1', 'rail', '${box(100, 220, 400, 225)}')`);
      // Half of the section lies within reach, and all of the residents of a quarter of the ground.
      await run(`INSERT INTO zone (id, external_id, kind, name, residents, geom)
        VALUES (1, 'z1', 'census', 'Sezione 1', 400, ST_Multi('${box(210, 195, 220, 205)}')),
          (2, 'z2', 'census', 'Sezione 2', NULL, ST_Multi('${box(220, 195, 230, 205)}')),
          (3, 'z3', 'district', 'Circoscrizione', 90000, ST_Multi('${box(0, 0, 1000, 1000)}'))`);
      await run(`INSERT INTO facility (id, external_id, kind, name, geom)
        VALUES (1, 'f1', 'school', 'Scuola Vicina', '${point(220, 420)}'),
          (2, 'f2', 'hospital', 'Ospedale Lontano', '${point(220, 440)}'),
          (3, 'f3', 'pharmacy', 'Farmacia', '${point(220, 210)}')`);
      await run(`INSERT INTO traffic_sensor (id, external_id, road_name, flow_vehicles_per_hour, geom)
        VALUES (1, 'v1', 'corso Prova', 620, '${point(220, 228)}'), (2, 'v2', 'oltre', 9000, '${point(220, 240)}')`);
    });
    const nuisance = await reckon();
    const car = termsOf(nuisance, "car");
    expect(car.duration).toMatchObject({ value: { number: 14, unit: "days" }, class: { least: 3, most: 3 } });
    expect(car.streetClass).toMatchObject({
      value: { class: "main", names: ["corso Prova"] },
      product: { least: 1, most: 1 },
    });
    expect(car.traffic).toMatchObject({
      value: { number: 620, atLeast: true },
      class: { least: 2, most: 5 },
    });
    expect(car.lanes).toMatchObject({ class: { least: 1, most: 3 } });
    // The street's axis within 10 m of the footprint, which ends flat at 200 and 240: past its corners by
    // sqrt(10² - 2.75²) = 9.61 m at either end.
    expect(car.length!.value).toMatchObject({ unit: "metres", names: ["corso Prova"] });
    expect((car.length!.value as { number: number }).number).toBeCloseTo(40 + 2 * 9.61, 0);
    expect(nuisance.modes.find(({ mode }) => mode === "car")).toMatchObject({ least: 2.7, most: 3.9 });
    expect(nuisance.modes.find(({ mode }) => mode === "bike")).toMatchObject({ least: 3, most: 5 });
    // The tram's axis is 6 m off, the trench's band reaches 1.25 m of them: 4.75 m, more than 4.
    expect(nuisance.modes.find(({ mode }) => mode === "tram")).toMatchObject({ least: 0, most: 0 });
    expect(termsOf(nuisance, "bus").busLines!.value).toMatchObject({ number: 2, names: ["55", "58"] });
    expect(termsOf(nuisance, "pedestrian").stepFreeStops!.value).toMatchObject({ names: ["Vicina"] });
    expect(termsOf(nuisance, "pedestrian").footway!.class).toEqual({ least: 0, most: 5 });
    expect(termsOf(nuisance, "passengers").stopsCut!.value).toMatchObject({ names: ["Vicina"] });
    // 105 dB are 65 at 39.9 m: the whole section of 400; 50 at 224 m, from the band's edge the school and no more.
    expect(nuisance.noiseReach).toEqual({ residentsMetres: 39.9, sensitiveMetres: 224.3 });
    const heard = termsOf(nuisance, "residents");
    expect(heard.exposedResidents!.value).toMatchObject({ number: 400, unit: "people" });
    expect(heard.sensitivePlaces!.value).toMatchObject({ names: ["Scuola Vicina"] });
  });

  it("counts residents by the share of their section within reach", async () => {
    // 73 dB of power are 65 dB(A) at 1 m: of the section's 10 m by 10 m the band of 2.5 m and a metre either side.
    const { modes } = await reckon({ noisePowerDecibels: 73 });
    const { value } = modes.find(({ mode }) => mode === "residents")!.terms[0]!;
    expect(value).toEqual({ is: "number", number: 180, unit: "people", atLeast: false, names: [] });
  });

  it("is the same of the intervention once saved, and none of one that is not there", async () => {
    const id = randomUUID();
    const details = { footwayWidthMetres: 1.2, carriagewayWidthMetres: 3.5 };
    const saved = await server.ask("POST", "/api/interventions", {
      cookie,
      body: { id, intervention: trench(details) },
    });
    expect(saved.status).toBe(201);
    const { status, json } = await server.ask("GET", `/api/interventions/${id}/nuisance`);
    expect([status, json]).toEqual([200, await reckon(details)]);
    expect((await server.ask("GET", `/api/interventions/${randomUUID()}/nuisance`)).status).toBe(404);
  });
});
