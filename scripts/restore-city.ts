// npm run restore -- <file>: a backup into an empty database of either kind, its files beside it.
import { join } from "node:path";
import { RestoreError, restoreBackup } from "../server/platform/backup/read-backup.ts";
import { readConfig } from "../server/platform/config.ts";
import { openLog } from "../server/platform/log.ts";
import { reachServedDatabase } from "./setup/open-database.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("npm run restore -- <file>");
  process.exit(1);
}
const config = readConfig(process.env);
const { database, stop } = await reachServedDatabase(config, openLog("warn"));
try {
  const kept = join(config.homeFolder, "attachments");
  const { tables, rows, files } = await restoreBackup(database, file, kept);
  console.log(
    `${file}: ${rows} rows of ${tables} tables and ${files} files restored, every count and hash as it was`,
  );
} catch (error) {
  if (!(error instanceof RestoreError)) throw error;
  console.error(`Nothing was restored. ${error.message}`);
  process.exitCode = 1;
} finally {
  await stop();
}
