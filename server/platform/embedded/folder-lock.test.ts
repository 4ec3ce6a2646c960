import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderInUseError, findHolder, type LockHolder, releaseLock, takeLock } from "./folder-lock.ts";
import { identify, type ProcessIdentity } from "./process-identity.ts";

const living = identify(process.pid);
let dead: ProcessIdentity;
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "decumano-lock-")), "database");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  dead = identify(child.pid!);
  child.kill("SIGKILL");
  await once(child, "exit");
});
afterEach(() => rm(folder, { recursive: true }));

const holder = (token: string, child: ProcessIdentity, parent = child): LockHolder => ({
  token,
  child,
  parent,
});

describe("takeLock", () => {
  it("keeps a second opener out, naming who is in, until the first lets go", async () => {
    await takeLock(folder, holder("first", living));
    expect((await stat(folder)).mode & 0o077).toBe(0);
    await expect(takeLock(folder, holder("second", living))).rejects.toThrow(
      new RegExp(`is in use by process ${process.pid}`),
    );
    expect((await findHolder(folder))?.token).toBe("first");
    await releaseLock(folder, "someone else");
    await expect(takeLock(folder, holder("second", living))).rejects.toBeInstanceOf(FolderInUseError);
    await releaseLock(folder, "first");
    expect(await findHolder(folder)).toBeNull();
    await takeLock(folder, holder("second", living));
    expect((await findHolder(folder))?.token).toBe("second");
  });

  it("takes over from the dead", async () => {
    await takeLock(folder, holder("crashed", dead));
    expect(await findHolder(folder)).toBeNull();
    await takeLock(folder, holder("next", living));
    expect((await findHolder(folder))?.token).toBe("next");
    expect((await readdir(folder)).filter((name) => name.startsWith("lock."))).toHaveLength(1);
  });

  it("tells a process from a later one with the same id", async () => {
    await takeLock(folder, holder("before the restart", { ...living, started: "another time" }));
    await takeLock(folder, holder("next", living));
    expect((await findHolder(folder))?.token).toBe("next");
  });

  it("keeps the folder of a dead child for the living parent that starts it again", async () => {
    await takeLock(folder, holder("supervisor", dead, living));
    await expect(takeLock(folder, holder("other", living))).rejects.toBeInstanceOf(FolderInUseError);
    await takeLock(folder, holder("supervisor", living, living));
    await expect(takeLock(folder, holder("supervisor", living, living))).rejects.toBeInstanceOf(
      FolderInUseError,
    );
  });

  it("lets exactly one of many take over a dead lock", async () => {
    for (let round = 0; round < 60; round += 1) {
      const token = `crashed ${round}`;
      await takeLock(folder, holder(token, dead));
      const racers = Array.from({ length: 8 }, (_, index) => holder(`racer ${index}`, living));
      // One step apart, so that one may still be looking while another has already taken over.
      const race = async (racer: LockHolder, lead: number): Promise<void> => {
        for (let step = 0; step < lead * (round % 4); step += 1) await setImmediate();
        await takeLock(folder, racer);
      };
      const outcomes = await Promise.allSettled(racers.map(race));
      const winners = racers.filter((_, index) => outcomes[index]!.status === "fulfilled");
      expect(winners).toHaveLength(1);
      expect((await findHolder(folder))?.token).toBe(winners[0]!.token);
      await releaseLock(folder, winners[0]!.token);
    }
  });

  it("is not disturbed by drafts that a crash left behind", async () => {
    await takeLock(folder, holder("crashed", dead));
    await writeFile(join(folder, ".lock-1-abc"), "{");
    await takeLock(folder, holder("next", living));
  });
});

describe("findHolder", () => {
  it("finds nobody in a folder that is not there", async () => {
    expect(await findHolder(join(folder, "none"))).toBeNull();
    await takeLock(folder, holder("for afterEach", living));
  });
});
