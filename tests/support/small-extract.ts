/** Writes small extracts in PBF, as wiki.openstreetmap.org/wiki/PBF_Format describes them, for tests. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { afterAll } from "vitest";
import type { OsmItem, OsmNode, OsmRelation, OsmWay } from "../../server/features/imports/osm/pbf.ts";

type Bytes = number[];

function varint(value: number | bigint): Bytes {
  const bytes: Bytes = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    if (rest < 0x80n) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}
const signed = (value: number): Bytes => varint((BigInt(value) << 1n) ^ (BigInt(value) >> 63n));
const number = (field: number, value: Bytes): Bytes => [...varint(field << 3), ...value];
const message = (field: number, bytes: Bytes): Bytes => [
  ...varint((field << 3) | 2),
  ...varint(bytes.length),
  ...bytes,
];
const text = (field: number, value: string): Bytes => message(field, [...Buffer.from(value, "utf8")]);

function deltas(values: readonly number[]): Bytes {
  return values.flatMap((value, i) => signed(value - (i === 0 ? 0 : values[i - 1]!)));
}

const MEMBER_TYPES = ["node", "way", "relation"];

function dataBlock(items: readonly OsmItem[]): Bytes {
  const strings: string[] = [""];
  const stringId = (value: string) => {
    if (!strings.includes(value)) strings.push(value);
    return varint(strings.indexOf(value));
  };
  const tags = (item: OsmItem): Bytes => {
    const entries = Object.entries(item.tags ?? {});
    return [
      ...message(
        2,
        entries.flatMap(([key]) => stringId(key)),
      ),
      ...message(
        3,
        entries.flatMap(([, value]) => stringId(value)),
      ),
    ];
  };
  // One hundred nanodegrees, the format's own granularity.
  const degrees = (value: number) => signed(Math.round(value * 1e7));
  const node = (item: OsmNode) =>
    message(1, [
      ...number(1, signed(item.id)),
      ...tags(item),
      ...number(8, degrees(item.lat)),
      ...number(9, degrees(item.lon)),
    ]);
  const way = (item: OsmWay) =>
    message(3, [...number(1, varint(item.id)), ...tags(item), ...message(8, deltas(item.refs))]);
  const relation = (item: OsmRelation) =>
    message(4, [
      ...number(1, varint(item.id)),
      ...tags(item),
      ...message(
        8,
        item.members.flatMap(({ role }) => stringId(role)),
      ),
      ...message(9, deltas(item.members.map(({ ref }) => ref))),
      ...message(
        10,
        item.members.flatMap(({ type }) => varint(MEMBER_TYPES.indexOf(type))),
      ),
    ]);
  const group = items.flatMap((item) =>
    item.type === "node" ? node(item) : item.type === "way" ? way(item) : relation(item),
  );
  return [
    ...message(
      1,
      strings.flatMap((value) => text(1, value)),
    ),
    ...message(2, group),
  ];
}

function blob(type: "OSMHeader" | "OSMData", content: Bytes): Buffer {
  const body = [...number(2, varint(content.length)), ...message(3, [...deflateSync(Buffer.from(content))])];
  const header = [...text(1, type), ...number(3, varint(body.length))];
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, Buffer.from(header), Buffer.from(body)]);
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Below the machine's temporary folder, until the test file is done. Box: 7.6 to 7.7 east, 45 to 45.1 north. */
export function writeSmallExtract(items: readonly OsmItem[]): string {
  const box = [7.6, 7.7, 45.1, 45].flatMap((degrees, i) => number(i + 1, signed(Math.round(degrees * 1e9))));
  const header = [...message(1, box), ...text(4, "OsmSchema-V0.6")];
  const folder = mkdtempSync(join(tmpdir(), "decumano-osm-"));
  folders.push(folder);
  const file = join(folder, "small.osm.pbf");
  writeFileSync(file, Buffer.concat([blob("OSMHeader", header), blob("OSMData", dataBlock(items))]));
  return file;
}

/** Nodes named by their ids at places a thousandth of a degree apart: `[id, column, row]`. */
export function gridNodes(
  places: readonly (readonly [id: number, column: number, row: number])[],
): OsmNode[] {
  return places.map(([id, column, row]) => ({
    type: "node",
    id,
    lon: 7.65 + column / 1000,
    lat: 45.05 + row / 1000,
  }));
}
export const osmWay = (id: number, refs: readonly number[], tags: Record<string, string> = {}): OsmWay => ({
  type: "way",
  id,
  refs,
  tags,
});
export const osmRelation = (
  id: number,
  members: readonly (readonly [ref: number, role: string, type?: "node" | "way"])[],
  tags: Record<string, string>,
): OsmRelation => ({
  type: "relation",
  id,
  members: members.map(([ref, role, type]) => ({ type: type ?? "way", ref, role })),
  tags,
});
