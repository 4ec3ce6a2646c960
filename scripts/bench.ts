// npm run bench -- <name> [--json]: runs scripts/bench/<name>.ts and prints its figures.
import { readdirSync } from "node:fs";
import { parseArgs } from "node:util";

/** What each file of scripts/bench exports as `bench`: it measures, prints figures, and leaves nothing running. */
type Bench = (print: (figure: object) => void) => Promise<void>;

const folder = new URL("bench/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
  .map((file) => file.slice(0, -".ts".length))
  .sort();

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const [name = ""] = positionals;
if (!names.includes(name)) {
  console.error(`npm run bench -- <name> [--json]\nThere are: ${names.join(", ")}`);
  process.exit(1);
}

const { bench } = (await import(new URL(`${name}.ts`, folder).href)) as { bench: Bench };
await bench((figure) => {
  if (values.json) console.log(JSON.stringify({ bench: name, ...figure }));
  else console.log(describe(figure));
});

/** `draft check: clients 8, p95 20.5` */
function describe(figure: object): string {
  const { bench: _, figure: title = name, ...rest } = figure as Record<string, unknown>;
  const parts = Object.entries(rest).map(
    ([key, value]) => `${key} ${typeof value === "object" ? JSON.stringify(value) : value}`,
  );
  return `${title}: ${parts.join(", ")}`;
}
