import { createReadStream } from "node:fs";
import { type OSMOptions, OSMTransform } from "osm-pbf-parser-node";

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

/** The header's box, nanodegrees (OSM PBF format, HeaderBBox). */
interface PbfHeader {
  readonly type?: undefined;
  readonly bbox?: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly osmosis_replication_timestamp?: number;
}

/** Block by block (a few thousand items), in the file's order. @throws NotAnExtract */
export async function* readPbf(
  file: string,
  withTags: OSMOptions["withTags"],
  signal?: AbortSignal,
): AsyncGenerator<readonly OsmItem[]> {
  for await (const block of openPbf(file, withTags, signal)) {
    if (block[0]?.type !== undefined) yield block as readonly OsmItem[];
  }
}

/** [west, south, east, north] in degrees that the file says it was cut to, and the day its data are of. */
export async function readPbfHeader(file: string): Promise<{
  readonly extent: readonly [number, number, number, number] | null;
  readonly dataFrom: Date | null;
}> {
  for await (const [first] of openPbf(file, false)) {
    const { bbox, osmosis_replication_timestamp: seconds } = first as PbfHeader;
    const [west, south, east, north] = [bbox?.left, bbox?.bottom, bbox?.right, bbox?.top].map(
      (nano) => (nano ?? Number.NaN) / 1e9,
    );
    const extent = bbox === undefined || bbox === null ? null : ([west!, south!, east!, north!] as const);
    return { extent, dataFrom: seconds ? new Date(seconds * 1000) : null };
  }
  throw new NotAnExtract(file, "it is empty");
}

async function* openPbf(
  file: string,
  withTags: OSMOptions["withTags"],
  signal?: AbortSignal,
): AsyncGenerator<readonly (OsmItem | PbfHeader)[]> {
  const source = createReadStream(file);
  const parsing = new OSMTransform({ withTags: withTags ?? true });
  source.on("error", (error) => parsing.destroy(error));
  source.pipe(parsing);
  try {
    for await (const block of parsing) {
      signal?.throwIfAborted();
      yield block as readonly (OsmItem | PbfHeader)[];
    }
  } catch (error) {
    if (signal?.aborted || (error as NodeJS.ErrnoException).code !== undefined) throw error;
    throw new NotAnExtract(file, error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
    parsing.destroy();
  }
}

export class NotAnExtract extends Error {
  constructor(file: string, why: string) {
    super(`${file} is not an OpenStreetMap extract in PBF: ${why}`);
  }
}
