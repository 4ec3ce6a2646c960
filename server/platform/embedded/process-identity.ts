/** Tells a process from a later one that got the same id. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

export interface ProcessIdentity {
  pid: number;
  /** When it started, in a form only good for comparing; empty where the system does not tell. */
  started: string;
}

/** Null when there is no such process, or only what the system keeps of it until its parent asks. */
function readStarted(pid: number): string | null {
  if (process.platform === "linux") {
    try {
      const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
      // proc(5): the name in parentheses may hold anything; state is field 3, start time field 22.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\)\s/s, "")
        .split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? null : `${boot}/${fields[19]}`;
    } catch {
      return null;
    }
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  if (process.platform === "win32") return "";
  const { status, stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

export function identify(pid: number): ProcessIdentity {
  return { pid, started: readStarted(pid) ?? "" };
}

export function isAlive({ pid, started }: ProcessIdentity): boolean {
  return readStarted(pid) === started;
}
