import { describe, expect, it } from "vitest";
import type { Cell } from "./cells.ts";
import { readRow } from "./read-row.ts";
import { looksLikeHeader, readHeader } from "./row-fields.ts";

const ROME = "Europe/Rome";

function read(header: readonly string[], cells: readonly Cell[]) {
  const { mapping } = readHeader(header);
  return readRow({ number: 2, cells }, { header, mapping, timeZone: ROME, defaultKind: "roadwork" });
}
const HEADER = ["Via", "Dal", "Al", "Tipo"];

describe("a header", () => {
  it("is read in either language and any order, with other words for the same", () => {
    expect(readHeader(["Profondità (m)", "al", "dal", "INDIRIZZO", "Tipologia"]).mapping).toEqual({
      depthMetres: 0,
      endsAt: 1,
      startsAt: 2,
      place: 3,
      kind: 4,
    });
    expect(readHeader(["Width", "End date", "Start date", "Street", "Status"]).mapping).toEqual({
      widthMetres: 0,
      endsAt: 1,
      startsAt: 2,
      place: 3,
      state: 4,
    });
    expect(readHeader(["Data inizio lavori prevista", "Via"]).mapping).toEqual({ startsAt: 0, place: 1 });
  });

  it("of an export means what the export says", () => {
    const { mapping, unknown } = readHeader([
      "Identificativo",
      "Versione",
      "Luogo",
      "Inizio",
      "Ufficio",
      "Longitudine",
    ]);
    expect(mapping).toEqual({ id: 0, version: 1, place: 2, startsAt: 3, longitude: 5 });
    expect(unknown).toEqual([]);
  });

  it("says what no word told, and whether rows can be laid on the map by it", () => {
    expect(readHeader(["Via", "Pippo", "Dal"])).toEqual({
      mapping: { place: 0, startsAt: 2 },
      unknown: [1],
      isClear: true,
    });
    expect(readHeader(["Via", "Pippo"]).isClear).toBe(false);
    expect(readHeader(["lon", "lat", "Inizio"]).isClear).toBe(true);
    expect(looksLikeHeader(["Via", "Dal"])).toBe(true);
    expect(looksLikeHeader(["via Nizza 12", "3/2/2026", "scavo"])).toBe(false);
  });
});

describe("a row", () => {
  it("of days alone is worked from 8 to 18, its last day included", () => {
    const { row, problems } = read(HEADER, ["via Po", "02/03/2026", "06/03/2026", "scavo"]);
    expect(problems).toEqual([]);
    expect(row).toMatchObject({
      number: 2,
      placeText: "via Po",
      kind: "roadwork",
      startsAt: "2026-03-02T07:00:00.000Z",
      endsAt: "2026-03-06T17:00:00.000Z",
      dayOnly: ["startsAt", "endsAt"],
    });
  });

  it.each([
    [
      "ISO with hours",
      "2026-03-02T20:00",
      "2026-03-03 06:00",
      "2026-03-02T19:00:00.000Z",
      "2026-03-03T05:00:00.000Z",
    ],
    ["serial numbers", 46083, 46085.5, "2026-03-02T07:00:00.000Z", "2026-03-04T11:00:00.000Z"],
    [
      "dates of a sheet",
      new Date(Date.UTC(2026, 6, 1)),
      new Date(Date.UTC(2026, 6, 3, 13, 30)),
      "2026-07-01T06:00:00.000Z",
      "2026-07-03T11:30:00.000Z",
    ],
    [
      "names of months",
      "2 marzo 2026",
      "Ven 6 mar 2026 ore 12",
      "2026-03-02T07:00:00.000Z",
      "2026-03-06T11:00:00.000Z",
    ],
    ["two digits of a year", "2.3.26", "2-3-26", "2026-03-02T07:00:00.000Z", "2026-03-02T17:00:00.000Z"],
    [
      "an end at 24:00",
      "2026-03-02",
      "2026-03-02 24:00",
      "2026-03-02T07:00:00.000Z",
      "2026-03-02T23:00:00.000Z",
    ],
  ] as const)("is read by %s", (_, from, to, startsAt, endsAt) => {
    const { row, problems } = read(HEADER, ["via Po", from, to, "scavo"]);
    expect(problems).toEqual([]);
    expect(row).toMatchObject({ startsAt, endsAt });
  });

  it("takes its end from a count of days, and says where it assumed one", () => {
    const counted = read(["Via", "Dal", "Durata gg"], ["via Po", "2026-03-02", "5 gg"]).row;
    expect(counted).toMatchObject({ endsAt: "2026-03-06T17:00:00.000Z", assumed: ["kind"] });
    const bare = read(["Via", "Dal"], ["via Po", "2026-03-02"]).row;
    expect(bare).toMatchObject({ endsAt: "2026-03-02T17:00:00.000Z", assumed: ["kind", "endsAt"] });
  });

  it.each([
    ["Scavo fognatura", "roadwork"],
    ["CANTIERE", "roadwork"],
    ["ponteggio", "occupation"],
    ["Dehors", "occupation"],
    ["trasloco", "occupation"],
    ["potatura alberi", "greenwork"],
    ["Mercato", "event"],
    ["manifestazione sportiva", "event"],
    ["Lavori sul verde", "greenwork"],
    ["Occupation", "occupation"],
  ])("of “%s” is %s", (word, kind) => {
    expect(read(HEADER, ["via Po", "2026-03-02", "2026-03-03", word]).row?.kind).toBe(kind);
  });

  it("makes one sentence of a street, its ends and its side", () => {
    const header = ["Via", "Da via", "A via", "Lato", "Inizio"];
    expect(
      read(header, ["Via Nizza", "via Berthollet", "corso Marconi", "pari", "2026-03-02"]).row?.placeText,
    ).toBe("Via Nizza da via Berthollet a corso Marconi, lato pari");
    expect(read(["Via", "Civico", "Dal"], ["Via Nizza", 12, "2026-03-02"]).row?.placeText).toBe(
      "Via Nizza 12",
    );
  });

  it("takes coordinates, well-known text and GeoJSON", () => {
    const at = (header: string[], cells: Cell[]) => read([...header, "Dal"], [...cells, "2026-03-02"]);
    expect(at(["lon", "lat"], ["7,68", 45.06]).row?.geometry).toEqual({
      type: "Point",
      coordinates: [7.68, 45.06],
    });
    const line = {
      type: "LineString",
      coordinates: [
        [7.68, 45.06],
        [7.69, 45.07],
      ],
    };
    expect(at(["wkt"], ["LINESTRING Z (7.68 45.06 240, 7.69 45.07 240)"]).row?.geometry).toEqual(line);
    expect(at(["geojson"], [JSON.stringify({ type: "Feature", geometry: line })]).row?.geometry).toEqual(
      line,
    );
    expect(at(["wkt"], ["LINESTRING (7.68"]).problems).toMatchObject([
      { field: "geometry", reason: "not-a-geometry" },
    ]);
    expect(at(["lon", "lat"], [7.68, 450]).problems).toMatchObject([{ field: "latitude" }]);
  });

  it("with cells that cannot be taken names each with its column and why", () => {
    const header = ["Via", "Dal", "Al", "Tipo", "Larghezza", "Stato"];
    expect(read(header, ["", "31/02/2026", "boh", "xyz", "tanto", "chissà"])).toEqual({
      row: null,
      problems: [
        { row: 2, field: "place", column: "Via", value: "", reason: "missing" },
        { row: 2, field: "kind", column: "Tipo", value: "xyz", reason: "not-a-choice" },
        { row: 2, field: "startsAt", column: "Dal", value: "31/02/2026", reason: "not-a-date" },
        { row: 2, field: "endsAt", column: "Al", value: "boh", reason: "not-a-date" },
      ],
    });
    const late = read(header, ["via Po", "2026-03-06", "2026-03-02", "scavo", 80, "bozza"]);
    expect(late.problems.map(({ field, reason }) => [field, reason])).toEqual([
      ["endsAt", "end-before-start"],
    ]);
    const wide = read(header, ["via Po", "2026-03-02", "2026-03-06", "scavo", "80 m", "autorizzato"]);
    expect(wide.problems).toMatchObject([{ field: "widthMetres", value: "80 m", reason: "out-of-range" }]);
  });

  it("reads measures as they are written", () => {
    const width = (cell: Cell) =>
      read(["Via", "Dal", "Larghezza"], ["via Po", "2026-03-02", cell]).row?.widthMetres;
    expect([width("1,20"), width("1.2 m"), width(1.2), width("80 cm"), width("")]).toEqual([
      1.2,
      1.2,
      1.2,
      0.8,
      null,
    ]);
  });
});
