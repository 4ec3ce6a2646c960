import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request } from "express";
import type { AnyEndpoint } from "../../domain/contract/endpoint.ts";
import type { Refusal } from "../../domain/contract/problems.ts";

/** What was sent as it is, in a file of its own that goes with the request unless somebody moves it away. */
export interface Upload {
  readonly path: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  /** As declared, without parameters; nobody looked yet. */
  readonly mediaType: string;
}

class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Counts and hashes what passes, and stops it past the limit. */
class Meter extends Transform {
  readonly #hash = createHash("sha256");
  #bytes = 0;

  constructor(readonly limitBytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.limitBytes) {
      done(new TooLarge());
      return;
    }
    this.#hash.update(chunk);
    done(null, chunk);
  }

  total(): { sizeBytes: number; sha256: string } {
    return { sizeBytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }
}

const ABORTED = new Set(["ECONNRESET", "ERR_STREAM_PREMATURE_CLOSE", "EPIPE"]);

/**
 * Takes a request's body into a file, whole and on the disk, or leaves none. No transaction may be open: a slow
 * line takes minutes, and an open transaction stops every reader of the embedded database.
 */
export async function receiveUpload(
  request: Request,
  endpoint: AnyEndpoint,
  folder: string,
): Promise<Upload | Refusal> {
  const { maxBytes } = endpoint.accepts!;
  const tooLarge: Refusal = {
    refusal: "too-large",
    errors: [{ field: "body", message: `at most ${maxBytes} bytes` }],
  };
  if (Number(request.get("Content-Length") ?? 0) > maxBytes) return tooLarge;
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${randomUUID()}.partial`);
  let file: FileHandle | null = null;
  try {
    file = await open(path, "wx", 0o600);
    const meter = new Meter(maxBytes);
    await pipeline(request, meter, file.createWriteStream({ flush: true }));
    const { sizeBytes, sha256 } = meter.total();
    if (sizeBytes === 0) throw Object.assign(new Error("empty"), { code: "EMPTY" });
    return { path, sizeBytes, sha256, mediaType: mediaTypeOf(request) };
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof TooLarge) return tooLarge;
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (code === "EMPTY" || ABORTED.has(code)) {
      const message = code === "EMPTY" ? "is empty" : "was cut off";
      return { refusal: "bad-input", errors: [{ field: "body", message }] };
    }
    throw error;
  } finally {
    // Closed already where the stream came to its end.
    await file?.close().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EBADF") throw error;
    });
  }
}

export function mediaTypeOf(request: Request): string {
  return (request.get("Content-Type") ?? "").split(";")[0]!.trim().toLowerCase();
}

const STALE_MS = 3_600_000;

/** Takes away what a process left that ended in the middle; what another one is still taking in stays. */
export async function sweepUploads(folder: string, nowMs: number): Promise<void> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names.filter((one) => one.endsWith(".partial"))) {
    const { mtimeMs } = await stat(join(folder, name));
    if (nowMs - mtimeMs > STALE_MS) await rm(join(folder, name), { force: true });
  }
}
