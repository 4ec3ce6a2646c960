import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { projectFolder } from "../../scripts/setup/folders.ts";
import { TEST_CITY } from "./test-city.ts";

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from spawning to the line that says it is ready. */
  readonly readyAfterMs: number;
  /** Everything it has printed so far. */
  output(): string;
  /** Ends it as a power switch would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to close. @returns its exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * The server as `npm start` runs it, in a process of its own on a free port. Resolves when it says that it is
 * ready. @throws with what it printed when it ends before.
 */
export async function startServerProcess(
  homeFolder: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/serve.ts"], {
    cwd: projectFolder,
    env: {
      ...process.env,
      DATABASE_URL: "",
      DECUMANO_HOME: homeFolder,
      DECUMANO_CITY: TEST_CITY,
      LOG_LEVEL: "warn",
      PORT: "0",
      REQUESTS_PER_MINUTE: "1000000",
      ...environment,
    },
    // The channel tells it to close when these tests are gone.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once("close", (code, signal) => {
      reject(new Error(`the server ended with ${code ?? signal} before it was ready:\n${lines.join("\n")}`));
    });
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface(stream).on("line", (line) => {
        lines.push(line);
        const ready = /^ready: (http:\S+)/.exec(line)?.[1];
        if (ready) resolve(ready);
      });
    }
  });
  return {
    url,
    pid: child.pid!,
    readyAfterMs: performance.now() - began,
    output: () => lines.join("\n"),
    kill: () => end(child, "SIGKILL").then(() => undefined),
    stop: (signal = "SIGTERM") => end(child, signal),
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  }
  return child.exitCode;
}

/** Whether a process of this machine still runs. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}
