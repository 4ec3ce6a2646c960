/** One measured import in a process of its own: `import-once.ts <embedded|postgres> <records>`. */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { manifestSchema } from "../../../domain/imports/manifest.ts";
import { recordMapping } from "../../../domain/imports/mapping.ts";
import { planManifest } from "../../../server/features/imports/plan-manifest.ts";
import { runImport } from "../../../server/features/imports/run-import.ts";
import { type Database, openDatabase } from "../../../server/platform/db.ts";
import { startEmbedded } from "../../../server/platform/embedded/start-embedded.ts";
import { migrateCity, migratePlatform } from "../../../server/platform/migrate.ts";

export interface ImportFigures {
  readonly recordsPerSecond: number;
  /** Resident memory of the importing process at its highest, the database's own not counted. */
  readonly peakRssMb: number;
  /** How long a reader waited for its answer at the most while it ran. */
  readonly slowestReadMs: number;
  readonly bareInsertsPerSecond: number;
  readonly timesBareInsert: number;
}

const CITY = "bench";
const BARE_ROWS = 1_000;

const mapping = recordMapping({
  name: "bench-buildings",
  layer: "building",
  map: ({ geometry, properties }) => ({
    record: {
      externalId: `b-${properties.id}`,
      baseMetres: null,
      heightMetres: Number(properties.height),
      heightSource: "surveyed",
      name: null,
      clearHeightMetres: 0,
      use: String(properties.use),
      floors: Number(properties.floors),
      yearBuilt: null,
      geom: geometry,
    },
  }),
});

const [kind, count] = process.argv.slice(2);
const records = Number(count);
const home = await mkdtemp(join(tmpdir(), "decumano-bench-import-"));
const { database, close } = await openBench();
try {
  await migratePlatform(database);
  await migrateCity(database, CITY);
  const file = "buildings.geojson";
  await pipeline(Readable.from(writeBuildings()), createWriteStream(join(home, file)));
  const imported = await measureImport(file);
  const bare = await measureBareInsert();
  const figures: ImportFigures = {
    ...imported,
    bareInsertsPerSecond: bare,
    timesBareInsert: Math.round((10 * bare) / imported.recordsPerSecond) / 10,
  };
  process.send!(figures);
} finally {
  await close();
  await rm(home, { recursive: true, force: true });
  process.disconnect();
}

async function openBench(): Promise<{ database: Database; close: () => Promise<void> }> {
  if (kind === "embedded") {
    const embedded = await startEmbedded({ folder: join(home, "database") });
    const opened = openDatabase(embedded.connection, "embedded");
    return {
      database: opened,
      close: async () => {
        await opened.close();
        await embedded.stop();
      },
    };
  }
  const server = process.env.DECUMANO_TEST_DATABASE_URL!;
  const name = `decumano_bench_${process.pid}`;
  const admin = async (sql: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await admin(`CREATE DATABASE ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const opened = openDatabase({ connectionString: address.href }, "postgres");
  return {
    database: opened,
    close: async () => {
      await opened.close();
      await admin(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Houses of eight corners in rows over Turin, degrees. */
function ringOf(index: number): [number, number][] {
  const [west, south] = [7.6 + (index % 1_000) * 1.5e-4, 45.02 + Math.floor(index / 1_000) * 1.5e-4];
  const corners = Array.from({ length: 8 }, (_, corner): [number, number] => {
    const angle = (corner / 8) * 2 * Math.PI;
    return [west + 5e-5 * Math.cos(angle), south + 4e-5 * Math.sin(angle)];
  });
  return [...corners, corners[0]!];
}

function* writeBuildings(): Generator<string> {
  yield '{"type":"FeatureCollection","features":[\n';
  for (let index = 0; index < records; index += 1) {
    const geometry = { type: "Polygon", coordinates: [ringOf(index)] };
    const properties = { id: index, height: 6 + (index % 20), use: "residential", floors: 2 + (index % 6) };
    yield `${JSON.stringify({ type: "Feature", properties, geometry })}${index < records - 1 ? ",\n" : "\n"}`;
  }
  yield "]}\n";
}

async function measureImport(
  file: string,
): Promise<Pick<ImportFigures, "recordsPerSecond" | "peakRssMb" | "slowestReadMs">> {
  const terms = { title: "-", source: "-", publisher: "-", licence: "-", attribution: "-" };
  const manifest = manifestSchema.parse({
    city: {
      id: CITY,
      name: "Bench",
      timeZone: "Europe/Rome",
      geoidUndulationMetres: 50,
      extent: [7.5, 44.9, 7.9, 45.3],
      attribution: "-",
    },
    layers: [
      { id: "buildings", layer: "building", file, format: "geojson", mapping: mapping.name, ...terms },
    ],
  });
  let peak = 0;
  let slowest = 0;
  let isDone = false;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  const reader = (async () => {
    while (!isDone) {
      const startedAt = performance.now();
      await database.transaction(CITY, (db) => db.query("SELECT count(*) FROM building WHERE id < 100"), {
        readOnly: true,
      });
      slowest = Math.max(slowest, performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  const startedAt = performance.now();
  const summary = await runImport({
    database,
    plan: planManifest(manifest, home, [mapping]),
    homeFolder: home,
    source: "bench",
    startedBy: null,
    signal: new AbortController().signal,
    people: { offices: [], people: [] },
    derivations: [],
  });
  const seconds = (performance.now() - startedAt) / 1_000;
  isDone = true;
  await reader;
  clearInterval(watch);
  const { features } = summary.datasets[0]!;
  if (features !== records) throw new Error(`expected ${records} buildings, ${features} went in`);
  return {
    recordsPerSecond: Math.round(records / seconds),
    peakRssMb: Math.round(peak / 1e6),
    slowestReadMs: Math.round(slowest),
  };
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly geom: Buffer;
  readonly height: number;
  readonly floors: number;
}

/** The same rows, ready made, into a table of the same indexes: what no importer can be faster than. */
async function measureBareInsert(): Promise<number> {
  await database.transaction(CITY, (db) => db.query("CREATE TABLE bare (LIKE building INCLUDING ALL)"));
  let milliseconds = 0;
  for (let start = 1; start <= records; start += BARE_ROWS) {
    const { rows } = await database.transaction(CITY, (db) =>
      db.query<Row>(
        `SELECT id, external_id AS name, ST_AsEWKB(geom) AS geom, height_metres AS height, floors
         FROM building WHERE id >= $1 AND id < $2`,
        [start, start + BARE_ROWS],
      ),
    );
    const column = <K extends keyof Row>(key: K) => rows.map((row) => row[key]);
    const values = [column("id"), column("name"), column("geom"), column("height"), column("floors")];
    const startedAt = performance.now();
    await database.transaction(CITY, (db) =>
      db.query(
        `INSERT INTO bare (id, external_id, geom, height_metres, floors, height_source, use)
         SELECT id, name, geom::geometry, height, floors, 'surveyed', 'residential'
         FROM unnest($1::integer[], $2::text[], $3::bytea[], $4::real[], $5::smallint[])
           AS row (id, name, geom, height, floors)`,
        values,
      ),
    );
    milliseconds += performance.now() - startedAt;
  }
  return Math.round(records / (milliseconds / 1_000));
}
