import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { type OSMOptions, OSMTransform } from "osm-pbf-parser-node";
import { type ReadOptions, UnreadableSource } from "../import-plan.ts";

export type Tags = Readonly<Record<string, string>>;

export interface OsmNode {
  readonly type: "node";
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Tags;
}
export interface OsmWay {
  readonly type: "way";
  readonly id: number;
  /** Node ids; closed when the last repeats the first. */
  readonly refs: readonly number[];
  readonly tags?: Tags;
}
export interface OsmRelation {
  readonly type: "relation";
  readonly id: number;
  readonly members: readonly {
    readonly type: "node" | "way" | "relation";
    readonly ref: number;
    readonly role: string;
  }[];
  readonly tags?: Tags;
}
export type OsmItem = OsmNode | OsmWay | OsmRelation;

/** The header block; its box is in nanodegrees (OSM PBF format, HeaderBBox). */
interface PbfHeader {
  readonly type?: undefined;
  readonly bbox?: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  } | null;
  readonly osmosis_replication_timestamp?: number;
}

interface Block {
  /** Where the first item stands in the file, from 1. */
  readonly number: number;
  readonly items: readonly OsmItem[];
}

/** Block by block, a few thousand items each, in the file's order. @throws UnreadableSource */
export async function* readPbf(
  file: string,
  withTags: OSMOptions["withTags"],
  options: ReadOptions,
): AsyncGenerator<Block> {
  let number = 1;
  for await (const block of openPbf(file, withTags, options)) {
    if (block[0]?.type === undefined) continue;
    yield { number, items: block as readonly OsmItem[] };
    number += block.length;
  }
}

/** [west, south, east, north] in degrees that the file was cut to, and the day its data are of, if it tells. */
export async function readPbfHeader(file: string): Promise<{
  readonly extent: readonly [number, number, number, number] | null;
  readonly dataFrom: Date | null;
}> {
  const options = { signal: new AbortController().signal, onRead: () => undefined };
  for await (const [first] of openPbf(file, false, options)) {
    const { bbox, osmosis_replication_timestamp: seconds } = first as PbfHeader;
    const degrees = (nanodegrees: number) => nanodegrees / 1e9;
    return {
      extent: bbox
        ? [degrees(bbox.left), degrees(bbox.bottom), degrees(bbox.right), degrees(bbox.top)]
        : null,
      dataFrom: seconds ? new Date(seconds * 1000) : null,
    };
  }
  throw new UnreadableSource(`${basename(file)} is empty`);
}

async function* openPbf(
  file: string,
  withTags: OSMOptions["withTags"],
  { signal, onRead }: ReadOptions,
): AsyncGenerator<readonly (OsmItem | PbfHeader)[]> {
  const { size } = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableSource(`${basename(file)} cannot be read: ${error.code ?? error.message}`);
  });
  // The parser takes an empty file for a mistake of its caller.
  if (size === 0) return;
  const source = createReadStream(file);
  const parsing = new OSMTransform({ withTags: withTags ?? true });
  source.on("error", (error) => parsing.destroy(error));
  source.pipe(parsing);
  try {
    for await (const block of parsing) {
      signal.throwIfAborted();
      onRead(source.bytesRead, size);
      yield block as readonly (OsmItem | PbfHeader)[];
    }
  } catch (error) {
    if (signal.aborted) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new UnreadableSource(`${basename(file)} is no OpenStreetMap extract in PBF, or cut short: ${why}`);
  } finally {
    source.destroy();
    parsing.destroy();
  }
}
