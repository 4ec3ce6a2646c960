// npm run backup -- <file>: everything in the database, of either kind, into one file.
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
  const { tables, rows, bytes } = await writeBackup(database, file, new Date());
  console.log(`${file}: ${rows} rows of ${tables} tables, ${(bytes / 1e6).toFixed(1)} MB`);
} finally {
  await stop();
}
