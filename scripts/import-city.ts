// npm run import -- <city> [--from FOLDER] [--osm FILE] [--layer NAME]... [--dry-run] [--no-tiles]
// with --osm: [--name TEXT] [--time-zone NAME] [--geoid METRES], else as the manifest has them, else Turin's.
// Brings a city into the database, also while it is being served: from data/<city>/manifest.json and the files
// below FOLDER, from one extract of OpenStreetMap, or (the sample city) from the generator.
// Ends with 0 when all went in, 2 when a layer was refused and stays as it was, 3 when another import is under way,
// 130 when cancelled, 1 on any other trouble.
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { importedLayers } from "../domain/imports/manifest.ts";
import type { ImportedLayer } from "../domain/imports/mapping.ts";
import {
  CityFolderError,
  findCityManifest,
  listManifestCities,
  readCityPeople,
} from "../server/features/imports/city-folder.ts";
import { ImportCancelled, ImportUnderWay } from "../server/features/imports/import-lease.ts";
import { type ImportPlan, UnreadableSource } from "../server/features/imports/import-plan.ts";
import { planOsm } from "../server/features/imports/osm/plan-osm.ts";
import { planManifest } from "../server/features/imports/plan-manifest.ts";
import { type ImportSummary, runImport } from "../server/features/imports/run-import.ts";
import { buildTiles } from "../server/features/tiles/build-tiles.ts";
import { ConfigError, readConfig } from "../server/platform/config.ts";
import type { Database } from "../server/platform/db.ts";
import { openLog } from "../server/platform/log.ts";
import { migrateCity, migratePlatform } from "../server/platform/migrate.ts";
import { projectFolder } from "./setup/folders.ts";
import { describeProgress, group } from "./setup/import-progress.ts";
import { reachServedDatabase } from "./setup/open-database.ts";
import { OSM_CITY_OPTIONS, readOsmCity, UsageError } from "./setup/osm-city-options.ts";
import { prepareCity } from "./setup/prepare-city.ts";
import { say, sayProgress } from "./setup/say.ts";

const USAGE =
  "npm run import -- <city> --from FOLDER | --osm FILE [--name TEXT] [--time-zone NAME] [--geoid METRES] [--layer NAME]... [--dry-run] [--no-tiles]";
const dataFolder = join(projectFolder, "data");

const cancel = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => cancel.abort(new ImportCancelled("stopped from the terminal")));
}
// Our parent went: nobody is left to press Ctrl-C.
process.on("disconnect", () => cancel.abort(new ImportCancelled("its terminal went away")));

const code = await main().catch((error: unknown) => {
  if (error instanceof ImportCancelled) {
    say(`cancelled (${error.message}): the city is as it was`);
    return 130;
  }
  const known = [UsageError, ImportUnderWay, UnreadableSource, CityFolderError, ConfigError];
  console.error(known.some((kind) => error instanceof kind) ? (error as Error).message : error);
  return error instanceof ImportUnderWay ? 3 : 1;
});
// The channel to our parent, listened to above, would keep us waiting for it.
process.exit(code);

async function main(): Promise<number> {
  const { values, city } = readArguments();
  const config = readConfig({ ...process.env, DECUMANO_CITY: city });
  const plan = city === "sample" && values.osm === undefined ? null : await makePlan(city, values);
  const { database, stop } = await reachServedDatabase(config, openLog("warn"));
  try {
    if (plan === null) {
      await prepareCity(database, city, sayProgress);
      say(`city "${city}" is in the database`);
      return 0;
    }
    await migratePlatform(database);
    await migrateCity(database, city);
    const summary = await runImport({
      database,
      plan,
      homeFolder: config.homeFolder,
      source: values.osm === undefined ? "manifest" : basename(values.osm),
      startedBy: null,
      signal: cancel.signal,
      layers: values.layer as ImportedLayer[] | null,
      dryRun: values["dry-run"],
      people: await readCityPeople(dataFolder, city),
      onProgress: sayDataset,
      onDerivation: sayProgress,
    });
    saySummary(summary, join(config.homeFolder, "imports", city, String(summary.runId)));
    if (summary.changed.length > 0 && !values["no-tiles"]) await tile(database, city, config.homeFolder);
    const refused = summary.datasets.filter(({ state }) => state === "refused");
    if (values["dry-run"]) say("a dry run: nothing of the city was changed");
    else if (refused.length === 0) say(`city "${city}" is in the database: npm start -- --city ${city}`);
    return refused.length > 0 ? 2 : 0;
  } finally {
    await stop();
  }
}

function readArguments() {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse();
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  const [city, ...more] = [...positionals, ...(values.city === undefined ? [] : [values.city])];
  if (city === undefined || more.length > 0) throw new UsageError(`name one city\n${USAGE}`);
  const wrong = values.layer?.find((layer) => !(importedLayers as readonly string[]).includes(layer));
  if (wrong !== undefined)
    throw new UsageError(`there is no layer "${wrong}"; there are ${importedLayers.join(", ")}`);
  return { values: { ...values, layer: values.layer ?? null }, city };
}

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: {
      city: { type: "string" },
      from: { type: "string" },
      osm: { type: "string" },
      ...OSM_CITY_OPTIONS,
      layer: { type: "string", multiple: true },
      "dry-run": { type: "boolean", default: false },
      "no-tiles": { type: "boolean", default: false },
    },
  });
}

/** What to take in. @throws UsageError when that cannot be told */
async function makePlan(
  city: string,
  values: Omit<ReturnType<typeof parse>["values"], "layer">,
): Promise<ImportPlan> {
  const { from, osm } = values;
  const manifest = await findCityManifest(dataFolder, city);
  if (osm !== undefined) {
    if (from !== undefined) throw new UsageError(`--from or --osm, not both\n${USAGE}`);
    return planOsm(resolve(osm), readOsmCity(city, manifest?.city, values));
  }
  if (manifest === null) {
    const known = ["sample", ...(await listManifestCities(dataFolder))].join(", ");
    throw new UsageError(
      `there is no data/${city}/manifest.json. Cities known: ${known}. A new one can be made of an extract of OpenStreetMap: npm run import -- ${city} --osm FILE.osm.pbf`,
    );
  }
  if (from === undefined) throw new UsageError(`say where the files of "${city}" are: --from FOLDER`);
  return planManifest(manifest, resolve(from));
}

function sayDataset(progress: Parameters<typeof describeProgress>[0]): void {
  const { dataset, position, datasets } = progress;
  const line = `${position}/${datasets} ${dataset.id}: ${describeProgress(progress)}`;
  const ended = dataset.state !== "reading";
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}${ended ? "\n" : ""}`);
  else if (ended) say(line);
}

function saySummary({ datasets, changed }: ImportSummary, reports: string): void {
  for (const { id, state, reason, features, refused, repaired, warned, leftOut } of datasets) {
    const troubles = [
      [refused, "refused"],
      [repaired, "repaired"],
      [warned, "with remarks"],
      [leftOut, "left out"],
    ] as const;
    const said = troubles.filter(([count]) => count > 0).map(([count, word]) => `${group(count)} ${word}`);
    say(`${state.padEnd(9)} ${id}: ${reason ?? [`${group(features)} things`, ...said].join(", ")}`);
  }
  say(`changed: ${changed.length === 0 ? "nothing" : changed.join(", ")}`);
  if (datasets.some(({ refused, repaired, warned }) => refused + repaired + warned > 0)) {
    say(`each problem with its line: ${reports}`);
  }
}

async function tile(database: Database, city: string, homeFolder: string): Promise<void> {
  await buildTiles({
    database,
    city,
    folder: join(homeFolder, "tiles"),
    signal: cancel.signal,
    onProgress: ({ layer, done, total }) => sayProgress(`tiles: ${layer}`, done, total),
  });
}
