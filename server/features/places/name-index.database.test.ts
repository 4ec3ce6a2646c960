/** The index of names in memory held to what the database answers, on the sample city and on both databases. */
import { beforeAll, expect, it } from "vitest";
import { indexWords, readName } from "../../../domain/places/name.ts";
import { describeOnDatabases, type TestDatabase } from "../../../tests/support/databases.ts";
import { seededRandom } from "../../../tests/support/random.ts";
import { TEST_CITY } from "../../../tests/support/test-city.ts";
import { misspell } from "../../../tests/support/turin-queries.ts";
import type { Db } from "../../platform/db.ts";
import { locate } from "./locate.ts";
import { buildNameIndex } from "./name-index.ts";
import { rebuildPlaceIndex } from "./place-index.ts";
import { openRememberingReader } from "./remembering-reader.ts";
import { searchPlaces } from "./search.ts";
import { findCandidates, listIndexedPlaces, listIndexedWords } from "./search-store.ts";

const MOST = 100;
const SEED = 20_261_122;

await describeOnDatabases("names in memory", (open) => {
  let opened: TestDatabase;
  let titles: string[];
  beforeAll(async () => {
    opened = await open("sample");
    titles = await ask(async (db) => (await listIndexedPlaces(db)).map(({ title }) => title));
  });
  const ask = <T>(work: (db: Db) => Promise<T>) =>
    opened.database.transaction(TEST_CITY, work, { readOnly: true });

  it("are found as by the database: whole, begun, misspelt and alike", async () => {
    const random = seededRandom(SEED);
    const [places, words] = await ask(
      async (db) => [await listIndexedPlaces(db), await listIndexedWords(db)] as const,
    );
    const index = buildNameIndex(places, words);
    expect(titles.length).toBeGreaterThan(100);
    const different: string[] = [];
    let alike = 0;
    for (const title of titles.slice(0, 80)) {
      const asked = indexWords(readName(random() < 0.5 ? misspell(title, random) : title)).map((word) =>
        random() < 0.3 ? word.slice(0, 3) : word,
      );
      const similar = words
        .filter(() => random() < 0.01)
        .map(({ word }) => ({ position: 1 + Math.floor(random() * asked.length), word }));
      for (const byTrigrams of [false, true]) {
        const expected = await ask((db) => findCandidates(db, asked, similar, byTrigrams, MOST));
        const found = index.candidates(asked, similar, byTrigrams, MOST);
        alike += expected.length;
        if (JSON.stringify(found) !== JSON.stringify(expected)) different.push(asked.join(" "));
      }
    }
    expect(alike).toBeGreaterThan(500);
    expect(different).toEqual([]);
  });

  it("lead a remembering reader to the places that one without a memory finds", async () => {
    const reader = openRememberingReader();
    const texts = titles.slice(0, 20).flatMap((title, index) => {
      const other = titles[(index * 7 + 3) % titles.length]!;
      return [title, `${title} ang. ${other}`, `${title} da ${other} a ${titles[index + 1]}`];
    });
    await ask(async (db) => {
      const remembering = await reader.through(db);
      for (const text of [...texts, ...texts]) {
        expect(await locate(remembering, text, null), text).toEqual(await locate(db, text, null));
        expect(await searchPlaces(remembering, text, 5), text).toEqual(await searchPlaces(db, text, 5));
      }
    });
  });

  it("are forgotten when the index is made anew", async () => {
    const reader = openRememberingReader();
    const street = titles.find((title) => title.startsWith("Via "))!;
    const found = async () =>
      ask(async (db) => (await locate(await reader.through(db), street, null)).readings[0]?.street);
    expect(await found()).toBe(street);
    const rename = (from: string, to: string) =>
      opened.database.transaction(TEST_CITY, async (db) => {
        await db.query("UPDATE street_segment SET name = $2 WHERE name = $1", [from, to]);
        await db.query("UPDATE street SET name = $2 WHERE name = $1", [from, to]);
      });
    await rename(street, "Via Mutata di Nome");
    // As long as the index is the same, so is what it says.
    expect(await found()).toBe(street);
    await rebuildPlaceIndex(opened.database, TEST_CITY);
    expect(await found()).toBeUndefined();
    const renamed = await ask(
      async (db) => (await locate(await reader.through(db), "via mutata di nome", null)).readings[0]?.street,
    );
    expect(renamed).toBe("Via Mutata di Nome");
  });
});
