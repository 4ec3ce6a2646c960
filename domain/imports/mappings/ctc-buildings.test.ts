import { expect, test } from "vitest";
import { mapRecords, sourceRecord } from "../mapping.fixture.ts";
import { ctcBuildings, parseFloors } from "./ctc-buildings.ts";

test.each([
  ["5", 5],
  ["5+1", 6],
  ["5+s", 5],
  ["3/2", 3],
  ["2/3", 3],
  ["non applicabile", null],
  ["", null],
])("%s are %j floors", (text, floors) => {
  expect(parseFloors(text)).toBe(floors);
});

const unit = {
  cit_ar: 20619,
  codice_cen: "EDF01",
  tipo_porz: "al suolo",
  qt_suolo_m: 253.5,
  altezza_m: 21.25,
  num_piani: "5+1",
};

test("a surveyed unit stands on its surveyed ground", async () => {
  const { records } = await mapRecords(ctcBuildings, [sourceRecord(1, unit)]);
  expect(records[0]).toMatchObject({
    externalId: "ctc/20619",
    baseMetres: 253.5,
    heightMetres: 21.25,
    heightSource: "surveyed",
    floors: 6,
    use: "ordinary",
  });
});

test("what was not surveyed stays unknown, and an arcade is told apart without a height made up for it", async () => {
  const { altezza_m: _, ...unsurveyed } = unit;
  const { records, remarks } = await mapRecords(ctcBuildings, [
    sourceRecord(1, { ...unsurveyed, qt_suolo_m: 0 }),
    sourceRecord(2, { ...unit, tipo_porz: "soffitto di portico" }),
    sourceRecord(3, { ...unit, codice_cen: "EDM06", altezza_m: -1 }),
  ]);
  expect(
    records.map((r) => [r.baseMetres, r.heightMetres, r.heightSource, r.clearHeightMetres, r.use]),
  ).toEqual([
    [null, null, "unknown", 0, "ordinary"],
    [253.5, 21.25, "surveyed", 0, "arcade"],
    [253.5, null, "unknown", 0, "annex"],
  ]);
  expect(remarks.map(({ field }) => field)).toEqual(["altezza_m"]);
});

test("a unit without number or with a height that is no figure is refused", async () => {
  const { refused } = await mapRecords(ctcBuildings, [
    sourceRecord(1, { ...unit, cit_ar: null }),
    sourceRecord(2, { ...unit, altezza_m: "n.d." }),
  ]);
  expect(refused).toEqual([
    { code: "missing-value", field: "cit_ar" },
    { code: "invalid-value", field: "altezza_m", detail: 'expected a number, got "n.d."' },
  ]);
});
