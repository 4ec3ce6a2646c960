import { randomBytes } from "node:crypto";
import pg from "pg";
import { openDatabase } from "../../server/platform/db.ts";
import { type Content, fill, nameContent } from "./content.ts";
import type { TestDatabase } from "./databases.ts";
import { findNativeServer } from "./native-server.ts";

// Any constant: test files that run at once make each template only once.
const TEMPLATE_LOCK = 7_308_313;
const ABANDONED_SECONDS = 7_200;

/** A new database on the test server, cloned from a template that holds the content. */
export async function openNativeCopy(content: Content): Promise<TestDatabase> {
  const server = await findNativeServer();
  if (server === null) throw new Error("no native database server: guard this test with describeWith");
  const name = `decumano_test_${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString("hex")}`;
  await withAdmin(server, async (admin) => {
    const template = content === "nothing" ? "template1" : await ensureTemplate(admin, server, content);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const connection = { connectionString: addressOf(server, name) };
  const database = openDatabase(connection, "postgres");
  return {
    database,
    connection,
    kind: "postgres",
    close: async () => {
      await database.close();
      await withAdmin(server, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}

function addressOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function withAdmin<T>(server: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

async function ensureTemplate(admin: pg.Client, server: string, content: Content): Promise<string> {
  const name = `decumano_template_${nameContent(content)}`;
  await admin.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) {
      await dropAbandoned(admin);
      // Under another name until it is whole, so that a killed run leaves no half a template.
      const draft = `decumano_draft_${randomBytes(4).toString("hex")}`;
      await admin.query(`CREATE DATABASE ${draft}`);
      const connection = { connectionString: addressOf(server, draft) };
      const database = openDatabase(connection, "postgres");
      await fill(database, connection, content).finally(() => database.close());
      await admin.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    }
    return name;
  } finally {
    await admin.query("SELECT pg_advisory_unlock($1)", [TEMPLATE_LOCK]);
  }
}

/** Databases of runs that were killed, drafts, and templates of another day. */
async function dropAbandoned(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `SELECT datname FROM pg_database
      WHERE datname LIKE 'decumano\\_draft\\_%'
         OR (datname LIKE 'decumano\\_template\\_%' AND datname NOT LIKE 'decumano\\_template\\_%\\_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD') || '\\_%')
         OR (datname ~ '^decumano_test_[0-9]+_' AND split_part(datname, '_', 3)::bigint < extract(epoch FROM now()) - $1)`,
    [ABANDONED_SECONDS],
  );
  for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
}
