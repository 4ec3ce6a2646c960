// Sets up what a city needs (database, schema, sample, tiles) and serves it until it is told to stop.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildTiles } from "../server/features/tiles/build-tiles.ts";
import { startServer } from "../server/main.ts";
import { ConfigError, readConfig } from "../server/platform/config.ts";
import { openLog } from "../server/platform/log.ts";
import { projectFolder } from "./setup/folders.ts";
import { openServedDatabase } from "./setup/open-database.ts";
import { CityMissing, prepareCity } from "./setup/prepare-city.ts";
import { say, sayProgress } from "./setup/say.ts";

const { values } = parseArgs({ options: { city: { type: "string" }, port: { type: "string" } } });

const stopping = new AbortController();

async function serve(): Promise<() => Promise<void>> {
  const config = readConfig({
    ...process.env,
    ...(values.city === undefined ? {} : { DECUMANO_CITY: values.city }),
    ...(values.port === undefined ? {} : { PORT: values.port }),
  });
  const log = openLog(config.logLevel);
  say(config.databaseUrl === null ? "database: starting the embedded PostGIS" : "database: connecting");
  const { database, connection, stop } = await openServedDatabase(config, log);
  try {
    await prepareCity(database, config.city, sayProgress);
    await buildTiles({
      database,
      city: config.city,
      folder: join(config.homeFolder, "tiles"),
      signal: stopping.signal,
      onProgress: ({ layer, done, total }) => sayProgress(`tiles: ${layer}`, done, total),
    });
    const clientFolder = join(projectFolder, "dist", "client");
    const server = await startServer({ config, database, connection, log, clientFolder });
    say(`ready: ${server.url}`);
    return async () => {
      await server.close();
      await stop();
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

let isClosing = false;
const starting = serve();

function fail(error: unknown): void {
  // Cut short while the tiles were built: what was there before is still whole.
  if (error === stopping.signal.reason) process.exit(0);
  console.error(error instanceof ConfigError || error instanceof CityMissing ? error.message : error);
  process.exit(1);
}

/** Once: the terminal and our parent may both tell us. */
function close(): void {
  if (isClosing) return;
  isClosing = true;
  stopping.abort();
  starting
    .then((stop) => {
      say("closing");
      return stop();
    })
    .then(() => process.exit(0), fail);
}
process.on("SIGINT", close);
process.on("SIGTERM", close);
// Our parent went: nobody is left to press Ctrl-C.
process.on("disconnect", close);

starting.catch(fail);
