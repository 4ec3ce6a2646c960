/**
 * Every problem of a dataset in a file, the first thousand in the database. What is written goes out at once: a
 * hundred megabytes of noise must not gather in memory.
 */

import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Consequence } from "../../../domain/imports/import-run.ts";
import { wordProblem } from "../../../domain/imports/problem-wording.ts";
import type { ProblemFound } from "../../../domain/imports/source-record.ts";
import { toCsvCell } from "../../platform/csv.ts";
import type { ProblemRow } from "./run-store.ts";

const KEPT_IN_DATABASE = 1_000;

/** `<home>/imports/<run>/<dataset>-problems.csv`. Both come from the database, but a path is built of them. */
export function reportFile(homeFolder: string, city: string, runId: number, datasetId: string): string {
  if (!/^[a-z][a-z0-9-]{1,60}$/.test(datasetId)) throw new Error(`not a dataset's id: "${datasetId}"`);
  return join(homeFolder, "imports", city, String(runId), `${datasetId}-problems.csv`);
}

export class ProblemReport {
  readonly #file: string;
  #stream: WriteStream | null = null;
  #waiting: ProblemRow[] = [];
  #count = 0;
  #failed: Error | null = null;

  constructor(file: string) {
    this.#file = file;
  }

  async add(
    place: { readonly number: number; readonly line?: number | null },
    consequence: Consequence,
    problem: ProblemFound,
  ): Promise<void> {
    this.#count += 1;
    const row: ProblemRow = {
      position: this.#count,
      recordNumber: place.number,
      line: place.line ?? null,
      code: problem.code,
      consequence,
      field: problem.field ?? null,
      detail: problem.detail?.replaceAll("\0", "").slice(0, 500) ?? null,
    };
    if (this.#count <= KEPT_IN_DATABASE) this.#waiting.push(row);
    this.#stream ??= await this.#open();
    if (this.#failed !== null) throw this.#failed;
    if (!this.#stream.write(toLine(row))) await drained(this.#stream);
  }

  /** Rows for the database since the last call. */
  take(): ProblemRow[] {
    return this.#waiting.splice(0);
  }

  async close(): Promise<void> {
    if (this.#stream === null) return;
    this.#stream.end();
    if (!this.#stream.closed) await once(this.#stream, "close");
    if (this.#failed !== null) throw this.#failed;
  }

  async #open(): Promise<WriteStream> {
    await mkdir(join(this.#file, ".."), { recursive: true });
    const stream = createWriteStream(this.#file, { mode: 0o600 });
    stream.on("error", (error) => {
      this.#failed = error;
    });
    stream.write("record,line,consequence,code,field,message_it,message_en,detail\r\n");
    return stream;
  }
}

/** Until there is room again, or until there never will be. */
async function drained(stream: WriteStream): Promise<void> {
  const settled = new AbortController();
  const until = (event: string) => once(stream, event, { signal: settled.signal });
  await Promise.race([until("drain"), until("close")]).finally(() => settled.abort());
}

function toLine(row: ProblemRow): string {
  const { it, en } = wordProblem(row.code);
  return `${[row.recordNumber, row.line, row.consequence, row.code, row.field, it, en, row.detail].map(toCsvCell).join(",")}\r\n`;
}
