/** Every format as it comes, whole and broken: what can be read is read, what cannot is told with its place. */
import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ManifestSource } from "../../../../domain/imports/manifest.ts";
import { type BadRecord, isBadRecord, type SourceRecord } from "../../../../domain/imports/source-record.ts";
import { openSource } from "./open-source.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "decumano-sources-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Source = Omit<ManifestSource, "id">;

async function read(source: Source, from = folder) {
  let bytes: readonly [number, number | null] = [0, null];
  const { srid, records } = await openSource(from, source, {
    signal: new AbortController().signal,
    onRead: (read, total) => {
      bytes = [read, total];
    },
  });
  const good: SourceRecord[] = [];
  const bad: BadRecord[] = [];
  for await (const record of records) {
    if (isBadRecord(record)) bad.push(record);
    else good.push(record);
  }
  return { srid, good, bad, bytes };
}

async function put(name: string, content: string | Buffer, source: Partial<Source> & Pick<Source, "format">) {
  await writeFile(join(folder, name), content);
  return { file: name, ...source };
}

const feature = (name: string, x = 7.68, y = 45.07) =>
  `{"type":"Feature","properties":{"name":"${name}"},"geometry":{"type":"Point","coordinates":[${x},${y}]}}`;
const collection = (...features: string[]) =>
  `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;

describe("GeoJSON", () => {
  it("is read feature by feature, with lines", async () => {
    const source = await put("a.geojson", collection(feature("uno"), feature("due")), { format: "geojson" });
    const { srid, good, bad, bytes } = await read(source);
    expect(srid).toBe(4326);
    expect(bad).toEqual([]);
    expect(good.map(({ number, line, properties }) => [number, line, properties.name])).toEqual([
      [1, 2, "uno"],
      [2, 3, "due"],
    ]);
    expect(good[0]!.geometry).toEqual({ type: "Point", coordinates: [7.68, 45.07] });
    expect(bytes[0]).toBe(bytes[1]);
  });

  it("may be packed", async () => {
    const text = Buffer.from(collection(feature("uno")));
    const packed = await put("a.geojson.gz", gzipSync(text), { format: "geojson" });
    expect((await read(packed)).good).toHaveLength(1);
    expect((await read({ file: "points.zip", format: "geojson" }, FIXTURES)).good).toHaveLength(3);
  });

  it("may be a sequence of features, and may say its system", async () => {
    const sequence = await put("a.geojsonl", `\u001e${feature("uno")}\n\u001e${feature("due")}\n`, {
      format: "geojson",
    });
    expect((await read(sequence)).good).toHaveLength(2);
    const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3003"}}';
    const said = await put(
      "crs.geojson",
      `{"type":"FeatureCollection",${crs},"features":[${feature("uno")}]}`,
      {
        format: "geojson",
      },
    );
    expect((await read(said)).srid).toBe(3003);
  });

  it("loses what is broken and nothing else", async () => {
    const lines = [
      feature("uno"),
      '{"type":"Feature","properties":{"name":"senza virgolette},"geometry":null}',
      feature("tre"),
      '{"type":"Feature","properties":{"name":"senza graffa","geometry":null',
      feature("cinque"),
      '{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":["a",2]}}',
      '{"type":"Nothing"}',
      feature("otto"),
    ];
    const { good, bad } = await read(
      await put("broken.geojson", collection(...lines), { format: "geojson" }),
    );
    expect(good.map(({ properties }) => properties.name)).toEqual(["uno", "tre", "cinque", "otto"]);
    expect(bad.map(({ line, problem }) => [line, problem.code])).toEqual([
      [3, "unreadable"],
      [5, "unreadable"],
      [7, "invalid-geometry"],
      [8, "unreadable"],
    ]);
  });

  it("with mixed encodings is read, and told of", async () => {
    const western = Buffer.from(feature("Via Forlì €").replace("ì", "@").replace("€", "#"), "latin1");
    western[western.indexOf("@")] = 0xec;
    western[western.indexOf("#")] = 0x80;
    const text = Buffer.concat([
      Buffer.from(`{"type":"FeatureCollection","features":[\n${feature("Via Forlì")},\n`),
      western,
      Buffer.from("]}"),
    ]);
    const { good } = await read(await put("mixed.geojson", text, { format: "geojson" }));
    expect(good.map(({ properties }) => properties.name)).toEqual(["Via Forlì", "Via Forlì €"]);
    expect(good.map(({ remarks }) => remarks?.[0]?.code)).toEqual([undefined, "wrong-encoding"]);
  });
});

describe("CSV", () => {
  it("has its delimiter, its geometry and its encoding found", async () => {
    const utf8 = await put("a.csv", '\ufeffnome;lon;lat\nForlì;7,68;45,07\n\n"due\nrighe";7.69;45.08\n', {
      format: "csv",
    });
    const { good } = await read(utf8);
    expect(good.map(({ line, properties, geometry }) => [line, properties.nome, geometry])).toEqual([
      [2, "Forlì", { type: "Point", coordinates: [7.68, 45.07] }],
      [5, "due\nrighe", { type: "Point", coordinates: [7.69, 45.08] }],
    ]);
    const western = await put("w.csv", Buffer.from("nome,wkt\nForl\xec,POINT (1 2)\n", "latin1"), {
      format: "csv",
      encoding: "windows-1252",
    });
    expect((await read(western)).good[0]).toMatchObject({
      properties: { nome: "Forlì" },
      geometry: { type: "Point", coordinates: [1, 2] },
    });
  });

  it("tells rows that are none, and rows in another encoding", async () => {
    const text = Buffer.from("nome,lon,lat\nuno,7.6,45\ndue,7.6\ntre,x,45\nForl\xec,7.6,45\n", "latin1");
    const { good, bad } = await read(await put("bad.csv", text, { format: "csv" }));
    expect(good.map(({ properties }) => properties.nome)).toEqual(["uno", "Forlì"]);
    expect(good[1]!.remarks).toEqual([{ code: "wrong-encoding", field: "nome" }]);
    expect(bad).toEqual([
      { number: 2, line: 3, problem: { code: "unreadable", detail: "expected 3 columns, got 2" } },
      {
        number: 3,
        line: 4,
        problem: { code: "invalid-value", field: "lon", detail: 'expected a number, got "x"' },
      },
    ]);
  });
});

describe("shapefile and GeoPackage", () => {
  it.each([
    { file: "roma40.shp", format: "shapefile" as const, srid: 3003 },
    { file: "roma40.zip", format: "shapefile" as const, srid: 3003 },
    { file: "utm32.gpkg", format: "geopackage" as const, srid: 32632 },
  ])("$file is read with its system", async ({ srid, ...source }) => {
    const { good, bad, ...found } = await read(source, FIXTURES);
    expect(found.srid).toBe(srid);
    expect(bad).toEqual([]);
    expect(good.map(({ properties }) => properties.nome)).toEqual(["Palazzo Madama", "Mole", "Forlì"]);
    expect(good.map(({ geometry }) => geometry?.type)).toEqual(["Point", "Point", "Point"]);
  });

  it("GeoPackage may be packed", async () => {
    await writeFile(join(folder, "utm32.gpkg.gz"), gzipSync(await readFile(join(FIXTURES, "utm32.gpkg"))));
    expect((await read({ file: "utm32.gpkg.gz", format: "geopackage" })).good).toHaveLength(3);
  });
});

describe("what is none of it", () => {
  const FORMATS = ["geojson", "csv", "shapefile", "geopackage"] as const;

  it.each(FORMATS)("empty file as %s", async (format) => {
    const source = await put(`empty.${format === "shapefile" ? "shp" : format}`, "", {
      format,
      crs: "EPSG:4326",
    });
    await expect(read(source)).rejects.toThrow(/empty|missing/);
  });

  it.each(FORMATS)("a file that is not there as %s", async (format) => {
    await expect(read({ file: "nowhere.shp", format })).rejects.toThrow("nowhere.shp is not there");
  });

  it.each(["geojson", "csv", "geopackage"] as const)("a megabyte of noise as %s", async (format) => {
    const source = await put("noise", randomBytes(1_000_000).fill(0x07, 0, 4), { format });
    const { good } = await read(source).catch((error: Error) => {
      expect(error.name).toBe("UnreadableSource");
      return { good: [] };
    });
    expect(good).toEqual([]);
  });

  it("what was cut short", async () => {
    const text = Buffer.from(
      collection(...Array.from({ length: 500 }, (_, i) => feature(`n${i * 7919}`, 7 + i / 1e4))),
    );
    const packed = gzipSync(text);
    const cut = await put("cut.geojson.gz", packed.subarray(0, packed.length >> 1), { format: "geojson" });
    await expect(read(cut)).rejects.toThrow(/cut\.geojson\.gz.*cut short/);
    const plain = await put("cut.geojson", text.subarray(0, text.length - 40), { format: "geojson" });
    await expect(read(plain)).rejects.toThrow(/cut\.geojson.*cut short/);
    const zip = await readFile(join(FIXTURES, "points.zip"));
    const half = await put("cut.zip", zip.subarray(0, zip.length >> 1), { format: "geojson" });
    await expect(read(half)).rejects.toThrow(/not a whole zip/);
    for (const name of ["roma40.shp", "roma40.dbf", "roma40.prj"]) {
      await writeFile(join(folder, name), await readFile(join(FIXTURES, name)));
    }
    await truncate(join(folder, "roma40.shp"), 140);
    await expect(read({ file: "roma40.shp", format: "shapefile" })).rejects.toThrow(
      /roma40\.shp.*(cut short|damaged)/,
    );
    const gpkg = await readFile(join(FIXTURES, "utm32.gpkg"));
    const short = await put("short.gpkg", gpkg.subarray(0, gpkg.length - 4096), { format: "geopackage" });
    await expect(read(short)).rejects.toThrow("short.gpkg: cut short");
  });

  it("one format said to be another", async () => {
    const csv = await put("is.csv", "a,b\n1,2\n", { format: "geojson" });
    await expect(read(csv)).rejects.toThrow("not GeoJSON");
    await expect(read({ ...csv, format: "geopackage" })).rejects.toThrow("not a GeoPackage");
  });
});

describe("a hundred megabytes of noise", () => {
  const MEGABYTE = 1_000_000;

  async function* repeat(head: string, block: Buffer) {
    yield Buffer.from(head);
    for (let written = 0; written < 100; written += 1) yield block;
  }

  /** What is held while it is read, in megabytes above the start. */
  async function readNoise(name: string, head: string, block: Buffer, source: Pick<Source, "format">) {
    await pipeline(Readable.from(repeat(head, block)), createWriteStream(join(folder, name)));
    const before = process.memoryUsage().rss;
    let peak = before;
    let bad = 0;
    let reason: Error | null = null;
    try {
      const { records } = await openSource(
        folder,
        { file: name, crs: "EPSG:4326", ...source },
        {
          signal: new AbortController().signal,
          onRead: () => {
            peak = Math.max(peak, process.memoryUsage().rss);
          },
        },
      );
      for await (const record of records) if (isBadRecord(record)) bad += 1;
    } catch (error) {
      reason = error as Error;
    }
    await rm(join(folder, name));
    return { bad, reason, grownMegabytes: (peak - before) / MEGABYTE };
  }

  it("in one line without end costs no more memory than a large feature", async () => {
    const block = Buffer.alloc(MEGABYTE, "x");
    const head = `{"type":"FeatureCollection","features":[${feature("uno")},{"type":"Feature","properties":{"a":"`;
    const { reason, grownMegabytes } = await readNoise("line.geojson", head, block, { format: "geojson" });
    expect(reason?.message).toContain("cut short");
    expect(grownMegabytes).toBeLessThan(150);
  });

  it("of bytes after a good row is told row by row, and then given up", async () => {
    const block = randomBytes(MEGABYTE);
    const { bad, reason, grownMegabytes } = await readNoise(
      "bytes.csv",
      "nome,lon,lat\nuno,7.6,45\n",
      block,
      {
        format: "csv",
      },
    );
    expect(reason?.message).toContain("damaged");
    expect(bad).toBeGreaterThan(5_000);
    expect(grownMegabytes).toBeLessThan(150);
  });
});
