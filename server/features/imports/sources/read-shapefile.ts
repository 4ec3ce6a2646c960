import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { open as openShapefile } from "shapefile";
import type { SourceEncoding } from "../../../../domain/imports/manifest.ts";
import type { BadRecord, ProblemFound, SourceRecord } from "../../../../domain/imports/source-record.ts";
import { type ReadOptions, UnreadableSource } from "../import-plan.ts";
import { findCrsOfPrj } from "./coordinate-systems.ts";
import { decodeText, westernBytes } from "./decode-text.ts";
import { counter, findWrapping, openZip, pickMember } from "./open-bytes.ts";

export interface OpenedShapefile {
  /** As the .prj says; null when there is none, or none that we know. */
  readonly crs: string | null;
  readonly records: AsyncIterable<SourceRecord | BadRecord>;
}

/** The files of one shapefile: beside each other, or members of one zip. */
interface Parts {
  readonly open: (ending: ".shp" | ".dbf") => Promise<Readable>;
  readonly text: (ending: ".prj" | ".cpg") => Promise<string | null>;
  readonly close: () => void;
}

const EXPECTED_CODE = 9994;

/** ESRI, Shapefile Technical Description, 1998: .shp and .dbf read side by side. */
export async function openShapefileSource(
  file: string,
  layerName: string | undefined,
  encoding: SourceEncoding | undefined,
  options: ReadOptions,
): Promise<OpenedShapefile> {
  const name = basename(file);
  const parts =
    (await findWrapping(file)) === "zip"
      ? await findMembers(file, layerName, options)
      : findFiles(file, options);
  const [prj, cpg] = [await parts.text(".prj"), await parts.text(".cpg")];
  const declared = encoding ?? (/^(utf-?8|65001)/i.test(cpg?.trim() ?? "") ? "utf-8" : undefined);
  return { crs: prj === null ? null : findCrsOfPrj(prj), records: readRecords(parts, declared, name) };
}

function findFiles(file: string, options: ReadOptions): Parts {
  const stem = file.replace(/\.shp$/i, "");
  return {
    open: async (ending) => {
      const path = `${stem}${ending}`;
      const { size } = await stat(path).catch(() => {
        throw new UnreadableSource(
          `${basename(path)} is missing: a shapefile is .shp, .shx, .dbf and .prj together`,
        );
      });
      const stream = createReadStream(path, { signal: options.signal, highWaterMark: 256 * 1024 });
      return ending === ".shp" ? stream.pipe(counter((read) => options.onRead(read, size))) : stream;
    },
    text: (ending) =>
      readFile(`${stem}${ending}`, "latin1").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null;
        throw error;
      }),
    close: () => undefined,
  };
}

async function findMembers(
  file: string,
  layerName: string | undefined,
  options: ReadOptions,
): Promise<Parts> {
  const archive = await openZip(file);
  const shp = pickMember(
    file,
    archive.names.filter((name) => /\.shp$/i.test(name)),
    layerName,
    [".shp"],
  );
  const find = (ending: string) =>
    archive.names.find((name) => name.toLowerCase() === shp.toLowerCase().replace(/\.shp$/, ending));
  const silent = { ...options, onRead: () => undefined };
  return {
    open: async (ending) => {
      const member = find(ending);
      if (member === undefined)
        throw new UnreadableSource(`${basename(file)} holds no ${ending} beside ${shp}`);
      return archive.openMember(member, ending === ".shp" ? options : silent);
    },
    text: async (ending) => {
      const member = find(ending);
      if (member === undefined) return null;
      const chunks: Buffer[] = [];
      for await (const chunk of await archive.openMember(member, silent)) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString("latin1");
    },
    close: archive.close,
  };
}

async function* readRecords(
  parts: Parts,
  encoding: SourceEncoding | undefined,
  name: string,
): AsyncGenerator<SourceRecord | BadRecord> {
  const streams = await Promise.all([parts.open(".shp"), parts.open(".dbf")]);
  const shp = await peek(streams[0]!);
  let number = 0;
  try {
    const { first } = shp;
    if (first.length < 100 || first.readInt32BE(0) !== EXPECTED_CODE) {
      throw new UnreadableSource(`${name}: not a shapefile`);
    }
    const source = await openShapefile(shp.all, streams[1], { encoding: "windows-1252" });
    for (;;) {
      const next = await source.read();
      if (next.done) break;
      number += 1;
      const { properties, wrong } = decodeProperties(next.value.properties ?? {}, encoding);
      const remarks: ProblemFound[] = wrong === null ? [] : [{ code: "wrong-encoding", field: wrong }];
      yield { number, geometry: next.value.geometry, properties, ...(remarks.length > 0 ? { remarks } : {}) };
    }
    if (shp.bytes() < 2 * first.readInt32BE(24)) {
      throw new UnreadableSource(`${name}: cut short, after record ${number}`);
    }
  } catch (error) {
    if (error instanceof UnreadableSource || (error as Error).name === "AbortError") throw error;
    throw new UnreadableSource(`${name}: damaged after record ${number} (${(error as Error).message})`);
  } finally {
    for (const stream of streams) stream.destroy();
    parts.close();
  }
}

/** The library reads all texts as Windows-1252, which can be undone; they are then read as what they are. */
function decodeProperties(
  given: Readonly<Record<string, unknown>>,
  encoding: SourceEncoding | undefined,
): { properties: Record<string, unknown>; wrong: string | null } {
  let wrong: string | null = null;
  const properties: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(given)) {
    if (typeof value !== "string") {
      properties[field] = value;
      continue;
    }
    const decoded = decodeText(westernBytes(value), encoding);
    // A table without .cpg is Windows-1252 as often as UTF-8: only a broken promise is worth telling.
    if (decoded.wrong && encoding !== undefined) wrong ??= field;
    properties[field] = decoded.text;
  }
  return { properties, wrong };
}

/** The first bytes of a stream, and the whole of it still to be read. */
async function peek(stream: Readable): Promise<{ first: Buffer; all: Readable; bytes: () => number }> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const next = await chunks.next();
  const first = next.done ? Buffer.alloc(0) : next.value;
  let bytes = first.length;
  async function* again() {
    yield first;
    for (let more = await chunks.next(); !more.done; more = await chunks.next()) {
      bytes += more.value.length;
      yield more.value;
    }
  }
  return { first, all: Readable.from(again(), { objectMode: false }), bytes: () => bytes };
}
