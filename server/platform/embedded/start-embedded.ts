/**
 * The embedded database: PostGIS without installing anything, in a supervised child process, reached by the same
 * `pg` pool as any other PostgreSQL.
 *
 * What differs from a server of one's own (measured on PGlite 0.5.8):
 * - One session for all connections: a plain SET, a temporary table, a session advisory lock or a SQL-level
 *   PREPARE is everybody's. Use SET LOCAL and pg_advisory_xact_lock in transactions. Connection options are
 *   ignored.
 * - One thing at a time: a transaction keeps all others waiting, and one that idles is ended. `pool.query` inside
 *   one's own open transaction waits for itself until then.
 * - No COPY FROM STDIN, LISTEN, statement_timeout or cancelling; COPY TO STDOUT works.
 * - What was acknowledged survives a killed process, not a power cut.
 */
import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { ChildMessage, ChildOptions, ChildStatus, ParentMessage } from "./child.ts";
import { FolderInUseError, releaseLock } from "./folder-lock.ts";
import type { EmbeddedConnection } from "./join-embedded.ts";
import { identify } from "./process-identity.ts";
import { defaultCacheFolder } from "./template.ts";

export { FolderInUseError } from "./folder-lock.ts";
export { type EmbeddedConnection, joinEmbedded } from "./join-embedded.ts";

export interface LogEntry {
  level: "info" | "warn" | "error";
  message: string;
}

export interface EmbeddedOptions {
  /** Holds the database, its lock and the connection's secret; made when missing, readable by its owner only. */
  folder: string;
  /** Where the template is kept; default `$XDG_CACHE_HOME/decumano` or `~/.cache/decumano`. */
  cacheFolder?: string;
  onLog?: (entry: LogEntry) => void;
  /** After so many SQL errors the database is opened afresh, between transactions; default 1,500. */
  recycleAfterErrors?: number;
  /** A connection idle in a transaction for so long is ended; default 60. */
  idleInTransactionSeconds?: number;
  /** A table that needs vacuum or analyze gets it so often, when nobody is asking; default 20. */
  housekeepingSeconds?: number;
}

export interface EmbeddedStatus extends ChildStatus {
  /** Times the child process was started again after it had ended by itself. */
  restarts: number;
}

export interface Embedded {
  /** Stays the same when the child is started again. */
  readonly connection: EmbeddedConnection;
  /** The child's process id. */
  readonly pid: number;
  /** As of some 200 ms ago. */
  status(): EmbeddedStatus;
  /** Closes the database in good order; end the pool first. */
  stop(): Promise<void>;
}

const stopMilliseconds = 20_000;
/** A child that fails to start so often in a row is given up. */
const maxFailedStarts = 3;

/**
 * Starts the database, in a new folder with PostGIS, btree_gist, pg_trgm, pgcrypto and unaccent installed.
 * @throws FolderInUseError when another process has the folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const supervisor = new Supervisor(options);
  await supervisor.start();
  return supervisor;
}

const idle: ChildStatus = { errorsSinceRecycle: 0, recycles: 0, reopenings: 0, residentBytes: 0 };

class Supervisor implements Embedded {
  readonly connection: EmbeddedConnection;
  readonly #options: ChildOptions;
  readonly #log: (entry: LogEntry) => void;
  #child: ChildProcess | null = null;
  #stopping = false;
  #restarts = 0;
  #status: ChildStatus = { ...idle };
  /** What children that are gone had counted. */
  readonly #past = { recycles: 0, reopenings: 0 };

  constructor(options: EmbeddedOptions) {
    this.#log = options.onLog ?? (() => undefined);
    this.connection = {
      host: "127.0.0.1",
      port: 0,
      user: "postgres",
      password: randomBytes(24).toString("base64url"),
      database: "postgres",
    };
    this.#options = {
      ...this.connection,
      folder: resolve(options.folder),
      cacheFolder: resolve(options.cacheFolder ?? defaultCacheFolder()),
      token: randomBytes(12).toString("hex"),
      parent: identify(process.pid),
      recycleAfterErrors: options.recycleAfterErrors ?? 1500,
      idleInTransactionSeconds: options.idleInTransactionSeconds ?? 60,
      housekeepingSeconds: options.housekeepingSeconds ?? 20,
    };
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  status(): EmbeddedStatus {
    return {
      ...this.#status,
      recycles: this.#status.recycles + this.#past.recycles,
      reopenings: this.#status.reopenings + this.#past.reopenings,
      restarts: this.#restarts,
    };
  }

  /** Resolves when the child answers queries. @throws what it says it failed with. */
  async start(): Promise<void> {
    const child = this.#spawn();
    this.#child = child;
    const ended = once(child, "exit");
    try {
      await this.#untilReady(child);
    } catch (error) {
      child.kill("SIGKILL");
      await ended;
      throw error;
    }
    void ended.then(([status, signal]) => this.#restart(signal ?? `status ${status}`));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.send({ kind: "stop" } satisfies ParentMessage);
      const timer = setTimeout(() => child.kill("SIGKILL"), stopMilliseconds);
      await ended;
      clearTimeout(timer);
    }
    await releaseLock(this.#options.folder, this.#options.token);
  }

  #spawn(): ChildProcess {
    const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const child = fork(fileURLToPath(new URL("./child.ts", import.meta.url)), [], {
      execArgv: ["--import", loader],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface(stream).on("line", (message) => this.#log({ level: "warn", message }));
    }
    child.send({ kind: "start", options: this.#options } satisfies ParentMessage);
    return child;
  }

  #untilReady(child: ChildProcess): Promise<void> {
    return new Promise((resolved, reject) => {
      child.on("message", (message: ChildMessage) => {
        if (message.kind === "log") this.#log({ level: message.level, message: message.message });
        if (message.kind === "status") this.#status = message.status;
        if (message.kind === "failed") {
          const Kind = message.name === FolderInUseError.name ? FolderInUseError : Error;
          reject(new Kind(message.message));
        }
        if (message.kind === "ready") {
          // The same port from now on, so that the pool finds its way back by itself.
          this.#options.port = message.port;
          this.connection.port = message.port;
          resolved();
        }
      });
      child.once("exit", () => reject(new Error("the embedded database ended while it started")));
    });
  }

  async #restart(cause: string): Promise<void> {
    for (let attempt = 1; !this.#stopping; attempt += 1) {
      this.#log({ level: "error", message: `the embedded database ended (${cause}); it is started again` });
      this.#past.recycles += this.#status.recycles;
      this.#past.reopenings += this.#status.reopenings;
      this.#status = { ...idle };
      try {
        this.#restarts += 1;
        return await this.start();
      } catch (error) {
        cause = error instanceof Error ? error.message : String(error);
      }
      if (attempt === maxFailedStarts) {
        this.#log({ level: "error", message: `the embedded database is given up (${cause})` });
        return releaseLock(this.#options.folder, this.#options.token);
      }
      await delay(500 * attempt);
    }
  }
}
