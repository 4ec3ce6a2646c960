// npm run programme -- <city> --synthetic [--seed N] [--count N]
// Puts an invented programme of works, marked as such everywhere, on a city's real streets around today, in the
// place of an earlier invented one. Real interventions are not touched.
import { parseArgs } from "node:util";
import { localDate } from "../domain/geo/calendar.ts";
import { getServedCity, isCityLoaded } from "../server/features/city/service.ts";
import { replaceProgramme } from "../server/features/interventions/replace-programme.ts";
import { readConfig } from "../server/platform/config.ts";
import { openLog } from "../server/platform/log.ts";
import { countFor, planProgramme } from "./programme/plan-programme.ts";
import { listOffices, listProgrammeStreets } from "./programme/street-store.ts";
import { reachServedDatabase } from "./setup/open-database.ts";
import { say, sayProgress } from "./setup/say.ts";

const USAGE = "npm run programme -- <city> --synthetic [--seed N] [--count N]";
/** Shorter stretches are crossings of two carriageways, where nobody sets up a site. */
const LEAST_METRES = 25;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { synthetic: { type: "boolean" }, seed: { type: "string" }, count: { type: "string" } },
});
const [city] = positionals;
const seed = Number(values.seed ?? 1);
const wanted = values.count === undefined ? null : Number(values.count);
const isCount = (value: number) => Number.isInteger(value) && value >= 0 && value <= 200_000;
if (
  city === undefined ||
  positionals.length > 1 ||
  !values.synthetic ||
  !isCount(seed) ||
  !isCount(wanted ?? 0)
) {
  // Without the word nobody can have meant it: what it makes looks like works.
  console.error(USAGE);
  process.exit(1);
}

const cancel = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => cancel.abort());

const config = readConfig({ ...process.env, DECUMANO_CITY: city });
const { database, stop } = await reachServedDatabase(config, openLog("warn"));
try {
  if (!(await isCityLoaded(database, city))) throw new Error(`city "${city}" is not in this database`);
  const { timeZone } = await getServedCity(database, city);
  const [streets, offices] = await database.transaction(
    city,
    async (db) => [await listProgrammeStreets(db, city, LEAST_METRES), await listOffices(db)] as const,
    { readOnly: true },
  );
  const nowMs = Date.now();
  const entries = planProgramme(streets, offices, {
    count: wanted ?? countFor(streets),
    seed,
    today: localDate(nowMs, timeZone),
    run: new Date(nowMs).toISOString(),
  });
  const { removed, saved } = await replaceProgramme(database, { city, timeZone }, entries, {
    nowMs,
    signal: cancel.signal,
    onProgress: (step, done, total) =>
      sayProgress(
        step === "remove" ? "earlier synthetic interventions removed:" : "synthetic interventions saved:",
        done,
        total,
      ),
  });
  say(`${city}: ${saved} synthetic interventions in the place of ${removed}`);
} catch (error) {
  if (!cancel.signal.aborted) throw error;
  say("cancelled: what was saved so far stays, marked synthetic; run again to replace it");
  process.exitCode = 130;
} finally {
  await stop();
}
