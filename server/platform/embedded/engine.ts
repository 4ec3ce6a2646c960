/**
 * The database itself in a thread of its own, seen from the bridge. A thread, because ending it gives back
 * all memory and open files for certain, and because the bridge stays awake while a query runs: it notices a
 * parent that is gone and a client that hung up. Messages are passed by transfer, not copied.
 */
import { Worker } from "node:worker_threads";

export interface EngineOptions {
  dataFolder: string;
  /** Compiled once in the process and shared with every thread: a restart finds its code warm. */
  wasmModule: WebAssembly.Module;
  /** PostGIS as `ensurePostgisBundle` left it. */
  postgisBundle: string;
}

/** Batch n lies before `ends[n]` and after the one before it. */
export type EngineRequest =
  | { kind: "run"; bytes: Uint8Array<ArrayBuffer>; ends: number[] }
  | { kind: "close" };

export type EngineReply =
  | { kind: "ready"; parameters: Record<string, string> }
  | ({ kind: "answer"; finished: boolean } & AnswerPiece)
  | { kind: "dead"; reason: string }
  | { kind: "closed" };

/** A piece of the answer to one batch; long answers come in several, while they are made. */
export interface AnswerPiece {
  batch: number;
  bytes: Uint8Array;
  last: boolean;
}

/** The database ended in the middle of something; nothing it had not acknowledged is certain. */
export class EngineDiedError extends Error {
  override readonly name = "EngineDiedError";
}

const closeMilliseconds = 10_000;

export class Engine {
  readonly #worker: Worker;
  #onReply: ((reply: EngineReply) => void) | null = null;
  #death: EngineDiedError | null = null;
  /** What a server tells a client at the start of a connection. */
  parameters: Record<string, string> = {};

  private constructor(options: EngineOptions) {
    this.#worker = startThread("./engine-thread.ts", options);
    this.#worker.on("message", (reply: EngineReply) => {
      if (reply.kind === "dead") this.#die(reply.reason);
      else this.#onReply?.(reply);
    });
    this.#worker.on("error", (error) => this.#die(error.message));
    this.#worker.on("exit", () => this.#die("its thread ended"));
  }

  /** @throws EngineDiedError when the folder holds no database that opens. */
  static async open(options: EngineOptions): Promise<Engine> {
    const engine = new Engine(options);
    try {
      const reply = await engine.#until((candidate) => candidate.kind === "ready");
      if (reply.kind === "ready") engine.parameters = reply.parameters;
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  /**
   * Runs batches one after another, as far as the first that leaves a transaction open: what follows is another
   * connection's and has to wait. Several at a time, because handing over costs as much as a small query.
   * @returns how many were run.
   * @throws EngineDiedError
   */
  async run(batches: readonly Uint8Array[][], onAnswer: (piece: AnswerPiece) => void): Promise<number> {
    // A buffer of its own, so that it can be handed over: a frame is a slice of a shared socket buffer.
    const bytes = new Uint8Array(batches.flat().reduce((total, message) => total + message.length, 0));
    let at = 0;
    const ends = batches.map((messages) => {
      for (const message of messages) {
        bytes.set(message, at);
        at += message.length;
      }
      return at;
    });
    let run = 0;
    const finished = this.#until((reply) => {
      if (reply.kind !== "answer") return false;
      if (reply.last) run += 1;
      onAnswer(reply);
      return reply.finished;
    });
    this.#send({ kind: "run", bytes, ends }, [bytes.buffer]);
    await finished;
    return run;
  }

  /** Ends the database in good order when it still answers, and its thread in any case. */
  async close(): Promise<void> {
    if (!this.#death) {
      // One that dies of it is as good as closed.
      const closed = this.#until((reply) => reply.kind === "closed").catch(() => undefined);
      this.#send({ kind: "close" });
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise((resolve) => {
        timer = setTimeout(resolve, closeMilliseconds);
      });
      await Promise.race([closed, timeout]);
      clearTimeout(timer);
    }
    await this.#worker.terminate();
  }

  #send(request: EngineRequest, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #fail: ((error: EngineDiedError) => void) | null = null;

  #until(accept: (reply: EngineReply) => boolean): Promise<EngineReply> {
    return new Promise((resolve, reject) => {
      if (this.#death) return reject(this.#death);
      this.#fail = reject;
      this.#onReply = (reply) => {
        if (!accept(reply)) return;
        this.#onReply = null;
        this.#fail = null;
        resolve(reply);
      };
    });
  }

  #die(reason: string): void {
    this.#death ??= new EngineDiedError(`the embedded database ended: ${reason}`);
    this.#fail?.(this.#death);
    this.#fail = null;
    this.#onReply = null;
  }
}

/**
 * Native stack of a thread. With Node's 4 MB a deep recursion in PL/pgSQL ended the database ("Maximum call stack
 * size exceeded"); with this it gets PostgreSQL's own error at max_stack_depth.
 */
const stackMegabytes = 64;

/**
 * Starts a TypeScript file as a thread. Node 20 does not carry `--import tsx` into threads
 * (ERR_UNKNOWN_FILE_EXTENSION), so the thread registers it first.
 */
export function startThread(file: string, workerData: unknown): Worker {
  const loader = JSON.stringify(import.meta.resolve("tsx/esm/api"));
  const entry = JSON.stringify(new URL(file, import.meta.url).href);
  const script = `import(${loader}).then((tsx) => { tsx.register(); return import(${entry}); })`;
  return new Worker(script, { eval: true, workerData, resourceLimits: { stackSizeMb: stackMegabytes } });
}
