import { expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/universal";
import { readFile, readText } from "./read-table.ts";

const file = (bytes: BlobPart, name: string) => new File([bytes], name);

it("reads what a sheet's cells become when they are pasted, and CSV in any usual dress", async () => {
  const rows = [{ number: 2, cells: ["via Po, 12", "02/03/2026"] }];
  const expected = { header: ["Via", "Dal"], rows, hasHeader: true };
  expect(await readText("x", "Via\tDal\nvia Po, 12\t02/03/2026\n\n")).toMatchObject(expected);
  expect(await readText("x", '\uFEFFVia;Dal\r\n"via Po, 12";02/03/2026\r\n')).toMatchObject(expected);
  expect(await readFile(file('Via,Dal\n"via Po, 12",02/03/2026', "a.csv"))).toMatchObject(expected);
  const western = Uint8Array.from([..."Via;Dal\ncaffè;1/2/2026"].map((l) => l.charCodeAt(0)));
  expect((await readFile(file(western, "b.csv"))).rows[0]!.cells[0]).toBe("caffè");
  expect(await readText("x", "via Po 12\t02/03/2026\nvia Po 14\t03/03/2026")).toMatchObject({
    hasHeader: false,
  });
});

it("reads a sheet of Excel below a title, with its dates as dates", async () => {
  const blob = await writeXlsxFile([
    [{ value: "Lavori del mese" }],
    [{ value: "Via" }, { value: "Dal" }],
    [{ value: "via Po" }, { value: new Date(Date.UTC(2026, 2, 2)), format: "dd/mm/yyyy" }],
  ]).toBlob();
  expect(await readFile(file(await blob.arrayBuffer(), "a.xlsx"))).toEqual({
    name: "a.xlsx",
    header: ["Via", "Dal"],
    rows: [{ number: 3, cells: ["via Po", new Date(Date.UTC(2026, 2, 2))] }],
    hasHeader: true,
  });
});

it("says why it cannot read", async () => {
  await expect(readFile(file("", "a.csv"))).rejects.toMatchObject({ reason: "empty" });
  await expect(readFile(file(Uint8Array.from([0x50, 0x4b, 3, 4]), "a.xlsx"))).rejects.toMatchObject({
    reason: "not-a-sheet",
  });
  await expect(readFile(file(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), "a.xls"))).rejects.toMatchObject({
    reason: "old-excel",
  });
});
