/** A worker for the tests to kill: works off what archives of rows wait in the test city. */
import { performRowImports } from "../../server/features/row-imports/row-import-job.ts";
import { openDatabase } from "../../server/platform/db.ts";
import { openLog } from "../../server/platform/log.ts";
import { TEST_CITY } from "../support/test-city.ts";

const [connection, kind, homeFolder] = process.argv.slice(2);
const database = openDatabase(JSON.parse(connection!), kind as "embedded" | "postgres");
process.stdout.write("begin\n");
await performRowImports({
  database,
  setting: { city: TEST_CITY, timeZone: "Europe/Rome" },
  homeFolder: homeFolder!,
  now: Date.now,
  signal: new AbortController().signal,
  log: openLog("silent"),
});
process.stdout.write("done\n");
process.exit(0);
