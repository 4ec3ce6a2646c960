/**
 * The thread that holds PGlite and runs one batch after another.
 *
 * PGlite's own execProtocolRaw is not used for batches: it parses every answer into objects nobody reads,
 * swallows the end of the database (an endless loop follows), and leaves the stack as an error left it. That
 * is the leak that ends 0.5.8 after some 1,700 errors: the error unwinds by a JavaScript exception, which does
 * not lower WebAssembly's own stack pointer (1,232 bytes for the smallest error, more for one raised deep in
 * PL/pgSQL), until max_stack_depth. Here the pointer is put back: between batches no frame of the database is
 * alive above it. Measured: 60,000 errors with no growth of the stack; without it, 1,702.
 */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import type { EngineOptions, EngineReply, EngineRequest } from "./engine.ts";
import { extensionsWith } from "./extensions.ts";
import { rememberLibrarySymbols } from "./fast-symbols.ts";
import { turnExceptionsIntoErrors } from "./library-exceptions.ts";

const { dataFolder, wasmModule, postgisBundle } = workerData as EngineOptions;
const port = parentPort!;

/** Big enough that a message between threads costs little per byte, small enough to keep the client busy. */
const chunkBytes = 256 * 1024;
/** The exit status by which PGlite reports "an SQL error, back to the main loop" (its POSTGRES_MAIN_LONGJMP). */
const sqlErrorStatus = 100;

const send = (reply: EngineReply, transfer: ArrayBuffer[] = []): void => port.postMessage(reply, transfer);

rememberLibrarySymbols();
turnExceptionsIntoErrors(wasmModule);
const database = await PGlite.create(`file://${dataFolder}`, {
  extensions: extensionsWith(postgisBundle),
  pgliteWasmModule: wasmModule,
  // Not what initdb found on the machine that made the template.
  startParams: [...PGlite.defaultStartParams, "-c", "TimeZone=UTC", "-c", "log_timezone=UTC"],
});
const settings = await database.query<{ name: string; setting: string }>(
  `SELECT name, setting FROM pg_settings WHERE name IN ('server_version', 'server_encoding', 'client_encoding',
   'DateStyle', 'IntervalStyle', 'TimeZone', 'integer_datetimes', 'standard_conforming_strings')`,
);

const wasm = database.Module;
const stack = (wasm as unknown as { ___stack_pointer?: WebAssembly.Global }).___stack_pointer;
if (!stack) throw new Error("this build of PGlite does not export its stack pointer");

let input: Uint8Array = new Uint8Array();
let inputAt = 0;
let output = new Uint8Array(chunkBytes);
let outputAt = 0;

let batch = 0;

function post(last: boolean, finished: boolean): void {
  const bytes = output.slice(0, outputAt);
  outputAt = 0;
  send({ kind: "answer", batch, bytes, last, finished }, [bytes.buffer]);
}

const readInput = wasm.addFunction((pointer: number, most: number): number => {
  const piece = input.subarray(inputAt, inputAt + most);
  wasm.HEAPU8.set(piece, pointer);
  inputAt += piece.length;
  return piece.length;
}, "iii");

const writeOutput = wasm.addFunction((pointer: number, length: number): number => {
  if (outputAt > 0 && outputAt + length > chunkBytes) post(false, false);
  if (length > output.length) output = new Uint8Array(length);
  output.set(wasm.HEAPU8.subarray(pointer, pointer + length), outputAt);
  outputAt += length;
  return length;
}, "iii");

wasm._pgl_set_rw_cbs(readInput, writeOutput);
const stackAtRest = stack.value;

function run(bytes: Uint8Array): void {
  input = bytes;
  inputAt = 0;
  while (inputAt < input.length || wasm._pq_buffer_remaining_data() > 0) {
    try {
      wasm._PostgresMainLoopOnce();
    } catch (error) {
      // Anything else is the end of the database: a FATAL error, memory exhausted, a trap.
      if (wasm._pgl_setPGliteExitStatus(-2) !== sqlErrorStatus) throw error;
      stack!.value = stackAtRest;
      wasm._PostgresMainLongJmp();
    }
  }
  wasm._PostgresSendReadyForQueryIfNecessary();
  wasm._pgl_pq_flush();
  stack!.value = stackAtRest;
}

function runAll(bytes: Uint8Array, ends: readonly number[]): void {
  for (batch = 0; batch < ends.length; batch += 1) {
    run(bytes.subarray(batch === 0 ? 0 : ends[batch - 1], ends[batch]));
    const finished = batch === ends.length - 1 || wasm._IsTransactionBlock() !== 0;
    post(true, finished);
    if (finished) return;
  }
}

port.on("message", async (request: EngineRequest) => {
  if (request.kind === "run") {
    try {
      runAll(request.bytes, request.ends);
    } catch (error) {
      if (outputAt > 0) post(false, false);
      send({ kind: "dead", reason: error instanceof Error ? error.message : String(error) });
    }
    return;
  }
  await database.close();
  send({ kind: "closed" });
});

send({
  kind: "ready",
  parameters: Object.fromEntries(settings.rows.map(({ name, setting }) => [name, setting])),
});
