/** An import asked for in the application: the served city, from its manifest and the server's own folder. */
import type { Database } from "../../platform/db.ts";
import type { Log } from "../../platform/log.ts";
import { findCityManifest, readCityPeople } from "./city-folder.ts";
import { ImportCancelled, ImportUnderWay } from "./import-lease.ts";
import { planManifest } from "./plan-manifest.ts";
import { type ImportSummary, runImport } from "./run-import.ts";

export const IMPORT_CITY = "import-city";

export interface ImportJob {
  readonly database: Database;
  readonly city: string;
  /** Where manifests stand, `data/` of the project. */
  readonly dataFolder: string;
  /** Where the files are that the manifest names. */
  readonly importFolder: string;
  readonly homeFolder: string;
  readonly startedBy: string | null;
  readonly signal: AbortSignal;
  readonly log: Log;
  /** What follows when layers are others than before. */
  readonly onChanged: (summary: ImportSummary) => Promise<void>;
}

/** Ends well also when the import does not: the run says why, and doing the same again would end the same. */
export async function performImportJob(job: ImportJob): Promise<void> {
  const { database, city, dataFolder, importFolder, homeFolder, startedBy, signal, log } = job;
  try {
    const manifest = await findCityManifest(dataFolder, city);
    if (manifest === null) throw new Error(`city "${city}" has no manifest`);
    const summary = await runImport({
      database,
      plan: planManifest(manifest, importFolder),
      homeFolder,
      source: "manifest",
      startedBy,
      signal,
      people: await readCityPeople(dataFolder, city),
    });
    if (summary.changed.length > 0) await job.onChanged(summary);
  } catch (error) {
    const expected = error instanceof ImportCancelled || error instanceof ImportUnderWay;
    log[expected ? "info" : "error"]({ err: { message: (error as Error).message } }, "import");
  }
}
