/** A sheet as another program reads it: GDAL, which shares no code with what wrote it. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { SHEET_COLUMNS } from "../../../domain/interventions/sheet-columns.ts";
import { describeWith } from "../../../tests/support/require.ts";
import { type Cell, columnsOf, WallClock } from "./sheet-cells.ts";
import { writeCsv, writeXlsx } from "./write-sheet.ts";

const COLUMNS = columnsOf("title,startsAt,areaSquareMetres,urgent");
const TITLES = ["=1+1", "Perché <b> & \u0007 «tutto»", "@SUM(A1)", "-2", "  spazi  "];

async function* batches(): AsyncGenerator<Cell[][]> {
  const start = new WallClock(Date.parse("2027-03-01T08:30:00Z"));
  for (let batch = 0; batch < 3; batch++) {
    yield TITLES.map((title, index) => [`id-${batch}-${index}`, batch + 1, title, start, 12.5, "no"]);
  }
}

async function bytesOf(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(parts);
}

await describeWith("gdal", "a sheet read by GDAL", () => {
  const folder = mkdtempSync(join(tmpdir(), "decumano-sheet-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function read(
    name: string,
    chunks: AsyncIterable<string | Uint8Array>,
    options: readonly string[] = [],
  ) {
    const file = join(folder, name);
    writeFileSync(file, await bytesOf(chunks));
    return execFileSync("ogrinfo", ["-al", ...options, file], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  it("has its rows, with dates and numbers as such, and no formula", async () => {
    const told = await read("sheet.xlsx", writeXlsx(COLUMNS, "it", batches()));
    expect(told).toContain("Layer name: Interventi");
    expect(told).toContain("Feature Count: 15");
    expect(told).toMatch(/Versione: Integer/);
    expect(told).toMatch(/Inizio: DateTime/);
    expect(told).toMatch(/Superficie \(m²\): Real/);
    expect(told).toContain("Inizio (DateTime) = 2027/03/01 08:30:00");
    expect(told).toContain("Titolo (String) = =1+1");
    expect(told).toContain("Titolo (String) = Perché <b> &  «tutto»");
  });

  it("is as CSV the same, with what a spreadsheet would calculate kept from it", async () => {
    const told = await read("sheet.csv", writeCsv(COLUMNS, "it", true, batches()));
    expect(told).toContain("Feature Count: 15");
    expect(told).toContain("Identificativo (String) = id-2-4");
    for (const title of ["'=1+1", "'@SUM(A1)", "'-2"]) expect(told).toContain(`Titolo (String) = ${title}`);
  });

  it("names every column once in each language, that which names a row first", () => {
    for (const language of ["it", "en"] as const) {
      expect(new Set(SHEET_COLUMNS.map(({ header }) => header[language])).size).toBe(SHEET_COLUMNS.length);
    }
    expect(columnsOf("place,place,version").map(({ key }) => key)).toEqual(["id", "version", "place"]);
  });
});
