import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportedLayer } from "../../domain/imports/mapping.ts";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { findCityManifest, readCityPeople } from "../../server/features/imports/city-folder.ts";
import type { ImportPlan } from "../../server/features/imports/import-plan.ts";
import { planManifest } from "../../server/features/imports/plan-manifest.ts";
import { type ImportSummary, runImport } from "../../server/features/imports/run-import.ts";
import type { Database } from "../../server/platform/db.ts";
import { migrateCity } from "../../server/platform/migrate.ts";
import { DATA_FOLDER } from "./require.ts";

const ourData = join(projectFolder, "data");

export const planTurin = () => planCity("torino", join(DATA_FOLDER, "turin"));

/** What the manifest of a city makes of a folder's files. */
export async function planCity(city: string, folder: string): Promise<ImportPlan> {
  const manifest = await findCityManifest(ourData, city);
  return planManifest(manifest!, folder);
}

/** As `npm run import` does it, of these layers; nothing is worked out from them. */
export async function importCity(
  database: Database,
  plan: ImportPlan,
  layers: readonly ImportedLayer[] | null = null,
): Promise<ImportSummary> {
  const homeFolder = await mkdtemp(join(tmpdir(), "decumano-import-"));
  try {
    await migrateCity(database, plan.city.id);
    return await runImport({
      database,
      plan,
      homeFolder,
      source: "test",
      startedBy: null,
      signal: new AbortController().signal,
      layers,
      people: await readCityPeople(ourData, plan.city.id),
      derivations: [],
    });
  } finally {
    await rm(homeFolder, { recursive: true, force: true });
  }
}
