/** Search, and place by text, over the streets of Turin; what is right is worked out from the files another way. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../../tests/support/databases.ts";
import { findNativeServer } from "../../../tests/support/native-server.ts";
import { seededRandom } from "../../../tests/support/random.ts";
import { describeWith } from "../../../tests/support/require.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import {
  metresBetween,
  metresToLine,
  type TurinGraph,
  turinGraph,
} from "../../../tests/support/turin-graph.ts";
import { HAND_PICKED, misspell } from "../../../tests/support/turin-queries.ts";
import {
  loadTurinStreets,
  readTurinEdges,
  readTurinStreetNames,
} from "../../../tests/support/turin-streets.ts";
import { DUAL_STRETCHES, MET_TWICE, PLAIN_STRETCHES } from "../../../tests/support/turin-triples.ts";
import { locate } from "./locate.ts";
import { searchPlaces } from "./search.ts";

const MISSPELT = 60;
const SEED = 20_260_321;

await describeWith("data", "places of Turin", () => {
  let opened: TestDatabase;
  let graph: TurinGraph;

  beforeAll(async () => {
    // Both databases run the same statements (places.database.test.ts); the native one is loaded in a tenth of the time.
    opened = await openTestDatabase((await findNativeServer()) === null ? "embedded" : "postgres");
    await loadTurinStreets(opened.database, TEST_CITY);
    graph = turinGraph(await readTurinEdges());
  });
  afterAll(() => opened?.close());

  const search = (text: string, limit = 5) =>
    opened.database.transaction(TEST_CITY, (db) => searchPlaces(db, text, limit), { readOnly: true });
  const located = (text: string) =>
    opened.database.transaction(TEST_CITY, (db) => locate(db, text, null), { readOnly: true });

  /** Shares of the queries whose street comes first, and among the first five; and those that do not come first. */
  async function recall(queries: readonly (readonly [string, string])[]) {
    let [first, five] = [0, 0];
    const missed: string[] = [];
    for (const [text, street] of queries) {
      const titles = (await search(text)).map(({ title }) => title);
      if (titles[0] === street) first++;
      else missed.push(`${text} → ${street}: ${titles.join(" | ")}`);
      if (titles.includes(street)) five++;
    }
    return { atOne: first / queries.length, atFive: five / queries.length, missed };
  }

  it("finds what people write by hand: abbreviations, numbers as words and numerals, saints, other orders", async () => {
    expect(HAND_PICKED.length).toBeGreaterThanOrEqual(40);
    const { atOne, atFive, missed } = await recall(HAND_PICKED);
    expect(atFive, missed.join("\n")).toBe(1);
    expect(atOne, missed.join("\n")).toBeGreaterThanOrEqual(0.95);
  });

  it("finds what was mistyped", async () => {
    const random = seededRandom(SEED);
    const named = (await readTurinStreetNames()).filter((name) =>
      /^(Via|Corso|Piazza|Viale) \p{L}[^,;0-9]+$/u.test(name),
    );
    const queries = Array.from({ length: MISSPELT }, (): [string, string] => {
      const street = named[Math.floor(random() * named.length)]!;
      return [misspell(street, random), street];
    });
    const { atOne, atFive, missed } = await recall(queries);
    expect(atFive, missed.join("\n")).toBeGreaterThanOrEqual(0.97);
    expect(atOne, missed.join("\n")).toBeGreaterThanOrEqual(0.9);
  });

  it("finds crossings, and says how far apart two streets are that do not meet", async () => {
    const [crossing] = await search("nizza e marconi");
    expect(crossing).toMatchObject({
      kind: "crossing",
      title: "Via Nizza / Corso Guglielmo Marconi",
      apartMetres: null,
    });
    const nodes = graph.junction("Via Nizza", "Corso Guglielmo Marconi").map(graph.placeOf);
    expect(Math.min(...nodes.map((node) => metresBetween(node, crossing!.position)))).toBeLessThan(40);
    // Via Roma ends at Piazza Carlo Felice.
    const [near, ...streets] = await search("Corso Vittorio Emanuele II angolo via Roma");
    expect(near).toMatchObject({ kind: "crossing", apartMetres: expect.closeTo(170, -2) });
    expect(streets.map(({ title }) => title)).toEqual(["Corso Vittorio Emanuele II", "Via Roma"]);
  });

  it("answers a house number that nobody has told us of with the street, and says so", async () => {
    for (const text of ["via nizza 12", "v. nizza, 12/bis", "via Nizza n. 12"]) {
      const [street] = await search(text);
      expect(street, text).toMatchObject({ kind: "street", title: "Via Nizza" });
      expect(street!.unknownHouseNumber).toMatch(/^12(bis)?$/);
    }
    expect((await search("via xx settembre"))[0]).toMatchObject({
      title: "Via Venti Settembre",
      unknownHouseNumber: null,
    });
  });

  it.each([
    ["stretches of plain streets", PLAIN_STRETCHES, 44],
    ["corsi with two directions", DUAL_STRETCHES, 16],
  ] as const)("works out %s as Dijkstra on the file does", async (_, stretches, atLeast) => {
    expect(stretches.length).toBeGreaterThanOrEqual(atLeast);
    const wrong: string[] = [];
    for (const [street, from, to] of stretches) {
      const { readings, question } = await located(`${street} da ${from} a ${to}`);
      const ends = [graph.junction(street, from), graph.junction(street, to)] as const;
      const forth = graph.shortest(street, ends[0], ends[1]);
      const back = graph.shortest(street, ends[1], ends[0]);
      const ways = [forth, back]
        .filter((way) => way !== null)
        .sort((a, b) => a.lengthMetres - b.lengthMetres);
      const [expected] = ways;
      const [reading] = readings;
      if (!expected || !reading || question || readings.length !== 1) {
        wrong.push(`${street} | ${from} | ${to}: ${question?.about}, ${readings.length} readings`);
        continue;
      }
      const line = reading.carriageways[0]!.coordinates;
      const apart = Math.max(
        ...expected.coordinates.map((place) => metresToLine(place, line)),
        ...line.map((place) => metresToLine(place, expected.coordinates)),
      );
      const lengths = Math.abs(reading.lengthMetres - expected.lengthMetres);
      const starts = ends[0].map((node) => metresBetween(graph.placeOf(node), line[0]!));
      if (lengths > Math.max(2, expected.lengthMetres * 0.01))
        wrong.push(`${reading.text}: ${lengths} m too much`);
      if (apart > 2) wrong.push(`${reading.text}: ${apart} m away`);
      if (Math.min(...starts) > 1) wrong.push(`${reading.text}: does not start at ${from}`);
      if (stretches !== DUAL_STRETCHES) continue;
      // The other direction is there too, and the width spans both.
      const other = ways[1]!.coordinates.filter((place) =>
        [line[0]!, line.at(-1)!].every((end) => metresBetween(place, end) > 60),
      );
      const lines = reading.carriageways.map(({ coordinates }) => coordinates);
      const missing = other.filter((place) => Math.min(...lines.map((one) => metresToLine(place, one))) > 5);
      if (lines.length < 2 || missing.length > 0) wrong.push(`${reading.text}: a carriageway is missing`);
      if (!reading.notes.includes("carriageways") || reading.widthMetres! < 10)
        wrong.push(`${reading.text}: width`);
    }
    expect(wrong).toEqual([]);
  });

  it("asks where a street is met twice", async () => {
    expect(MET_TWICE.length).toBeGreaterThanOrEqual(8);
    const wrong: string[] = [];
    for (const [street, from, to] of MET_TWICE) {
      const { readings, question } = await located(`${street} da ${from} a ${to}`);
      if (question?.about !== "which-crossing" || readings.length < 2)
        wrong.push(`${street} | ${from} | ${to}`);
      const nodes = graph.junction(street, to).map(graph.placeOf);
      for (const { carriageways } of readings) {
        const end = carriageways[0]!.coordinates.at(-1)!;
        if (Math.min(...nodes.map((node) => metresBetween(node, end))) > 1)
          wrong.push(`${street}: not at ${to}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ["via Nizza da via Claudio Luigi Berthollet a corso Guglielmo Marconi, lato pari", "which-side", 2],
    ["via Nizza da via Berthollet per 50 m", "which-end", 2],
    ["via Nizza da inizio a via Berthollet", "which-end", 2],
    ["via Nizza da via Po a via Roma", "no-crossing", 0],
    ["via Nizza dal civico 10 al 40", "no-house-number", 0],
    ["via Inesistentissima da via Po a via Roma", "no-street", 0],
    ["Via Alessandro Volta", "which-street", 2],
  ] as const)("asks about “%s”: %s", async (text, about, count) => {
    const { readings, question } = await located(text);
    expect(question?.about).toBe(about);
    expect(readings).toHaveLength(count);
    if (about === "no-crossing") expect(question!.suggestions).toContain("Corso Guglielmo Marconi");
    if (about === "which-side")
      expect(readings.map(({ compass }) => compass).sort()).toEqual(["east", "west"]);
  });

  it("does not ask where the sentence tells", async () => {
    const one = async (text: string) => {
      const { readings, question } = await located(text);
      expect(question, text).toBeNull();
      expect(readings, text).toHaveLength(1);
      return readings[0]!;
    };
    const towards = await one("via Nizza da via Berthollet per 50 m verso corso Marconi");
    expect(towards.lengthMetres).toBeCloseTo(50, 0);
    expect(await one("via Nizza, lato est, tra via Berthollet e corso Marconi")).toMatchObject({
      side: "left",
      compass: "east",
    });
    expect(await one("Via Nizza (da via Berthollet a c.so Marconi), lato destro")).toMatchObject({
      side: "right",
    });
    expect((await one("piazza San Carlo")).outline).not.toBeNull();
    // Where nobody drives the street's own line serves: via Garibaldi is for walkers, and 1 km long.
    expect((await one("via Garibaldi")).lengthMetres).toBeGreaterThan(900);
    expect((await one("via Garibaldi da via Botero a corso Palestro")).lengthMetres).toBeGreaterThan(400);
    // The name stops at Piazza San Carlo and goes on.
    const roma = await one("intera via Roma");
    expect(roma.notes).toContain("bridged-gap");
    expect(roma.lengthMetres).toBeGreaterThan(700);
  });
});
