// npm run import -- [--city NAME]: brings a city into the database and serves nothing. So far the sample city is
// the only one that can be brought in; one that is there already is left as it is.
import { parseArgs } from "node:util";
import { readConfig } from "../server/platform/config.ts";
import { openLog } from "../server/platform/log.ts";
import { reachServedDatabase } from "./setup/open-database.ts";
import { prepareCity } from "./setup/prepare-city.ts";
import { say, sayProgress } from "./setup/say.ts";

const { values } = parseArgs({ options: { city: { type: "string" } } });
const config = readConfig({
  ...process.env,
  ...(values.city === undefined ? {} : { DECUMANO_CITY: values.city }),
});
const { database, stop } = await reachServedDatabase(config, openLog("warn"));
try {
  await prepareCity(database, config.city, sayProgress);
  say(`city "${config.city}" is in the database`);
} finally {
  await stop();
}
