/** The bytes of a source, whatever they are wrapped in: a plain file, .gz or a member of a .zip. */
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { PassThrough, type Readable, Transform, type TransformCallback } from "node:stream";
import { createGunzip } from "node:zlib";
import yauzl from "yauzl";
import { type ReadOptions, UnreadableSource } from "../import-plan.ts";

/** What a file is wrapped in, by its first bytes: names lie more often. */
export async function findWrapping(file: string): Promise<"gzip" | "zip" | "none"> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableSource(
      error.code === "ENOENT" ? `${basename(file)} is not there` : `${basename(file)}: ${error.message}`,
    );
  });
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (bytesRead === 0) throw new UnreadableSource(`${basename(file)} is empty`);
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return "gzip";
    if (buffer[0] === 0x50 && buffer[1] === 0x4b) return "zip";
    return "none";
  } catch (error) {
    if (error instanceof UnreadableSource) throw error;
    throw new UnreadableSource(`${basename(file)}: ${(error as Error).message}`);
  } finally {
    await handle.close();
  }
}

/**
 * The unwrapped bytes as a stream; how far it is, is told in bytes of the file itself.
 * @param endings of which a member of a zip may be (".geojson"); the one of that name where several are
 */
export async function openBytes(
  file: string,
  endings: readonly string[],
  memberName: string | undefined,
  options: ReadOptions,
): Promise<Readable> {
  const wrapping = await findWrapping(file);
  if (wrapping === "zip") {
    const archive = await openZip(file);
    const members = archive.names.filter((name) =>
      endings.some((ending) => name.toLowerCase().endsWith(ending)),
    );
    const member = pickMember(file, members, memberName, endings);
    const stream = await archive.openMember(member, options);
    stream.once("close", archive.close);
    return stream;
  }
  const { size } = await stat(file);
  const bytes = createReadStream(file, { signal: options.signal, highWaterMark: 256 * 1024 });
  const counted = pass(
    bytes,
    counter((read) => options.onRead(read, size)),
    basename(file),
  );
  return wrapping === "none" ? counted : pass(counted, createGunzip(), basename(file));
}

export function pickMember(
  file: string,
  members: readonly string[],
  wanted: string | undefined,
  endings: readonly string[],
): string {
  const named =
    wanted === undefined ? members : members.filter((name) => name === wanted || basename(name) === wanted);
  if (named.length === 1) return named[0]!;
  const kinds = endings.join(" or ");
  throw new UnreadableSource(
    named.length === 0
      ? `${basename(file)} holds no ${wanted ?? `${kinds} file`}`
      : `${basename(file)} holds several ${kinds} files, say which as "layerName": ${named.join(", ")}`,
  );
}

export interface Zip {
  readonly names: readonly string[];
  openMember(name: string, options: ReadOptions): Promise<Readable>;
  close(): void;
}

/** @throws UnreadableSource when it is cut short: the list of members stands at the end */
export async function openZip(file: string): Promise<Zip> {
  const entries = new Map<string, yauzl.Entry>();
  const reject = (error: Error) =>
    new UnreadableSource(`${basename(file)}: not a whole zip (${error.message})`);
  const archive = await new Promise<yauzl.ZipFile>((resolve, fail) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error) return fail(reject(error));
      zip.on("error", (broken: Error) => fail(reject(broken)));
      zip.on("end", () => resolve(zip));
      zip.on("entry", (entry: yauzl.Entry) => {
        // What a Mac adds beside each file is none of ours.
        if (!entry.fileName.endsWith("/") && !entry.fileName.startsWith("__MACOSX/"))
          entries.set(entry.fileName, entry);
        zip.readEntry();
      });
      zip.readEntry();
    });
  });
  return {
    names: [...entries.keys()],
    close: () => archive.close(),
    openMember: (name, options) =>
      new Promise((resolve, fail) => {
        const entry = entries.get(name)!;
        archive.openReadStream(entry, (error, stream) => {
          if (error) return fail(reject(error));
          const share = entry.compressedSize / Math.max(1, entry.uncompressedSize);
          const count = counter((read) => options.onRead(Math.round(read * share), entry.compressedSize));
          const out = pass(stream, count, basename(file));
          options.signal.addEventListener("abort", () => out.destroy(options.signal.reason), { once: true });
          resolve(out);
        });
      }),
  };
}

/** Passes bytes on and tells how many there have been. */
export function counter(onBytes: (read: number) => void): Transform {
  let read = 0;
  return new Transform({
    highWaterMark: 256 * 1024,
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      read += chunk.length;
      onBytes(read);
      done(null, chunk);
    },
  });
}

/** Like pipe, but what breaks upstream breaks downstream, in words for people. */
function pass(from: Readable, to: Transform | PassThrough, name: string): Readable {
  from.once("error", (error: Error) => to.destroy(inWords(error, name)));
  to.once("close", () => from.destroy());
  const forward = new PassThrough({ highWaterMark: 256 * 1024 });
  to.once("error", (error: Error) => forward.destroy(inWords(error, name)));
  forward.once("close", () => to.destroy());
  from.pipe(to).pipe(forward);
  return forward;
}

function inWords(error: Error, name: string): Error {
  if (error instanceof UnreadableSource || error.name === "AbortError") return error;
  const cut = /unexpected end of file|incorrect|invalid|not enough/i.test(error.message);
  return new UnreadableSource(
    `${name}: ${cut ? "cut short or damaged" : "cannot be read"} (${error.message})`,
  );
}
