/** Facts about streets, places, digs that are over and events, held to plain geometry, on both databases. */
import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import {
  DETOUR_REACH_METRES,
  type Facts,
  type NearbyPlace,
  PLACE_REACH_METRES,
} from "../../../../domain/conflicts/facts.ts";
import { RULES } from "../../../../domain/conflicts/rules.ts";
import { isRefusal } from "../../../../domain/contract/problems.ts";
import { toDegrees } from "../../../../domain/geo/projection.ts";
import type { InterventionInput } from "../../../../domain/interventions/intervention.ts";
import { describeOnDatabases } from "../../../../tests/support/databases.ts";
import {
  corners,
  distanceToLine,
  distanceToPoint,
  type Point,
} from "../../../../tests/support/pair-findings.ts";
import { seededRandom } from "../../../../tests/support/random.ts";
import { loadSmallCity, ORIGIN, ROME, roadworkAt } from "../../../../tests/support/small-city.ts";
import { TEST_CITY } from "../../../../tests/support/test-city.ts";
import type { Database } from "../../../platform/db.ts";
import { createIntervention, prepareDraft } from "../../interventions/service.ts";
import { gatherForDrawn } from "../gather-facts.ts";

const SETTING = { city: TEST_CITY, timeZone: ROME };
const CHANGE = {
  actor: { id: "planner", role: "planner", officeId: "roads" } as const,
  requestId: "test",
  nowMs: Date.parse("2026-01-10T09:00:00Z"),
};
const DAYS = ["2026-06-01", "2026-06-05"] as const;

const random = seededRandom(20261122);
const somewhere = (): Point => [250 + random() * 300, 250 + random() * 300];
const at = ([x, y]: Point) => `ST_SetSRID(ST_MakePoint(${ORIGIN.x + x}, ${ORIGIN.y + y}), 32632)`;

const POINTS: Readonly<Record<Exclude<NearbyPlace["sort"], "transitLine">, readonly Point[]>> = {
  transitStop: Array.from({ length: 60 }, somewhere),
  school: Array.from({ length: 12 }, somewhere),
  hospital: Array.from({ length: 4 }, somewhere),
  carPark: Array.from({ length: 20 }, somewhere),
  trafficGate: [],
};
const LINES = Array.from({ length: 12 }, () => [somewhere(), somewhere()] as const);

await describeOnDatabases("facts", (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open("schema"));
    await loadSmallCity(database);
    const values = (points: readonly Point[], more: (key: string) => string) =>
      points.map((point, i) => `(${i + 1}, 'p${i}', ${more(`p${i}`)}, ${at(point)})`).join(", ");
    await database.transaction(TEST_CITY, async (db) => {
      await db.query(
        `INSERT INTO transit_stop (id, external_id, name, line_codes, geom) VALUES ${values(POINTS.transitStop, (key) => `'${key}', '{}'`)}`,
      );
      await db.query(
        `INSERT INTO facility (id, external_id, kind, name, geom) VALUES ${values(POINTS.school, (key) => `'school', '${key}'`)}`,
      );
      await db.query(
        `INSERT INTO facility (id, external_id, kind, name, geom)
         SELECT id + 100, 'h' || external_id, 'hospital', name, geom
         FROM (VALUES ${values(POINTS.hospital, (key) => `'${key}'`)}) AS row (id, external_id, name, geom)`,
      );
      await db.query(
        `INSERT INTO car_park (id, external_id, name, geom) VALUES ${values(POINTS.carPark, (key) => `'${key}'`)}`,
      );
      await db.query(
        `INSERT INTO transit_line (id, external_id, code, mode, title, geom) VALUES ${LINES.map(
          ([a, b], i) =>
            `(${i + 1}, 'p${i}', '${i}', 'tram', 'line', ST_Multi(ST_MakeLine(${at(a)}, ${at(b)})))`,
        ).join(", ")}`,
      );
      // A street from west to east, tagged 8 m of 14; one that comes in from the north at x = 500, its widths assumed.
      await db.query(
        `INSERT INTO street (id, external_id, name, class, width_metres, carriageway_width_metres, geom, width_source)
         VALUES (1, 'main', 'Via Lunga', 'residential', 14, 8, ST_Multi(ST_MakeLine(${at([400, 800])}, ${at([600, 800])})), 'tagged'),
           (2, 'side', 'Via Corta', 'residential', 10, 6, ST_Multi(ST_MakeLine(${at([500, 800])}, ${at([500, 900])})), 'assumed')`,
      );
      await db.query(
        `INSERT INTO street_segment (id, external_id, street_id, from_node, to_node, one_way, class, geom)
         VALUES (1, 'a', 1, 1, 2, true, 'residential', ST_MakeLine(${at([400, 800])}, ${at([500, 800])})),
           (2, 'b', 1, 2, 3, false, 'residential', ST_MakeLine(${at([500, 800])}, ${at([600, 800])})),
           (3, 'c', 2, 2, 4, true, 'residential', ST_MakeLine(${at([500, 800])}, ${at([500, 900])}))`,
      );
    });
  });

  const save = (input: InterventionInput) =>
    database.transaction(TEST_CITY, async (db) => {
      const id = randomUUID();
      const outcome = await createIntervention(db, SETTING, id, input, "roads", CHANGE);
      if (isRefusal(outcome)) throw new Error(JSON.stringify(outcome));
      return id;
    });
  const factsOf = (input: InterventionInput) =>
    database.transaction(
      TEST_CITY,
      async (db) => {
        const phases = await prepareDraft(db, TEST_CITY, input);
        if (isRefusal(phases)) throw new Error(JSON.stringify(phases));
        return gatherForDrawn(
          db,
          RULES,
          phases.map((phase) => ({ ...phase, exceptInterventionId: null })),
        );
      },
      { readOnly: true },
    );

  it("tell every place within its sort's reach, as far as plain geometry puts it, and which sorts are missing", async () => {
    let told = 0;
    for (let round = 0; round < 20; round++) {
      const [from, to] = [somewhere(), somewhere()];
      const ring = corners(from, to, 3);
      const [facts] = await factsOf(roadworkAt(from, to, DAYS, { widthMetres: 3 }));
      const { things, missing } = facts!.nearbyPlaces;
      expect(missing).toEqual(["trafficGate"]);
      const expected = [
        ...Object.entries(POINTS).flatMap(([sort, points]) =>
          points.map((point, i) => ({
            name: `${sort} ${sort === "hospital" ? "h" : ""}p${i}`,
            metres: distanceToPoint(ring, point),
            reach: PLACE_REACH_METRES[sort as NearbyPlace["sort"]],
          })),
        ),
        ...LINES.map(([a, b], i) => ({
          name: `transitLine p${i}`,
          metres: distanceToLine(ring, a, b),
          reach: PLACE_REACH_METRES.transitLine,
        })),
      ].filter(({ metres, reach }) => metres <= reach);
      const found = new Map(things.map((thing) => [`${thing.sort} ${thing.key}`, thing.distanceMetres]));
      expect([...found.keys()].sort()).toEqual(expected.map(({ name }) => name).sort());
      for (const { name, metres } of expected) expect(found.get(name)).toBeCloseTo(metres, 2);
      told += expected.length;
    }
    expect(told).toBeGreaterThan(100);
  });

  it("tell the streets that are touched, the one it lies along first, with widths that are more than assumed", async () => {
    // Four metres of each side of Via Lunga are its carriageway; the trench ends 2 m from Via Corta's axis.
    const [facts] = await factsOf(roadworkAt([450, 802.75], [498, 802.75], DAYS, { widthMetres: 2.5 }));
    expect(facts!.touchedStreets!.map(({ name }) => name)).toEqual(["Via Lunga", "Via Corta"]);
    const [main, side] = facts!.touchedStreets!;
    expect(main).toMatchObject({
      key: "main",
      oneWay: false,
      reachMetres: 4,
      pavementMetres: 3,
      synthetic: true,
    });
    expect(main!.distanceMetres).toBeCloseTo(1.5, 2);
    expect(main!.lineDistanceMetres).toBeCloseTo(2.75, 2);
    expect(side).toMatchObject({ oneWay: true, reachMetres: 3, pavementMetres: null });
    expect(side!.distanceMetres).toBeCloseTo(2, 2);

    const [before] = await factsOf(roadworkAt([450, 802.75], [494, 802.75], DAYS));
    // Of its two stretches only the one that leads one way.
    expect(before!.touchedStreets).toMatchObject([{ name: "Via Lunga", oneWay: true }]);
    const [both] = await factsOf(roadworkAt([480, 797.25], [530, 797.25], DAYS));
    expect(both!.touchedStreets![0]).toMatchObject({ name: "Via Lunga", oneWay: false });
    const [far] = await factsOf(roadworkAt([450, 806], [490, 806], DAYS));
    expect(far!.touchedStreets).toEqual([]);
  });

  it("tell digs that are over, and no others", async () => {
    const done = await save(roadworkAt([700, 700], [740, 700], ["2025-10-06", "2025-10-10"]));
    await save(roadworkAt([700, 720], [740, 720], ["2025-10-06", "2025-10-10"]));
    const beside = roadworkAt([700, 704], [740, 704], DAYS, { widthMetres: 2 });
    expect((await factsOf(beside))[0]!.finishedDigs).toEqual([]);
    await database.transaction(TEST_CITY, async (db) => {
      await db.query(
        `UPDATE intervention SET state = 'completed', reinstatement = 'provisional', reinstated_at = '2025-10-10T17:00Z'
         WHERE id = $1`,
        [done],
      );
      await db.query("UPDATE phase SET live = false WHERE intervention_id = $1", [done]);
    });
    const [dig] = (await factsOf(beside))[0]!.finishedDigs;
    expect(dig).toMatchObject({
      interventionId: done,
      state: "completed",
      reinstatement: "provisional",
      reinstatedAtMs: Date.parse("2025-10-10T17:00:00Z"),
      span: { startMs: Date.parse("2025-10-06T07:00:00Z"), endMs: Date.parse("2025-10-10T17:00:00Z") },
    });
    expect(dig!.distanceMetres).toBeCloseTo(4 - 1.25 - 1, 2);
    const earlier = { ...beside, phases: [{ ...beside.phases[0]!, startsAt: "2025-09-01T07:00:00Z" }] };
    expect((await factsOf(earlier))[0]!.finishedDigs).toEqual([]);
  });

  it("tell the other events of a place, a draft's own other phases among them", async () => {
    const eventAt = (x: number, days: readonly [string, string]): InterventionInput => ({
      ...roadworkAt([x, 100], [x + 20, 100], days, { depthMetres: null }),
      kind: "event",
    });
    await save({ ...eventAt(800, ["2026-05-02", "2026-05-03"]), title: "Fiera" });
    await save({ ...eventAt(500, ["2026-05-02", "2026-05-03"]), title: "Lontano" });
    await save({ ...eventAt(800, ["2024-05-02", "2024-05-03"]), title: "Allora" });
    await save(roadworkAt([800, 100], [820, 100], ["2026-05-02", "2026-05-03"]));
    const first = eventAt(850, ["2026-06-06", "2026-06-07"]);
    const draft = {
      ...first,
      phases: [...first.phases, ...eventAt(850, ["2026-06-13", "2026-06-14"]).phases],
    };
    const told = await factsOf(draft);
    expect(told.map(({ eventsNearby }) => eventsNearby.map(({ title }) => title))).toEqual([
      ["Fiera", ""],
      ["Fiera", ""],
    ]);
    expect(told[0]!.eventsNearby[0]!.distanceMetres).toBeCloseTo(30, 2);
    expect(told[0]!.eventsNearby[1]!.span.startMs).toBe(Date.parse("2026-06-13T07:00:00Z"));
  });

  const lineThrough = (...points: readonly Point[]) => ({
    type: "LineString" as const,
    coordinates: points.map(([x, y]) => toDegrees([ORIGIN.x + x, ORIGIN.y + y])),
  });

  it("tell whose detour passes and how near, within a year either side", async () => {
    const detour = lineThrough([600, 500], [700, 500]);
    await save(roadworkAt([640, 600], [660, 600], DAYS, { detour }));
    const at10 = roadworkAt([620, 510], [640, 510], DAYS, { widthMetres: 2 });
    const [found] = (await factsOf(at10))[0]!.detoursHere;
    expect(found).toMatchObject({ title: "Scavo di prova", state: "proposed" });
    expect(found!.distanceMetres).toBeCloseTo(9, 2);
    expect(found!.lineDistanceMetres).toBeCloseTo(10, 2);
    expect((await factsOf(roadworkAt([620, 540], [640, 540], DAYS)))[0]!.detoursHere).toEqual([]);
    const days = async (first: string, last: string) =>
      (await factsOf(roadworkAt([620, 510], [640, 510], [first, last])))[0]!.detoursHere.length;
    expect(await days("2026-11-02", "2026-11-06")).toBe(1);
    expect(await days("2027-06-14", "2027-06-18")).toBe(0);
  });

  it("tell who lies on one's own detour, as far as plain geometry puts it", async () => {
    const sites = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const [from, to] = [[40 + 70 * i, 10 + 9 * i] as const, [60 + 70 * i, 14 + 9 * i] as const];
        const id = await save({ ...roadworkAt(from, to, DAYS, { vehicleImpact: "all-lanes-closed" }) });
        return { id, ring: corners(from, to, 2.5) };
      }),
    );
    const [a, b] = [
      [10, 40],
      [900, 55],
    ] as const;
    const draft = roadworkAt([400, 180], [420, 180], DAYS, { detour: lineThrough(a, b) });
    const [facts] = await factsOf(draft);
    const expected = sites
      .map(({ id, ring }) => ({ id, metres: distanceToLine(ring, a, b) }))
      .filter(({ metres }) => metres <= DETOUR_REACH_METRES);
    const found = new Map(facts!.phasesOnDetour.map((one) => [one.interventionId, one]));
    expect([...found.keys()].sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(expected.length).toBeGreaterThan(3);
    expect(expected.length).toBeLessThan(sites.length);
    for (const { id, metres } of expected) {
      expect(found.get(id)).toMatchObject({ vehicleImpact: "all-lanes-closed", lineDistanceMetres: null });
      expect(found.get(id)!.distanceMetres).toBeCloseTo(metres, 2);
    }
    expect((await factsOf(roadworkAt([400, 180], [420, 180], DAYS)))[0]!.phasesOnDetour).toEqual([]);
  });

  it("tell the streets that a detour follows, not those it crosses", async () => {
    const along = roadworkAt([20, 900], [40, 900], DAYS, {
      detour: lineThrough([400, 803], [490, 803], [510, 798], [590, 798]),
    });
    const [{ detourStreets }] = (await factsOf(along)) as [Facts];
    expect(detourStreets!.map(({ key }) => key)).toEqual(["main"]);
    // The stretch of Via Lunga beside the line, and as far on as the band's round end at its west.
    expect(detourStreets![0]!.alongMetres).toBeGreaterThan(190);
    expect(detourStreets![0]!.alongMetres).toBeLessThanOrEqual(200);
    const turning = roadworkAt([20, 900], [40, 900], DAYS, {
      detour: lineThrough([450, 800], [500, 800], [500, 890]),
    });
    expect((await factsOf(turning))[0]!.detourStreets!.map(({ key }) => key)).toEqual(["side", "main"]);
    expect((await factsOf(roadworkAt([20, 900], [40, 900], DAYS)))[0]!.detourStreets).toEqual([]);
  });

  it("tell that something comes back by a rule of recurrence", async () => {
    const market: InterventionInput = {
      ...roadworkAt([120, 700], [140, 700], ["2026-06-04", "2026-06-04"], { depthMetres: null }),
      kind: "occupation",
      title: "Mercato",
      recurrence: "FREQ=WEEKLY;COUNT=3",
    };
    await save(market);
    const [facts] = await factsOf(roadworkAt([125, 702], [135, 702], DAYS));
    expect(facts!.nearbyPhases.map(({ title, recurring }) => [title, recurring])).toEqual([
      ["Mercato", true],
      ["Mercato", true],
      ["Mercato", true],
    ]);
  });
});
