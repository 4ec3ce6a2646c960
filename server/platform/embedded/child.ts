/**
 * The process that holds the embedded database: takes the folder's lock, listens, opens the database, and ends
 * with its parent. Started by start-embedded.ts only.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Bridge, type BridgeEvent } from "./bridge.ts";
import { Engine } from "./engine.ts";
import { ensurePostgisBundle, packageFolder } from "./extensions.ts";
import { releaseLock, takeLock } from "./folder-lock.ts";
import { Housekeeping } from "./housekeeping.ts";
import { removeConnection, writeConnection } from "./join-embedded.ts";
import { identify, type ProcessIdentity } from "./process-identity.ts";
import { deriveSecret } from "./scram.ts";
import { createFromTemplate, ensureTemplate } from "./template.ts";

export interface ChildOptions {
  folder: string;
  cacheFolder: string;
  host: string;
  /** 0 for any free one. */
  port: number;
  user: string;
  password: string;
  database: string;
  token: string;
  parent: ProcessIdentity;
  recycleAfterErrors: number;
  idleInTransactionSeconds: number;
  housekeepingSeconds: number;
}

export type ParentMessage = { kind: "start"; options: ChildOptions } | { kind: "stop" };

export interface ChildStatus {
  /** SQL errors since the database was last opened. */
  errorsSinceRecycle: number;
  /** Times the database was closed and opened again because of them. */
  recycles: number;
  /** Times it was opened again because it had ended by itself. */
  reopenings: number;
  residentBytes: number;
}

export type ChildMessage =
  | { kind: "log"; level: "info" | "warn" | "error"; message: string }
  | { kind: "ready"; port: number }
  | { kind: "failed"; name: string; message: string }
  | { kind: "status"; status: ChildStatus };

const statusMilliseconds = 200;

const tell = (message: ChildMessage): void => {
  if (process.connected) process.send!(message);
};
const log = (level: "info" | "warn" | "error", message: string): void =>
  tell({ kind: "log", level, message });

/**
 * At once and whatever a query is doing: what was acknowledged is in the files, and an orphan would keep the
 * folder from the next server.
 */
function endWithParent(): void {
  process.kill(process.pid, "SIGKILL");
}

const status: ChildStatus = { errorsSinceRecycle: 0, recycles: 0, reopenings: 0, residentBytes: 0 };
let statusDue = false;

function tellStatus(): void {
  if (statusDue) return;
  statusDue = true;
  setTimeout(() => {
    statusDue = false;
    tell({ kind: "status", status: { ...status, residentBytes: process.memoryUsage.rss() } });
  }, statusMilliseconds);
}

function observe(event: BridgeEvent): void {
  if (event.kind === "errors") status.errorsSinceRecycle = event.errorsSinceRecycle;
  if (event.kind === "recycled") {
    status.recycles += 1;
    log("info", `embedded database opened afresh after many SQL errors, in ${event.milliseconds} ms`);
  }
  if (event.kind === "died") {
    status.reopenings += 1;
    log("error", `${event.reason}; it is opened again`);
  }
  if (event.kind === "idle-in-transaction") {
    log("warn", "a connection was ended because it stayed idle in a transaction");
  }
  if (event.kind === "failed") fail(event.error);
  tellStatus();
}

function fail(error: Error): void {
  const message: ChildMessage = { kind: "failed", name: error.name, message: error.message };
  if (process.connected) process.send!(message, () => process.exit(1));
  else process.exit(1);
}

async function start(options: ChildOptions): Promise<() => Promise<void>> {
  const { folder, cacheFolder, user, database, token, parent } = options;
  await takeLock(folder, { token, child: identify(process.pid), parent });
  const template = (): Promise<string> =>
    ensureTemplate(cacheFolder, () =>
      log("info", "preparing the embedded database (once on this machine, about 10 s)"),
    );
  const dataFolder = join(folder, "data");
  await createFromTemplate(template, dataFolder);
  const wasm = await readFile(join(packageFolder("@electric-sql/pglite"), "pglite.wasm"));
  const [wasmModule, postgisBundle] = await Promise.all([
    WebAssembly.compile(wasm),
    ensurePostgisBundle(cacheFolder),
  ]);
  const bridge = new Bridge({
    admission: { user, database, secret: deriveSecret(options.password) },
    openEngine: () => Engine.open({ dataFolder, wasmModule, postgisBundle }),
    recycleAfterErrors: options.recycleAfterErrors,
    idleInTransactionSeconds: options.idleInTransactionSeconds,
    onEvent: observe,
  });
  // Before the database is open, so that after a crash clients wait for it instead of being refused.
  const [port] = await Promise.all([bridge.listen(options.port), bridge.ready()]);
  const housekeeping = new Housekeeping(bridge, options.housekeepingSeconds, (error) =>
    log("warn", `housekeeping: ${error.message}`),
  );
  await writeConnection(folder, { host: options.host, port, user, password: options.password, database });
  tell({ kind: "ready", port });
  tellStatus();
  return async () => {
    housekeeping.stop();
    await removeConnection(folder);
    await bridge.stop();
    await releaseLock(folder, token);
  };
}

// Ctrl-C reaches the whole process group: when to stop is the parent's to say.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);

let stop: Promise<() => Promise<void>> | null = null;
process.on("disconnect", endWithParent);
process.on("message", (message: ParentMessage) => {
  if (message.kind === "start") {
    stop = start(message.options);
    stop.catch(fail);
  } else {
    void stop?.then((run) => run()).then(() => process.exit(0), fail);
  }
});
if (!process.connected) endWithParent();
