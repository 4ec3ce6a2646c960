import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { afterAll, beforeAll, expect, it } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { boundSheet, MOST_UNPACKED_BYTES } from "./bound-sheet.ts";
import { readArchive } from "./read-archive.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "decumano-sheet-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function keep(name: string, bytes: Uint8Array): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, bytes);
  return file;
}

async function readAll(file: string) {
  const rows = [];
  for await (const row of readArchive(file, "xlsx", new AbortController().signal)) rows.push(row);
  return rows;
}

const sheetOf = async (rows: number) => {
  const head = ["Via", "Dal", "Al"].map((value) => ({ value }));
  const body = Array.from({ length: rows }, (_, index) => [
    { value: `Via Nizza da via ${index}` },
    { value: "01/03/2010" },
    { value: "05/03/2010" },
  ]);
  return new Uint8Array(await writeExcelFile([head, ...body]).toBuffer());
};

it("reads a sheet of a usual size", async () => {
  const rows = await readAll(await keep("usual.xlsx", await sheetOf(50)));
  expect(rows).toHaveLength(50);
  expect(rows[0]!.header).toEqual(["Via", "Dal", "Al"]);
});

it("refuses one that unpacks to more, however small it is packed, and says what to do", async () => {
  const packed = zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(MOST_UNPACKED_BYTES + 1) });
  expect(packed.length).toBeLessThan(MOST_UNPACKED_BYTES / 100);
  await expect(readAll(await keep("large.xlsx", packed))).rejects.toThrow(
    /more than 64 MB unpacked.*save it as CSV/s,
  );
});

it("refuses one whose parts are too much only together", async () => {
  const part = new Uint8Array(600);
  const file = await keep("parts.xlsx", zipSync({ a: part, b: part }));
  await expect(boundSheet(file, 1_200)).resolves.toBeUndefined();
  await expect(boundSheet(file, 1_199)).rejects.toThrow(/save it as CSV/);
});

it("does not believe what a file says of its sizes", async () => {
  const packed = zipSync({ a: new Uint8Array(100_000) });
  const at = Buffer.from(packed).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  // The central directory's uncompressed size.
  new DataView(packed.buffer, packed.byteOffset).setUint32(at + 24, 10, true);
  await expect(boundSheet(await keep("lying.xlsx", packed), 1_000)).rejects.toThrow(
    /not a sheet that can be read/,
  );
});

it("refuses what is no sheet, or cut short", async () => {
  const whole = await sheetOf(50);
  for (const bytes of [new TextEncoder().encode("Via;Dal;Al"), whole.subarray(0, whole.length / 2)]) {
    await expect(readAll(await keep("none.xlsx", bytes))).rejects.toThrow(/not a sheet that can be read/);
  }
});
