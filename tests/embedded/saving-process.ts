/**
 * A parent for the tests to kill: starts the embedded database on the folder given and saves rows one after the
 * other, printing each number once it is acknowledged. With "busy" it starts a query that takes minutes instead.
 */
import pg from "pg";
import { startEmbedded } from "../../server/platform/embedded/start-embedded.ts";

const [folder, mode] = process.argv.slice(2);
const embedded = await startEmbedded({ folder: folder! });
const client = new pg.Client(embedded.connection);
await client.connect();
await client.query(
  "CREATE TABLE IF NOT EXISTS saved (i int PRIMARY KEY, half text NOT NULL, other_half text NOT NULL)",
);
process.stdout.write(`child ${embedded.pid}\n`);
if (mode === "busy") {
  const busy = client.query("SELECT count(*) FROM generate_series(1, 1000000000000)");
  process.stdout.write("busy\n");
  await busy;
}
const { rows } = await client.query("SELECT coalesce(max(i), 0)::int AS last FROM saved");
for (let i = rows[0].last + 1; ; i += 1) {
  await client.query("BEGIN");
  await client.query("INSERT INTO saved VALUES ($1, repeat('a', 500), '')", [i]);
  await client.query("UPDATE saved SET other_half = repeat('b', 500) WHERE i = $1", [i]);
  await client.query("COMMIT");
  process.stdout.write(`${i}\n`);
}
