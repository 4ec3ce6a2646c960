/** npm start, told to stop in every way: nothing keeps running. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { findHolder } from "../../server/platform/embedded/folder-lock.ts";
import { copyEmbeddedFolder } from "../support/embedded-copies.ts";
import { isRunning } from "../support/server-process.ts";
import { TEST_CITY } from "../support/test-city.ts";

let home: string;
let database: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "decumano-start-"));
  database = join(home, "database");
  await copyEmbeddedFolder("small", database);
});
afterEach(() => rm(home, { recursive: true, force: true }));

interface Started {
  readonly starter: ChildProcess;
  readonly lines: readonly string[];
  /** The server and the embedded database, which must not outlive it. */
  readonly pids: readonly number[];
}

async function start(): Promise<Started> {
  const starter = spawn(process.execPath, ["scripts/start.mjs", "--city", TEST_CITY], {
    cwd: projectFolder,
    env: { ...process.env, DATABASE_URL: "", DECUMANO_HOME: home, PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  await new Promise<void>((ready, reject) => {
    for (const stream of [starter.stdout!, starter.stderr!]) {
      createInterface(stream).on("line", (line) => {
        lines.push(line);
        if (/^ready: http:/.test(line)) ready();
      });
    }
    starter.once("close", () => reject(new Error(lines.join("\n"))));
  });
  const holder = (await findHolder(database))!;
  return { starter, lines, pids: [holder.parent.pid, holder.child.pid] };
}

describe("npm start", () => {
  it.each(["SIGINT", "SIGTERM"] as const)(
    "closes in good order at %s",
    { timeout: 240_000 },
    async (signal) => {
      const { starter, lines, pids } = await start();
      expect(pids.map(isRunning)).toEqual([true, true]);
      starter.kill(signal);
      const [code] = await once(starter, "exit");
      expect(code, lines.join("\n")).toBe(0);
      expect(pids.map(isRunning)).toEqual([false, false]);
      expect(await findHolder(database)).toBeNull();
    },
  );

  it("takes everything with it when it is killed", { timeout: 240_000 }, async () => {
    const { starter, pids } = await start();
    starter.kill("SIGKILL");
    await once(starter, "exit");
    await vi.waitFor(() => expect(pids.map(isRunning)).toEqual([false, false]), 60_000);
    expect(await findHolder(database)).toBeNull();
  });

  it("says what is wrong with the configuration, and ends", { timeout: 60_000 }, async () => {
    const starter = spawn(process.execPath, ["scripts/start.mjs"], {
      cwd: projectFolder,
      env: { ...process.env, PORT: "eighty", DECUMANO_HOME: home },
    });
    let printed = "";
    starter.stderr.on("data", (chunk) => {
      printed += chunk;
    });
    const [code] = await once(starter, "exit");
    expect(code).toBe(1);
    expect(printed).toMatch(/PORT: /);
    expect(printed).not.toMatch(/ at .*\.ts:/);
  });
});
