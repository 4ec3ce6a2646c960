import { execFileSync } from "node:child_process";
import pg from "pg";

let found: Promise<string | null> | undefined;

/**
 * The address of a PostgreSQL on which the tests may make databases: DECUMANO_TEST_DATABASE_URL, or this
 * machine's Debian cluster with the role that .ci/run makes. Null when none answers or it lacks PostGIS.
 */
export function findNativeServer(): Promise<string | null> {
  found ??= find();
  return found;
}

async function find(): Promise<string | null> {
  const named = process.env.DECUMANO_TEST_DATABASE_URL;
  if (named) {
    // Named and not usable is a mistake to be told, not a machine without PostgreSQL.
    if (!(await hasPostgis(named))) throw new Error("DECUMANO_TEST_DATABASE_URL: that server has no PostGIS");
    return named;
  }
  for (const port of listOnlineClusters()) {
    const url = `postgres://decumano_test:decumano_test@127.0.0.1:${port}/postgres`;
    if (await hasPostgis(url).catch(() => false)) return url;
  }
  return null;
}

async function hasPostgis(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_available_extensions WHERE name = 'postgis'");
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

function listOnlineClusters(): string[] {
  try {
    const lines = execFileSync("pg_lsclusters", ["--no-header"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return lines
      .split("\n")
      .map((line) => line.split(/\s+/))
      .filter((columns) => columns[3] === "online")
      .map((columns) => columns[2]!);
  } catch {
    // No pg_lsclusters: not Debian.
    return [];
  }
}
