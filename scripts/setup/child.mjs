import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ROOT } from "./project.mjs";

const FORWARDED = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 128 + the signal's number when a signal ended it
 * @property {string} output what it printed, when it was captured
 */

/**
 * Runs a command to its end in the project's root. A signal sent to us goes to it, and we stay until it has
 * closed: nothing is left behind, and its exit code is ours.
 *
 * @param {readonly [string, ...string[]]} command
 * @param {{
 *   capture?: boolean,
 *   ipc?: boolean,
 *   shell?: boolean,
 *   env?: NodeJS.ProcessEnv,
 * }} [options] `capture` keeps what it prints; `ipc` opens a channel whose end tells the child that we are gone
 * @returns {Promise<Outcome>}
 */
export function runToEnd([file, ...args], { capture = false, ipc = false, shell = false, env } = {}) {
  const output = capture ? "pipe" : "inherit";
  const child = spawn(file, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    shell,
    stdio: ipc ? ["inherit", output, output, "ipc"] : [capture ? "ignore" : "inherit", output, output],
  });
  let printed = "";
  const keep = (/** @type {Buffer} */ chunk) => {
    printed += chunk.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);

  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  for (const signal of FORWARDED) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      for (const name of FORWARDED) process.off(name, forward);
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 1), output: printed });
    });
  });
}

/**
 * A TypeScript file of this project as a command.
 * @param {string} path
 * @param {readonly string[]} [args]
 * @returns {[string, ...string[]]}
 */
export function typescript(path, args = []) {
  return [process.execPath, "--import", "tsx", path, ...args];
}

/**
 * The command-line tool of an installed package, without the shell scripts of `.bin` (Windows has others).
 * @param {string} path below node_modules
 * @param {readonly string[]} args
 * @returns {[string, ...string[]]}
 */
export function tool(path, args) {
  return [process.execPath, `node_modules/${path}`, ...args];
}
