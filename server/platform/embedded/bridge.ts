/**
 * The wire bridge: many connections, one database session.
 *
 * A batch (everything up to Sync, or one simple query) runs as a whole and is answered with one ReadyForQuery;
 * a connection in a transaction keeps the database to itself while the others queue. Stock pglite-socket
 * forwards message by message: after one error `pg` takes each answer for that of the query before.
 */
import { createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type Batch, Connection, type ConnectionHost } from "./connection.ts";
import { type Engine, EngineDiedError } from "./engine.ts";
import { code, FramingError, ReplyScanner } from "./framing.ts";
import type { Admission } from "./handshake.ts";
import { query, readyForQuery } from "./messages.ts";
import { readRows } from "./rows.ts";
import { type RewrittenBatch, Session } from "./statements.ts";

export interface BridgeOptions {
  admission: Admission;
  openEngine: () => Promise<Engine>;
  recycleAfterErrors: number;
  idleInTransactionSeconds: number;
  onEvent: (event: BridgeEvent) => void;
}

export type BridgeEvent =
  | { kind: "errors"; errorsSinceRecycle: number }
  | { kind: "recycled"; milliseconds: number }
  | { kind: "died"; reason: string }
  | { kind: "idle-in-transaction" }
  /** The database does not open any more: the bridge is of no further use. */
  | { kind: "failed"; error: Error };

/** A client's batch on its way through the database. */
interface Run {
  connection: Connection;
  batch: Batch;
  rewritten: RewrittenBatch;
  scanner: ReplyScanner;
}

const maxConnections = 200;
/** Handing over to the database's thread costs some 100 µs of processor; together, batches share that. */
const maxBatchesTogether = 16;
const openAttempts = 3;
/** How long a stop waits for the running batch, and then for clients to leave by themselves. */
const stopMilliseconds = 8_000;
const goodbyeMilliseconds = 500;

export class Bridge {
  readonly #server: Server;
  readonly #session = new Session();
  readonly #connections = new Set<Connection>();
  /** Those with a batch waiting, in the order in which they get their turn. */
  #queue = new Set<Connection>();
  readonly #departing = new Set<Connection>();
  readonly #chores: (() => Promise<void>)[] = [];
  readonly #host: ConnectionHost;
  #parameters: Promise<Record<string, string>>;
  #engine: Engine | null = null;
  #pinned: Connection | null = null;
  #pinnedTimer: NodeJS.Timeout | undefined;
  #pumping = false;
  #turns: Promise<void> = Promise.resolve();
  #stopped = false;
  #errors = 0;
  #lastId = 0;
  /** When a client's batch last ran, by performance.now(). */
  lastUsed = performance.now();

  constructor(private readonly options: BridgeOptions) {
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#welcome(socket));
    this.#parameters = this.#open();
    this.#host = {
      session: this.#session,
      admission: options.admission,
      parameters: () => this.#parameters,
      changed: (connection) => this.#changed(connection),
    };
  }

  /** Resolves when the database answers. @throws what kept it from opening. */
  async ready(): Promise<void> {
    await this.#parameters;
  }

  /** @returns the port, on 127.0.0.1. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ port, host: "127.0.0.1", exclusive: true }, resolve);
    });
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("the bridge has no port");
    return address.port;
  }

  /** Runs SQL of our own between the clients' transactions. @returns its rows as text. */
  runAlone(sql: string): Promise<(string | null)[][]> {
    return new Promise((resolve, reject) => {
      this.#chores.push(async () => {
        try {
          resolve(await this.#query(sql));
        } catch (error) {
          reject(error);
          if (error instanceof EngineDiedError) throw error;
        }
      });
      this.#pump();
    });
  }

  /** Lets the running batch end, hangs up on everybody and closes the database in good order. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#server.close();
    clearTimeout(this.#pinnedTimer);
    await Promise.race([this.#turns, delay(stopMilliseconds)]);
    // A pool that was just ended may still be saying goodbye: to that a message would be an error.
    const patience = performance.now() + goodbyeMilliseconds;
    while (this.#connections.size > 0) {
      for (const connection of this.#connections) {
        if (performance.now() > patience) connection.fail("57P01", "the embedded database is being stopped");
        if (!connection.leaving) continue;
        connection.hangUp();
        this.#connections.delete(connection);
      }
      await delay(10);
    }
    await this.#engine?.close();
  }

  #welcome(socket: Socket): void {
    this.#lastId += 1;
    const connection = new Connection(this.#lastId, socket, this.#host);
    if (this.#stopped) connection.fail("57P03", "the embedded database is being stopped");
    else if (this.#connections.size >= maxConnections) connection.fail("53300", "too many connections");
    else this.#connections.add(connection);
  }

  #changed(connection: Connection): void {
    if (connection.leaving && this.#connections.has(connection)) this.#departing.add(connection);
    if (connection.batches.length > 0) this.#queue.add(connection);
    this.#pump();
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#turns = this.#takeTurns();
  }

  /** One thing after another for as long as there is something to do. */
  async #takeTurns(): Promise<void> {
    try {
      for (let turn = this.#nextTurn(); turn; turn = this.#nextTurn()) await turn();
    } catch (error) {
      this.options.onEvent({
        kind: "failed",
        error: error instanceof Error ? error : new Error(String(error)),
      });
    } finally {
      this.#pumping = false;
    }
  }

  #nextTurn(): (() => Promise<void>) | null {
    const engine = this.#engine;
    if (!engine || this.#stopped) return null;
    const departing = this.#pinned
      ? this.#departing.has(this.#pinned) && this.#pinned
      : this.#departing.values().next().value;
    if (departing) return () => this.#bidFarewell(engine, departing);
    if (this.#pinned) {
      const pinned = this.#pinned;
      return pinned.runnable ? () => this.#runBatches(engine, [pinned]) : null;
    }
    if (this.#errors >= this.options.recycleAfterErrors) return () => this.#recycle(engine);
    const chore = this.#chores.shift();
    if (chore) return () => this.#surviving(chore);
    const connections: Connection[] = [];
    for (const connection of this.#queue) {
      if (connection.runnable) connections.push(connection);
      if (connections.length === maxBatchesTogether) break;
    }
    return connections.length > 0 ? () => this.#runBatches(engine, connections) : null;
  }

  /** One batch of each connection, as far as one that wants to keep the database to itself. */
  async #runBatches(engine: Engine, connections: readonly Connection[]): Promise<void> {
    const runs: Run[] = [];
    for (const connection of connections) {
      const run = this.#prepare(connection);
      if (run) runs.push(run);
      if (run && (!run.batch.answered || run.rewritten.forgetsStatements)) break;
    }
    if (runs.length === 0) return;
    this.#pin(null);
    let answered = 0;
    const waiting = (from: number): void => {
      const back = runs.slice(from);
      for (const { connection, batch } of back) connection.returnBatch(batch);
      const connectionsBack = back.map(({ connection }) => connection).filter(({ closed }) => !closed);
      this.#queue = new Set([...connectionsBack, ...this.#queue]);
      // Rewritten in the belief that the others would run.
      this.#session.unnamedOwner = null;
    };
    await this.#surviving(
      async () => {
        await engine.run(
          runs.map((run) => run.rewritten.messages),
          ({ batch, bytes, last }) => {
            const run = runs[batch]!;
            if (last) answered += 1;
            if (last) this.#finish(run, bytes);
            else run.connection.send(run.scanner.push(bytes));
          },
        );
        if (answered < runs.length) waiting(answered);
      },
      () => {
        const { connection } = runs[answered]!;
        // Nothing is left open in a session that is gone.
        connection.status = "I";
        connection.unsynced = false;
        connection.fail("57P02", "the embedded database ended while it ran this and is being started again");
        waiting(answered + 1);
      },
    );
  }

  #prepare(connection: Connection): Run | null {
    this.#queue.delete(connection);
    const batch = connection.takeBatch();
    if (connection.batches.length > 0) this.#queue.add(connection);
    try {
      const rewritten = connection.statements.rewrite(batch.frames);
      // Notifications have no address among connections that share a session.
      const scanner = new ReplyScanner((type) => type !== code("A") && rewritten.keep(type));
      return { connection, batch, rewritten, scanner };
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      connection.fail("08P01", `protocol violation: ${error.message}`);
      return null;
    }
  }

  #finish({ connection, batch, rewritten, scanner }: Run, bytes: Uint8Array): void {
    const answer = scanner.push(bytes);
    rewritten.finish();
    this.lastUsed = performance.now();
    // No status: the database skips everything until the Sync that the client owes it after a Flush.
    const answered = batch.answered && scanner.status !== null;
    if (answered) connection.status = scanner.status!;
    connection.unsynced = !answered;
    if (connection.pinning) this.#pin(connection);
    this.#count(scanner.errors);
    connection.send(answered ? [...answer, readyForQuery(connection.status)] : answer);
    if (connection.leaving) this.#departing.add(connection);
  }

  /** Undoes what a connection that is gone has left open, and forgets its statements. */
  async #bidFarewell(engine: Engine, connection: Connection): Promise<void> {
    this.#departing.delete(connection);
    this.#queue.delete(connection);
    this.#connections.delete(connection);
    connection.hangUp();
    const messages = connection.statements.farewell({
      unsynced: connection.unsynced,
      inTransaction: connection.status !== "I",
    });
    if (messages.length > 0) await this.#surviving(() => engine.run([messages], () => undefined));
    this.#pin(null);
  }

  async #query(sql: string): Promise<(string | null)[][]> {
    const parts: Uint8Array[] = [];
    const scanner = new ReplyScanner((type) => type === code("D") || type === code("E"));
    this.#session.unnamedOwner = null;
    await this.#engine!.run([[query(sql)]], ({ bytes }) => parts.push(...scanner.push(bytes)));
    this.#count(scanner.errors);
    return readRows(Buffer.concat(parts));
  }

  /** Does something with the database; when that ends under it, a new one is opened. */
  async #surviving(turn: () => Promise<unknown>, onDeath: () => void = () => undefined): Promise<void> {
    try {
      await turn();
    } catch (error) {
      if (!(error instanceof EngineDiedError)) throw error;
      if (this.#stopped) return;
      this.options.onEvent({ kind: "died", reason: error.message });
      onDeath();
      await this.#reopen();
    }
  }

  async #recycle(engine: Engine): Promise<void> {
    const started = performance.now();
    await engine.close();
    await this.#reopen();
    this.options.onEvent({ kind: "recycled", milliseconds: Math.round(performance.now() - started) });
  }

  async #reopen(): Promise<void> {
    const dead = this.#engine;
    this.#engine = null;
    await dead?.close();
    this.#session.forgetStatements();
    this.#pin(null);
    await this.#open();
    this.#count(-this.#errors);
  }

  async #open(): Promise<Record<string, string>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const engine = await this.options.openEngine();
        if (this.#stopped) await engine.close();
        else this.#engine = engine;
        queueMicrotask(() => this.#pump());
        return engine.parameters;
      } catch (error) {
        if (attempt === openAttempts) throw error;
      }
    }
  }

  #count(errors: number): void {
    if (errors === 0) return;
    this.#errors += errors;
    this.options.onEvent({ kind: "errors", errorsSinceRecycle: this.#errors });
  }

  #pin(connection: Connection | null): void {
    clearTimeout(this.#pinnedTimer);
    this.#pinned = connection;
    if (!connection) return;
    this.#pinnedTimer = setTimeout(() => {
      this.options.onEvent({ kind: "idle-in-transaction" });
      connection.fail("25P03", "ended, because it was idle in a transaction and kept everybody else waiting");
    }, this.options.idleInTransactionSeconds * 1000);
  }
}
