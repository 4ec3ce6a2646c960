import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { runToEnd, tool } from "./child.mjs";
import { hashFiles } from "./hash.mjs";
import { inProject, progress } from "./project.mjs";

const SOURCES = ["client", "domain", "vite.config.ts", "package-lock.json"];
const BUILT = inProject("dist", "client");

/** Builds the page into dist/client when what it is made of has changed. */
export async function ensureClient() {
  // Taken before the build: a file saved meanwhile makes the next start build again.
  const wanted = hashFiles(SOURCES, (path) => !/\.test\.tsx?$/.test(path));
  const marker = `${BUILT}/.hash`;
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  progress("page: building (half a minute, once for each change)");

  // Beside the old one and then renamed, so that a build that fails or is stopped never leaves half a page.
  const fresh = inProject("dist", `client-${process.pid}`);
  const { code, output } = await runToEnd(
    tool("vite/bin/vite.js", ["build", "--outDir", fresh, "--emptyOutDir", "--logLevel", "warn"]),
    // Whoever calls us may have another NODE_ENV (vitest says "test"), and React would then be its development
    // build: 270 kB more, and every request of the page sent twice.
    { capture: true, env: { NODE_ENV: "production" } },
  );
  if (code !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    console.error(`${output.trim()}\nThe page could not be built (vite ended with ${code}).`);
    process.exit(code);
  }
  writeFileSync(`${fresh}/.hash`, wanted);
  rmSync(BUILT, { recursive: true, force: true });
  renameSync(fresh, BUILT);
  progress("page: built");
}
