import { expect, it } from "vitest";
import { keyOf, matcher, type RememberedSheet } from "./remembered.ts";

const HEADER = ["Via", "Dal", "Tipo", "Titolo"];
const ROWS = [
  ["via Po", "04/05/2027", "scavo", "Prima"],
  ["via Po", "06/05/2027", "scavo", "Seconda"],
  ["via Roma", "10/06/2027", "mercato", "Terza"],
];
const sheet: RememberedSheet = {
  name: "lavori.csv",
  header: keyOf(HEADER),
  rows: ROWS.map((cells, index) => ({
    id: `id-${index}`,
    version: 1,
    number: index + 2,
    title: cells[3]!,
    cells: keyOf(cells),
  })),
};

it("knows the rows of a sheet that comes again: the same, the changed, and no other", () => {
  const again = [
    ROWS[2]!,
    ["via Po", "04/05/2027", "scavo", "Prima, cambiata"],
    ["via Garibaldi", "06/05/2027", "potatura", "Nuova"],
  ];
  const rows = again.map((cells, index) => ({ number: index + 2, cells }));
  const match = matcher(sheet, HEADER, rows);
  expect(rows.map(({ number, cells }) => match(number, cells)?.id ?? null)).toEqual(["id-2", "id-0", null]);
  expect(matcher(sheet, ["Via", "Altro"], rows)(2, ROWS[0]!)).toBeNull();
  expect(matcher(null, HEADER, rows)(2, ROWS[0]!)).toBeNull();
});
