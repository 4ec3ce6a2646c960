/**
 * One client of the bridge: hands over its batches in order, is not read from while it has too much waiting,
 * and is not given more while it does not read.
 */
import type { Socket } from "node:net";
import { type Frame, FramingError, FrontendFramer, type TransactionStatus } from "./framing.ts";
import { type Admission, Handshake } from "./handshake.ts";
import { authentication, backendKeyData, errorResponse, parameterStatus, readyForQuery } from "./messages.ts";
import { replaceRefused } from "./refusals.ts";
import { type Session, StatementBook } from "./statements.ts";

/** Messages up to a Sync or a simple query (`answered`: ends in ReadyForQuery) or up to a Flush. */
export interface Batch {
  frames: Frame[];
  answered: boolean;
}

export interface ConnectionHost {
  readonly session: Session;
  readonly admission: Admission;
  /** What a server tells about itself; waits while the database starts for the first time. */
  parameters(): Promise<Record<string, string>>;
  /** The connection may now run, or has ended. */
  changed(connection: Connection): void;
}

/** PostgreSQL's own limit is 1 GB; the embedded database has 2 GB for everything. */
const maxMessageBytes = 256 * 1024 * 1024;
const authenticationMilliseconds = 10_000;
const farewellMilliseconds = 1_000;
/** A client that pipelines more than this is not read from until it has been served. */
const maxWaitingBatches = 64;
const maxUnsentBytes = 1024 * 1024;

export class Connection {
  readonly statements: StatementBook;
  readonly batches: Batch[] = [];
  status: TransactionStatus = "I";
  /** Its last batch ended with Flush: its implicit transaction is open. */
  unsynced = false;
  /** No more batches will come; it leaves when those waiting are done. */
  ending = false;
  closed = false;
  readonly #framer = new FrontendFramer(maxMessageBytes);
  readonly #handshake: Handshake;
  readonly #authenticationTimer: NodeJS.Timeout;
  #phase: "handshake" | "welcome" | "ready" = "handshake";
  #frames: Frame[] = [];

  constructor(
    readonly id: number,
    private readonly socket: Socket,
    private readonly host: ConnectionHost,
  ) {
    this.statements = new StatementBook(host.session, id);
    this.#handshake = new Handshake(host.admission);
    this.#authenticationTimer = setTimeout(() => socket.destroy(), authenticationMilliseconds);
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#receive(chunk));
    socket.on("drain", () => host.changed(this));
    socket.on("end", () => this.#end());
    // A reset by the client needs no answer: "close" follows and cleans up.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(this.#authenticationTimer);
      this.closed = true;
      this.batches.length = 0;
      host.changed(this);
    });
  }

  /** True while it must keep the database to itself. */
  get pinning(): boolean {
    return this.unsynced || this.status !== "I";
  }

  get runnable(): boolean {
    return !this.closed && this.batches.length > 0 && this.socket.writableLength < maxUnsentBytes;
  }

  /** True when nothing more will come of it. */
  get leaving(): boolean {
    return this.closed || (this.ending && this.batches.length === 0);
  }

  takeBatch(): Batch {
    const batch = this.batches.shift();
    if (!batch) throw new Error("this connection has no batch waiting");
    if (this.socket.isPaused() && this.batches.length < maxWaitingBatches / 2) this.socket.resume();
    return batch;
  }

  /** Puts back a batch that was taken and not run. */
  returnBatch(batch: Batch): void {
    if (!this.closed) this.batches.unshift(batch);
  }

  /** One write for several small messages, because each write is a system call. */
  send(parts: readonly Uint8Array[]): void {
    if (this.closed || !this.socket.writable) return;
    this.socket.cork();
    for (const part of parts) this.socket.write(part);
    this.socket.uncork();
  }

  /** Tells the client why, and hangs up. */
  fail(sqlState: string, text: string): void {
    if (!this.ending) this.send([errorResponse({ severity: "FATAL", sqlState, text })]);
    this.batches.length = 0;
    this.#end();
    this.hangUp();
  }

  hangUp(): void {
    this.socket.end();
    // A client that does not read its farewell must not keep the connection.
    setTimeout(() => this.socket.destroy(), farewellMilliseconds).unref();
  }

  #end(): void {
    if (this.ending) return;
    this.ending = true;
    if (this.#phase === "ready") this.host.changed(this);
    else this.hangUp();
  }

  #receive(chunk: Uint8Array): void {
    if (this.ending) return;
    try {
      for (const frame of this.#framer.push(chunk)) this.#accept(frame);
    } catch (error) {
      if (!(error instanceof FramingError)) throw error;
      this.fail("08P01", `protocol violation: ${error.message}`);
    }
    if (this.batches.length >= maxWaitingBatches) this.socket.pause();
  }

  #accept(frame: Frame): void {
    if (this.ending) return;
    if (this.#phase === "ready") this.#collect(frame);
    else if (this.#phase === "handshake") this.#shakeHands(frame);
    else throw new FramingError("a message before the server was ready");
  }

  #shakeHands(frame: Frame): void {
    const step = this.#handshake.accept(frame);
    if (step.kind === "over") this.hangUp();
    else if (step.kind === "refused") this.fail(step.sqlState, step.text);
    else this.send([step.bytes]);
    if (step.kind !== "authenticated") return;
    clearTimeout(this.#authenticationTimer);
    this.#framer.authenticated();
    this.#phase = "welcome";
    void this.#welcome();
  }

  async #welcome(): Promise<void> {
    const parameters = await this.host.parameters();
    this.#phase = "ready";
    this.send([
      authentication(0),
      ...Object.entries(parameters).map(([name, value]) => parameterStatus(name, value)),
      backendKeyData(this.id, 0),
      readyForQuery("I"),
    ]);
    if (this.ending) this.host.changed(this);
  }

  #collect(frame: Frame): void {
    const letter = String.fromCharCode(frame.type);
    if (letter === "X") this.#end();
    // Left over from a COPY that was refused: PostgreSQL too ignores them.
    if ("Xdcfp".includes(letter)) return;
    if (letter === "F") throw new FramingError("function calls are not available on the embedded database");
    this.#frames.push(
      "PQ".includes(letter) ? { type: frame.type, bytes: replaceRefused(frame.bytes) } : frame,
    );
    if (!"QSH".includes(letter)) return;
    this.batches.push({ frames: this.#frames, answered: letter !== "H" });
    this.#frames = [];
    this.host.changed(this);
  }
}
