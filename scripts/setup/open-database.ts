import { join } from "node:path";
import type { Config } from "../../server/platform/config.ts";
import { type ConnectionOptions, type Database, openDatabase } from "../../server/platform/db.ts";
import { joinEmbedded, startEmbedded } from "../../server/platform/embedded/start-embedded.ts";
import type { Log } from "../../server/platform/log.ts";

export interface ServedDatabase {
  readonly database: Database;
  readonly connection: ConnectionOptions;
  /** Closes our connections, and the embedded database with them. */
  stop(): Promise<void>;
}

/** The database that `DATABASE_URL` names, or the embedded one in the home folder. */
export async function openServedDatabase(
  config: Pick<Config, "databaseUrl" | "homeFolder" | "cacheFolder">,
  log: Log,
): Promise<ServedDatabase> {
  if (config.databaseUrl !== null) {
    const connection = { connectionString: config.databaseUrl };
    const database = openDatabase(connection, "postgres");
    return { database, connection, stop: () => database.close() };
  }
  const embedded = await startEmbedded({
    folder: join(config.homeFolder, "database"),
    cacheFolder: config.cacheFolder,
    onLog: (entry) => log.debug({ embedded: entry }, "embedded database"),
  });
  const { connection } = embedded;
  const database = openDatabase(connection, "embedded");
  return {
    database,
    connection,
    stop: async () => {
      await database.close();
      await embedded.stop();
    },
  };
}

/** For a tool that may run beside the server: the embedded database that already runs, else as the server does. */
export async function reachServedDatabase(
  config: Pick<Config, "databaseUrl" | "homeFolder" | "cacheFolder">,
  log: Log,
): Promise<ServedDatabase> {
  const running =
    config.databaseUrl === null ? await joinEmbedded(join(config.homeFolder, "database")) : null;
  if (running === null) return openServedDatabase(config, log);
  const database = openDatabase(running, "embedded");
  return { database, connection: running, stop: () => database.close() };
}
