// npm run dev: the page by vite with hot reload, the server started again at each change of its files.
import "./setup/node-version.mjs";
import { runToEnd, tool } from "./setup/child.mjs";
import { ensurePackages } from "./setup/packages.mjs";
import { progress } from "./setup/project.mjs";

await ensurePackages();
progress("dev: vite prints its address below; the server answers its /api, /tiles, /ogc and /feeds");
const server = ["watch", "--clear-screen=false", "scripts/serve.ts", ...process.argv.slice(2)];
const running = [
  runToEnd(tool("tsx/dist/cli.mjs", server), { ipc: true }),
  runToEnd(tool("vite/bin/vite.js", ["--clearScreen", "false"])),
];
// When one ends the other has no use: a signal to us is forwarded to whichever still runs.
await Promise.race(running);
process.emit("SIGTERM");
const outcomes = await Promise.all(running);
process.exit(Math.max(...outcomes.map(({ code }) => code)));
