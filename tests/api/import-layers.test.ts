/** Layers taken in on both databases: what goes in, what is refused, and why. */
import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { describeOnDatabases } from "../support/databases.ts";
import { CENTRE, datasetOf, houseOn, libraries, libraryAt, planOf, square } from "../support/import-plan.ts";
import { openImportCity } from "../support/import-suite.ts";

await describeOnDatabases("imported layers", (open) => {
  const { ask, run, names, problems, reportOf } = openImportCity(open);

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
    const report = await readFile(reportOf(summary, "houses"), "utf8");
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
});
