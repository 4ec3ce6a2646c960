// node scripts/run.mjs <name> [arguments]: runs scripts/<name>.ts with the packages in place.
import "./setup/node-version.mjs";
import { existsSync, readdirSync } from "node:fs";
import { runToEnd, typescript } from "./setup/child.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { inProject } from "./setup/project.mjs";

const [name = "", ...args] = process.argv.slice(2);
const script = `scripts/${name}.ts`;
if (!/^[a-z-]+$/.test(name) || !existsSync(inProject(script))) {
  const known = readdirSync(inProject("scripts")).filter((file) => /^[a-z-]+\.ts$/.test(file));
  console.error(`There is no ${script}. There are: ${known.map((file) => file.slice(0, -3)).join(", ")}.`);
  process.exit(1);
}
await ensurePackages();
const { code } = await runToEnd(typescript(script, args), { ipc: true });
process.exit(code);
