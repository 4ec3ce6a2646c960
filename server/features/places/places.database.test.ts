/** Search, and place by text, on the sample city, on both databases. */
import { beforeAll, expect, it } from "vitest";
import { toDegrees } from "../../../domain/geo/projection.ts";
import { describeOnDatabases, type TestDatabase } from "../../../tests/support/databases.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import type { Db } from "../../platform/db.ts";
import { crossingsAlong } from "./crossings.ts";
import { describeFootprint } from "./describe-place.ts";
import { locate } from "./locate.ts";
import { ensurePlaceIndex, rebuildPlaceIndex } from "./place-index.ts";
import { recordSetting } from "./place-index-store.ts";
import { searchPlaces } from "./search.ts";
import { hasHouseNumbers, listTouched } from "./touched-store.ts";

await describeOnDatabases("places", (open) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open("sample");
  });

  const ask = <T>(work: (db: Db) => Promise<T>) =>
    opened.database.transaction(TEST_CITY, work, { readOnly: true });
  const rowsOf = async <Row extends object>(sql: string): Promise<Row[]> =>
    (await ask((db) => db.query<Row & Record<string, unknown>>(sql))).rows;
  const first = async (text: string) => (await ask((db) => searchPlaces(db, text, 5)))[0];

  it("finds each kind of place where it stands", async () => {
    expect(await first("via lagrange")).toMatchObject({ kind: "street", unknownHouseNumber: null });
    expect(await first("p.za s. carlo")).toMatchObject({ kind: "square", title: "Piazza San Carlo" });
    const [zone] = await rowsOf<{ name: string }>(
      "SELECT name FROM zone WHERE kind IN ('district', 'neighbourhood') ORDER BY id LIMIT 1",
    );
    expect((await ask((db) => searchPlaces(db, zone!.name, 5))).map(({ kind }) => kind)).toContain("zone");
    const [stop] = await rowsOf<{ name: string }>("SELECT name FROM transit_stop ORDER BY id LIMIT 1");
    expect((await ask((db) => searchPlaces(db, stop!.name, 10))).map(({ kind }) => kind)).toContain("stop");
  });

  it("finds a house number at its door, whatever stands between its parts, and says when there is none", async () => {
    const [door] = await rowsOf<{ street: string; number: string; x: number; y: number }>(
      `SELECT street.name AS street, house_number AS number, ST_X(address.geom) AS x, ST_Y(address.geom) AS y
       FROM address JOIN street ON street.id = street_id WHERE street.name LIKE 'Via %' ORDER BY address.id LIMIT 1`,
    );
    const house = await first(`${door!.street.toUpperCase()}, n. ${door!.number}`);
    expect(house).toMatchObject({ kind: "address", title: `${door!.street} ${door!.number}` });
    const [longitude, latitude] = toDegrees([door!.x, door!.y]);
    expect(house!.position[0]).toBeCloseTo(longitude, 6);
    expect(house!.position[1]).toBeCloseTo(latitude, 6);
    expect(await first(`${door!.street} 9999`)).toMatchObject({ kind: "street", unknownHouseNumber: "9999" });
  });

  it("has a geometry for every place in the programme's words", async () => {
    const places = await rowsOf<{ place: string }>(
      "SELECT DISTINCT place FROM intervention WHERE place LIKE '%, da %' ORDER BY place",
    );
    expect(places.length).toBeGreaterThan(20);
    const wrong: string[] = [];
    for (const { place } of places.slice(0, 60)) {
      const { readings, question } = await ask((db) => locate(db, place, null));
      if (readings.length === 0) wrong.push(`${place}: ${question?.about} ${question?.words}`);
    }
    expect(wrong).toEqual([]);
  });

  it("draws between house numbers, and on the side where the even ones are", async () => {
    const { readings, question } = await ask((db) =>
      locate(db, "via Po da via Rossini a via delle Rosine, lato pari", null),
    );
    expect(question).toBeNull();
    expect(readings).toHaveLength(1);
    const [reading] = readings;
    expect(reading!.notes).toContain("side-by-addresses");
    // Held to the addresses themselves: most even numbers of the street lie nearer to this line than the odd ones do.
    const near = await ask(async (db) => {
      const { rows } = await db.query<{ even: boolean; metres: number }>(
        `SELECT house_number::integer % 2 = 0 AS even, avg(ST_Distance(address.geom, line)) AS metres
         FROM address JOIN street ON street.id = street_id AND street.name = 'Via Po',
           (SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 32632) AS line) AS drawn
         WHERE ST_DWithin(address.geom, line, 60) GROUP BY even ORDER BY even`,
        [JSON.stringify(reading!.line)],
      );
      return rows;
    });
    expect(near).toHaveLength(2);
    expect(near[1]!.metres).toBeLessThan(near[0]!.metres);

    const numbers = (
      await rowsOf<{ number: string; along: number }>(
        `SELECT house_number AS number, ST_LineLocatePoint(ST_LineMerge(street.geom), address.geom) * ST_Length(street.geom) AS along
         FROM address JOIN street ON street.id = street_id WHERE street.name = 'Via Lagrange' ORDER BY along`,
      )
    ).filter(({ along }) => along > 1);
    const [a, b] = [numbers[0]!, numbers.at(-1)!];
    const between = await ask((db) => locate(db, `via Lagrange dal civico ${a.number} al ${b.number}`, null));
    expect(between.question).toBeNull();
    expect(between.readings[0]!.lengthMetres).toBeCloseTo(b.along - a.along, 0);
  });

  it("lists what meets a street in order along it", async () => {
    const street = await first("via po");
    const { crossings, lengthMetres } = await ask((db) => crossingsAlong(db, street!.id));
    expect(crossings.length).toBeGreaterThan(3);
    expect(crossings.map(({ title }) => title)).toContain("Via Rossini");
    const along = crossings.map(({ alongMetres }) => alongMetres);
    expect(along).toEqual([...along].sort((a, b) => a - b));
    expect(along.at(-1)).toBeLessThanOrEqual(lengthMetres + 1);
    expect((await ask((db) => crossingsAlong(db, "no-such-street"))).crossings).toEqual([]);
  });

  it("says where a drawing lies by the crossings around it, and nothing away from streets", async () => {
    const { readings } = await ask((db) => locate(db, "via Po da via Rossini a via delle Rosine", null));
    const line = readings[0]!.line!;
    // Via Sant'Ottavio begins where via delle Rosine ends, on the other side of the street.
    expect(await ask((db) => describeFootprint(db, { kind: "line", line, widthMetres: 2.5 }))).toMatch(
      /^Via Po \(Via Rossini – Via (Sant'Ottavio|delle Rosine)\)$/,
    );
    const far = line.coordinates.map(([x, y]): [number, number] => [x + 1, y + 1]);
    const away = { kind: "line" as const, line: { ...line, coordinates: far }, widthMetres: 2.5 };
    expect(await ask((db) => describeFootprint(db, away))).toBeNull();
  });

  it("lists the streets that a drawing touches, and the house numbers along it on both sides", async () => {
    const { readings } = await ask((db) => locate(db, "via Po da via Rossini a via delle Rosine", null));
    const line = readings[0]!.line!;
    const footprint = { kind: "line" as const, line, widthMetres: 2.5 };
    const touched = await ask((db) => listTouched(db, [footprint]));
    expect(touched[0]!.title).toBe("Via Po");
    expect(touched.map(({ title }) => title)).toContain("Via Rossini");
    // Held to every address of the street by plain projection: between the two ends of the line, or not.
    const along = await ask(async (db) => {
      const { rows } = await db.query<{ number: string; inside: boolean }>(
        `SELECT house_number AS number,
           ST_LineLocatePoint(line, address.geom) > 0 AND ST_LineLocatePoint(line, address.geom) < 1 AS inside
         FROM address JOIN street ON street.id = street_id AND street.name = 'Via Po',
           (SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 32632) AS line) AS drawn`,
        [JSON.stringify(line)],
      );
      return rows;
    });
    const inside = along.filter((one) => one.inside).map(({ number }) => number);
    expect(inside.length).toBeGreaterThan(4);
    expect(inside.length).toBeLessThan(along.length);
    const { houseNumbers } = touched[0]!;
    expect(houseNumbers).toEqual(expect.arrayContaining(inside));
    const plain = houseNumbers.map((number) => Number.parseInt(number, 10));
    expect(plain).toEqual([...plain].sort((x, y) => x - y));
    // Half the street's width past either end still counts: a few more, and never all of it.
    expect(houseNumbers.length).toBeLessThan(along.length);

    const far = line.coordinates.map(([x, y]): [number, number] => [x + 1, y + 1]);
    const away = { ...footprint, line: { ...line, coordinates: far } };
    expect(await ask((db) => listTouched(db, [away]))).toEqual([]);
    expect(await ask(hasHouseNumbers)).toBe(true);
  });

  it("touches each street that a brute comparison of distances finds, and no other", async () => {
    const { readings } = await ask((db) => locate(db, "via Po da via Rossini a via delle Rosine", null));
    const line = readings[0]!.line!;
    const [[x, y]] = line.coordinates as [[number, number]];
    const square = [
      [x - 0.0006, y - 0.0004],
      [x + 0.0006, y - 0.0004],
      [x + 0.0006, y + 0.0004],
      [x - 0.0006, y + 0.0004],
      [x - 0.0006, y - 0.0004],
    ] as [number, number][];
    const polygon = { type: "Polygon" as const, coordinates: [square] };
    const touched = await ask((db) => listTouched(db, [{ kind: "area", polygon }]));
    const brute = await ask(async (db) => {
      const { rows } = await db.query<{ title: string; metres: number; half: number }>(
        `SELECT title, min(ST_Distance(segment.geom, drawn.shape)) AS metres, min(street.width_metres) / 2 AS half
         FROM (SELECT ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON($1), 4326), 32632) AS shape) AS drawn,
           place_segment JOIN place ON place.id = place_id
             JOIN street_segment AS segment ON segment.id = segment_id JOIN street ON street.id = segment.street_id
         GROUP BY title`,
        [JSON.stringify(polygon)],
      );
      return rows;
    });
    const titles = new Set(touched.map(({ title }) => title));
    // Within a metre of the limit a corner alone may touch, which counts as nothing.
    const certain = brute.filter(({ metres, half }) => metres < half - 1).map(({ title }) => title);
    const never = brute.filter(({ metres, half }) => metres > half).map(({ title }) => title);
    expect(certain.length).toBeGreaterThan(1);
    expect(certain.filter((title) => !titles.has(title))).toEqual([]);
    expect(never.filter((title) => titles.has(title))).toEqual([]);
  });

  it("makes the index anew beside the one in use, and at a start when an older program made it", async () => {
    const before = await ask((db) => searchPlaces(db, "vittorio", 10));
    const aborted = AbortSignal.abort(new Error("stop"));
    await expect(rebuildPlaceIndex(opened.database, TEST_CITY, aborted)).rejects.toThrow("stop");
    expect(await ask((db) => searchPlaces(db, "vittorio", 10))).toEqual(before);
    await opened.database.transaction(TEST_CITY, async (db) => {
      await db.query("TRUNCATE place_word");
      await recordSetting(db, "place index", "0");
    });
    expect(await ask((db) => searchPlaces(db, "vittorio", 10))).toEqual([]);
    await ensurePlaceIndex(opened.database, TEST_CITY);
    expect(await ask((db) => searchPlaces(db, "vittorio", 10))).toEqual(before);
    await opened.database.transaction(TEST_CITY, (db) => db.query("TRUNCATE place_word"));
    await ensurePlaceIndex(opened.database, TEST_CITY);
    expect(await ask((db) => searchPlaces(db, "vittorio", 10))).toEqual([]);
  });
});
