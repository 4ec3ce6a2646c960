// npm run tiles -- [--city NAME]: builds a city's 3D and plan tiles when its data or the tiler changed. One line
// of JSON a step: {"layer", "done", "total"}, and the manifest's figures at the end.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildTiles } from "../server/features/tiles/build-tiles.ts";
import { readConfig } from "../server/platform/config.ts";
import { openLog } from "../server/platform/log.ts";
import { openServedDatabase } from "./setup/open-database.ts";
import { say } from "./setup/say.ts";

const { values } = parseArgs({ options: { city: { type: "string" } } });
const config = readConfig({
  ...process.env,
  ...(values.city === undefined ? {} : { DECUMANO_CITY: values.city }),
});
const cancel = new AbortController();
process.once("SIGINT", () => cancel.abort());
process.once("SIGTERM", () => cancel.abort());

const { database, stop } = await openServedDatabase(config, openLog(config.logLevel));
try {
  const { inputHash, layers, plan } = await buildTiles({
    database,
    city: config.city,
    folder: join(config.homeFolder, "tiles"),
    onProgress: (progress) => say(JSON.stringify(progress)),
    signal: cancel.signal,
  });
  say(JSON.stringify({ city: config.city, inputHash, layers, plan }));
} catch (error) {
  if (!cancel.signal.aborted) throw error;
  say("cancelled: the former tiles stay in force");
  process.exitCode = 130;
} finally {
  await stop();
}
