/** The thread that makes a template: initdb, then every extension. */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { extensionsWith } from "./extensions.ts";
import { rememberLibrarySymbols } from "./fast-symbols.ts";

const { dataFolder, postgisBundle } = workerData as { dataFolder: string; postgisBundle: string };
const extensions = extensionsWith(postgisBundle);
rememberLibrarySymbols();
const database = await PGlite.create(`file://${dataFolder}`, { extensions });
for (const name of Object.keys(extensions)) await database.exec(`CREATE EXTENSION ${name}`);
// Statistics for PostGIS's own tables, and nothing left to redo when a copy is opened.
await database.exec("VACUUM FREEZE ANALYZE");
await database.exec("CHECKPOINT");
await database.close();
parentPort!.postMessage("made");
