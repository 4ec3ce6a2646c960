import { describe, expect, it } from "vitest";
import {
  type InterventionInput,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
} from "../interventions/intervention.ts";
import { SHEET_COLUMNS } from "../interventions/sheet-columns.ts";
import type { Cell } from "./cells.ts";
import { applyChanges, compareRow, fieldsOf } from "./compare-rows.ts";
import { readRow } from "./read-row.ts";
import { readHeader } from "./row-fields.ts";

const ROME = "Europe/Rome";
const ID = "00000000-0000-4000-8000-0000000000aa";
const HEADER = SHEET_COLUMNS.map(({ header }) => header.it);

const phase = (startsAt: string, endsAt: string): InterventionInput["phases"][number] => ({
  ...NO_PHASE_DETAILS,
  footprint: {
    kind: "line",
    line: {
      type: "LineString",
      coordinates: [
        [7.68, 45.06],
        [7.69, 45.07],
      ],
    },
    widthMetres: 2.5,
  },
  startsAt,
  endsAt,
  vehicleImpact: "some-lanes-closed",
  hindrance: "minor",
  depthMetres: 1.2,
});
const SAVED: InterventionInput = {
  ...NO_INTERVENTION_DETAILS,
  kind: "roadwork",
  state: "draft",
  title: "Scavo",
  place: "via Po",
  description: "prima riga\nseconda riga",
  phases: [
    phase("2026-03-02T07:00:00Z", "2026-03-04T17:00:00Z"),
    phase("2026-03-05T07:00:00Z", "2026-03-05T23:00:00Z"),
  ],
};
/** As the export writes it, in the words of its columns. */
const CELLS: Record<string, Cell> = {
  Identificativo: ID,
  Versione: 3,
  Titolo: "Scavo",
  Tipo: "Lavori stradali",
  Stato: "bozza",
  Urgente: "no",
  Luogo: "via Po",
  Impresa: "",
  Inizio: new Date(Date.UTC(2026, 2, 2, 8)),
  // Midnight of the wall clock, which looks like a day.
  Fine: new Date(Date.UTC(2026, 2, 6)),
  "Effetto sulla circolazione": "Alcune corsie chiuse",
  Disagio: "disagio lieve",
  Longitudine: 7.685,
  Latitudine: 45.065,
  Descrizione: "prima riga\nseconda riga",
};

function compare(
  cells: Record<string, Cell>,
  saved: Partial<Parameters<typeof compareRow>[1] & object> | null = {},
) {
  const { row, problems } = readRow(
    { number: 2, cells: HEADER.map((name) => ({ ...CELLS, ...cells })[name] ?? null) },
    { header: HEADER, mapping: readHeader(HEADER).mapping, timeZone: ROME, defaultKind: "roadwork" },
  );
  expect(problems).toEqual([]);
  return compareRow(
    row!,
    saved === null ? null : { version: 3, fields: fieldsOf(SAVED), base: null, mayChange: true, ...saved },
    ROME,
  );
}

describe("a sheet that comes back", () => {
  it("is unchanged as it left", () => {
    expect(compare({})).toEqual({ standing: "unchanged", changes: [] });
  });

  it("tells each changed cell, old and new, and applies those that are wanted", () => {
    const { standing, changes } = compare({
      Titolo: "Scavo gas",
      Fine: "09/03/2026",
      Disagio: "disagio grave",
    });
    expect(standing).toBe("changed");
    expect(changes).toEqual([
      { field: "title", old: "Scavo", now: "Scavo gas", theirs: null },
      { field: "endsAt", old: "2026-03-05T23:00:00Z", now: "2026-03-09T17:00:00.000Z", theirs: null },
      { field: "hindrance", old: "minor", now: "major", theirs: null },
    ]);
    const applied = applyChanges(SAVED, changes);
    expect(applied).toMatchObject({ title: "Scavo gas", place: "via Po", description: SAVED.description });
    expect(applied.phases.map(({ startsAt, endsAt, hindrance }) => [startsAt, endsAt, hindrance])).toEqual([
      ["2026-03-02T07:00:00Z", "2026-03-04T17:00:00Z", "major"],
      ["2026-03-05T07:00:00Z", "2026-03-09T17:00:00.000Z", "major"],
    ]);
  });

  it("that was overtaken here shows what they made of it", () => {
    const theirs = fieldsOf({ ...SAVED, title: "Scavo acqua", cause: "perdita" });
    const stale = { version: 4, fields: theirs, base: fieldsOf(SAVED) };
    expect(compare({ Titolo: "Scavo gas" }, stale)).toEqual({
      standing: "stale",
      changes: [{ field: "title", old: "Scavo", now: "Scavo gas", theirs: "Scavo acqua" }],
    });
    // What only they changed is no change of the sheet's.
    expect(compare({}, stale)).toEqual({ standing: "unchanged", changes: [] });
    // Both came to the same.
    expect(compare({ Titolo: "Scavo acqua" }, stale).standing).toBe("unchanged");
  });

  it("names rows that are new, gone, or another office's", () => {
    expect(compare({ Identificativo: "", Versione: "" }).standing).toBe("new");
    expect(compare({ Titolo: "x" }, null).standing).toBe("gone");
    expect(compare({ Titolo: "x" }, { mayChange: false }).standing).toBe("not-ours");
    expect(compare({}, { mayChange: false }).standing).toBe("unchanged");
  });
});
