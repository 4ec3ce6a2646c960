// npm start: from a fresh clone to a city in the browser. Built-ins only until the packages are there.
import "./setup/node-version.mjs";
import { runToEnd, typescript } from "./setup/child.mjs";
import { ensureClient } from "./setup/client.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { progress } from "./setup/project.mjs";

await ensurePackages();
await ensureClient();
progress("server: starting");
// The channel closes when we end, however we end: the server then closes too and leaves no orphan.
const { code } = await runToEnd(typescript("scripts/serve.ts", process.argv.slice(2)), { ipc: true });
process.exit(code);
