/**
 * What it costs to find a place by name, each figure beside the bare ILIKE over street names that it replaced, in
 * the same run; and to work out a stretch of street from a sentence. On the city that DECUMANO_CITY names in the
 * database of DATABASE_URL (`npm run import -- torino`), else on the sample city in an embedded one.
 */
import { join } from "node:path";
import { locate } from "../../server/features/places/locate.ts";
import { searchPlaces } from "../../server/features/places/search.ts";
import { readConfig } from "../../server/platform/config.ts";
import type { Db } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { projectFolder } from "../setup/folders.ts";
import { openServedDatabase } from "../setup/open-database.ts";
import { prepareCity } from "../setup/prepare-city.ts";
import { measure, ratio } from "./support/measure.ts";

const CALLS = 200;

export async function bench(print: (figure: object) => void): Promise<void> {
  const config = readConfig({
    DECUMANO_CITY: "sample",
    DECUMANO_HOME: join(projectFolder, ".decumano", "bench"),
    LOG_LEVEL: "silent",
    ...process.env,
  });
  const { database, stop } = await openServedDatabase(config, openLog(config.logLevel));
  try {
    await prepareCity(database, config.city);
    const read = <T>(work: (db: Db) => Promise<T>) =>
      database.transaction(config.city, work, { readOnly: true });
    const names = await read((db) => listNames(db, CALLS));
    const sentences = await read((db) => listSentences(db, CALLS));
    const name = (index: number) => names[index % names.length]!;
    const bare = await measure(CALLS, 1, (index) => read((db) => findByIlike(db, name(index).split(" "))));
    const searched = {
      "whole name": (name: string) => name,
      "being typed": (name: string) => name.slice(0, Math.ceil(name.length * 0.6)),
      mistyped: (name: string) => name.slice(0, -3) + name.slice(-2),
      "house number": (name: string) => `${name} 12`,
    };
    for (const [figure, write] of Object.entries(searched)) {
      const times = await measure(CALLS, 1, (index) =>
        read((db) => searchPlaces(db, write(name(index)), 10)),
      );
      const ratioToIlike = ratio(times, bare);
      print({ bench: "places", figure, database: database.kind, city: config.city, ...times, ratioToIlike });
    }
    const stretches = await measure(CALLS, 1, (index) =>
      read((db) => locate(db, sentences[index % sentences.length]!, null)),
    );
    print({
      bench: "places",
      figure: "stretch by text",
      database: database.kind,
      city: config.city,
      ...stretches,
    });
  } finally {
    await stop();
  }
}

/** Names of streets all over the city, the same in every run. */
async function listNames(db: Db, count: number): Promise<string[]> {
  const { rows } = await db.query<{ title: string }>(
    "SELECT title FROM place WHERE kind = 'street' ORDER BY md5(external_id) LIMIT $1",
    [count],
  );
  return rows.map(({ title }) => title);
}

/** Streets with two that meet them. */
async function listSentences(db: Db, count: number): Promise<string[]> {
  const { rows } = await db.query<{ title: string; others: string[] }>(
    `SELECT place.title, array_agg(DISTINCT other.title) AS others
     FROM place JOIN place_segment AS own ON own.place_id = place.id
       JOIN place_segment AS met ON met.from_node = own.from_node AND met.place_id <> own.place_id
       JOIN place AS other ON other.id = met.place_id
     WHERE place.kind = 'street'
     GROUP BY place.id HAVING count(DISTINCT other.title) > 1 ORDER BY md5(place.external_id) LIMIT $1`,
    [count],
  );
  return rows.map(({ title, others }) => `${title} da ${others[0]} a ${others.at(-1)}`);
}

async function findByIlike(db: Db, words: readonly string[]): Promise<void> {
  await db.query(
    `SELECT external_id, name, ST_X(ST_Centroid(geom)), ST_Y(ST_Centroid(geom)) FROM street
     WHERE name ILIKE ALL ($1::text[]) ORDER BY length(name) LIMIT 10`,
    [words.map((word) => `%${word}%`)],
  );
}
