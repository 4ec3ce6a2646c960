// npm run backup -- <file>: everything in the database, of either kind, and the files attached, into one file.
import { join } from "node:path";
import { writeBackup } from "../server/platform/backup/write-backup.ts";
import { readConfig } from "../server/platform/config.ts";
import { openLog } from "../server/platform/log.ts";
import { reachServedDatabase } from "./setup/open-database.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("npm run backup -- <file>");
  process.exit(1);
}
const config = readConfig(process.env);
const { database, stop } = await reachServedDatabase(config, openLog("warn"));
try {
  const kept = join(config.homeFolder, "attachments");
  const { tables, rows, files, bytes } = await writeBackup(database, file, new Date(), kept);
  console.log(`${file}: ${rows} rows of ${tables} tables, ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
} finally {
  await stop();
}
