import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runToEnd } from "./child.mjs";
import { hashFiles } from "./hash.mjs";
import { inProject, progress } from "./project.mjs";

const LOCK = "package-lock.json";
const MARKER = inProject("node_modules", ".decumano-lock");

const INSTALL_ARGUMENTS = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Not `npm ci`: it wants the packages of every platform in the lock file, and ours knows those of Linux alone.
 * Elsewhere npm resolves anew: what package.json names is pinned exactly, what those need in turn may be newer.
 */
function lockArguments() {
  const { packages } = JSON.parse(readFileSync(inProject(LOCK), "utf8"));
  const isKnown = `node_modules/@biomejs/cli-${process.platform}-${process.arch}` in packages;
  return isKnown ? ["--no-save"] : ["--no-package-lock"];
}

/** Installs the packages when they are missing or are not those of package-lock.json. */
export async function ensurePackages() {
  const wanted = hashFiles([LOCK]);
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted) return;
  if (!areInstalled()) {
    progress(
      existsSync(inProject("node_modules"))
        ? "packages: out of date, installing"
        : "packages: installing (once, a few minutes on a slow line)",
    );
    const { code } = await runToEnd(npm(["install", ...INSTALL_ARGUMENTS, ...lockArguments()]), {
      shell: process.platform === "win32" && !process.env.npm_execpath,
    });
    if (code !== 0) {
      console.error(`npm install ended with ${code}: see its lines above. Nothing was started.`);
      process.exit(code);
    }
    progress("packages: installed");
  }
  writeFileSync(MARKER, wanted);
}

/** Whether npm's own record of node_modules holds every package of the lock file (somebody ran `npm install`). */
function areInstalled() {
  const record = inProject("node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(inProject(LOCK), "utf8")).packages);
  return wanted.every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}

/**
 * The npm that called us, or the one on the PATH.
 * @param {string[]} args
 * @returns {[string, ...string[]]}
 */
function npm(args) {
  const caller = process.env.npm_execpath;
  return caller?.endsWith(".js") ? [process.execPath, caller, ...args] : ["npm", ...args];
}
