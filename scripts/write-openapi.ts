// openapi.json from the contract. `--check` writes nothing and fails when the committed one is another.
import { readFileSync, writeFileSync } from "node:fs";
import { API } from "../domain/contract/api.ts";
import { describeApi, printDocument } from "./openapi/document.ts";

const file = new URL("../openapi.json", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const text = printDocument(describeApi(API, version));

if (!process.argv.includes("--check")) {
  writeFileSync(file, text);
} else if (readFileSync(file, "utf8") !== text) {
  console.error("openapi.json is not that of the contract: run `npx tsx scripts/write-openapi.ts`");
  process.exitCode = 1;
}
