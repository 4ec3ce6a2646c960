/** Server and embedded database killed in the middle of a stream of saves, ten times. */
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { openDatabase } from "../../server/platform/db.ts";
import { findHolder } from "../../server/platform/embedded/folder-lock.ts";
import { joinEmbedded } from "../../server/platform/embedded/start-embedded.ts";
import { copyEmbeddedFolder } from "../support/embedded-copies.ts";
import { isRunning, startServerProcess } from "../support/server-process.ts";
import { makeHome, survive } from "./survive.ts";

describe("on the embedded database", () => {
  it("loses nothing, whether the database or the server is killed", { timeout: 900_000 }, async () => {
    const home = await makeHome();
    const folder = join(home, "database");
    await copyEmbeddedFolder("small", folder);
    const child = async () => (await findHolder(folder))!.child.pid;
    await survive(
      {
        start: () => startServerProcess(home),
        look: async () => openDatabase((await joinEmbedded(folder))!, "embedded"),
        killDatabase: async () => {
          process.kill(await child(), "SIGKILL");
        },
      },
      10,
    );
  });

  it("leaves no process and no lock behind a killed server", { timeout: 240_000 }, async () => {
    const home = await makeHome();
    const folder = join(home, "database");
    await copyEmbeddedFolder("small", folder);
    const server = await startServerProcess(home);
    const { child } = (await findHolder(folder))!;
    await server.kill();
    await vi.waitFor(() => expect(isRunning(child.pid)).toBe(false), 60_000);
    expect(await findHolder(folder)).toBeNull();
  });

  it("closes in good order when told to", { timeout: 240_000 }, async () => {
    const home = await makeHome();
    const folder = join(home, "database");
    await copyEmbeddedFolder("small", folder);
    const server = await startServerProcess(home);
    const { child } = (await findHolder(folder))!;
    expect(await server.stop("SIGINT")).toBe(0);
    expect(isRunning(child.pid)).toBe(false);
    expect(await findHolder(folder)).toBeNull();
  });
});
