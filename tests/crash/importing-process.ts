/**
 * An importer for the tests to kill: takes in generation after generation of one layer, each with its own number of
 * things and its own name, and prints what it has come to.
 */
import { openDatabase } from "../../server/platform/db.ts";
import { datasetOf, importInto, libraries } from "../support/import-plan.ts";

const [connection, kind, homeFolder, first] = process.argv.slice(2);
const database = openDatabase(JSON.parse(connection!), kind as "embedded" | "postgres");
for (let generation = Number(first); ; generation += 1) {
  process.stdout.write(`begin ${generation}\n`);
  await importInto(database, homeFolder!, [
    datasetOf("libs", "facility", libraries(200 + generation, `g${generation}`)),
  ]);
  process.stdout.write(`done ${generation}\n`);
}
