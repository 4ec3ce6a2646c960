/** One row of a sheet, read by its columns: what it means, or which of its cells cannot be taken and why. */
import { addDays, fromLocal } from "../geo/calendar.ts";
import type { InterventionKind } from "../interventions/intervention.ts";
import { type Cell, cellText, type SheetRow } from "./cells.ts";
import type { CellProblem, CellReason, PlannedRow } from "./planned-row.ts";
import type { ColumnMapping, RowField } from "./row-fields.ts";
import { readRowGeometry } from "./row-geometry.ts";
import {
  type LocalMoment,
  readBoolean,
  readClock,
  readHindrance,
  readKind,
  readMoment,
  readNumber,
  readState,
  readVehicleImpact,
} from "./row-values.ts";

export interface RowSetting {
  readonly header: readonly Cell[];
  readonly mapping: ColumnMapping;
  readonly timeZone: string;
  /** Where neither a column nor the title says one. */
  readonly defaultKind: InterventionKind;
}

/** Good rows have a `row`; each problem is of one cell, and a row with any waits until it is mended. */
export interface ReadRow {
  readonly row: PlannedRow | null;
  readonly problems: readonly CellProblem[];
}

/** A planner's day (SCREENS.md, "Planner's editor"), where a sheet tells days alone. */
const START_CLOCK_MS = 8 * 3_600_000;
const END_CLOCK_MS = 18 * 3_600_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const LONGEST_PLACE = 300;
const LONGEST = { title: 200, description: 4000, cause: 300, contractor: 200 } as const;
const RANGES: Readonly<Partial<Record<RowField, readonly [number, number]>>> = {
  widthMetres: [0.3, 60],
  depthMetres: [0, 60],
  days: [1, 3660],
};

export function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => cellText(cell) === "");
}

export function readRow(sheetRow: SheetRow, setting: RowSetting): ReadRow {
  const { header, mapping, timeZone } = setting;
  const problems: CellProblem[] = [];
  const assumed: RowField[] = [];
  const cellOf = (field: RowField): Cell => {
    const column = mapping[field];
    return column === undefined ? null : (sheetRow.cells[column] ?? null);
  };
  const textOf = (field: RowField) => cellText(cellOf(field));
  const report = (field: RowField, reason: CellReason) => {
    const column = mapping[field];
    problems.push({
      row: sheetRow.number,
      field,
      column: column === undefined ? "" : cellText(header[column]),
      value: textOf(field).slice(0, 200),
      reason,
    });
  };
  /** Null: nothing stands there. */
  const take = <T>(field: RowField, read: (cell: Cell) => T | undefined, reason: CellReason): T | null => {
    if (textOf(field) === "") return null;
    const value = read(cellOf(field));
    if (value === undefined) report(field, reason);
    return value ?? null;
  };
  const number = (field: RowField): number | null => {
    const value = take(field, readNumber, "not-a-number");
    const [least, most] = RANGES[field] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (value === null || (value >= least && value <= most)) return value;
    report(field, "out-of-range");
    return null;
  };
  const short = (field: keyof typeof LONGEST & RowField) => {
    // Lines of a description are the writer's own.
    const cell = cellOf(field);
    const value = typeof cell === "string" ? cell.trim() : textOf(field);
    if (value.length > LONGEST[field]) report(field, "too-long");
    return value;
  };

  const { geometry, isBad } = readRowGeometry(
    { geometry: cellOf("geometry"), longitude: cellOf("longitude"), latitude: cellOf("latitude") },
    // An export's coordinates are those of a middle that its footprint already has.
    mapping.id !== undefined && textOf("id") !== "",
  );
  if (isBad !== null) report(isBad, "not-a-geometry");
  const placeText = composePlace(textOf);
  if (placeText.length > LONGEST_PLACE) report("place", "too-long");
  const id = take(
    "id",
    (cell) => (UUID.test(cellText(cell).toLowerCase()) ? cellText(cell).toLowerCase() : undefined),
    "not-an-id",
  );
  const version = id === null ? null : take("version", readVersion, "not-a-number");
  if (placeText === "" && geometry === null && isBad === null && id === null) report("place", "missing");

  const title = short("title");
  const said = take("kind", readKind, "not-a-choice");
  const kind = said ?? readKind(title) ?? setting.defaultKind;
  if (said === null && textOf("kind") === "") assumed.push("kind");
  const span = readSpan({ textOf, take, number, report, assumed, timeZone });
  const row: PlannedRow | null =
    span === null
      ? null
      : {
          number: sheetRow.number,
          id,
          version,
          placeText,
          geometry,
          kind,
          state: take("state", readState, "not-a-choice"),
          title,
          description: short("description"),
          cause: short("cause"),
          contractor: short("contractor"),
          urgent: take("urgent", readBoolean, "not-a-choice") ?? false,
          ...span,
          widthMetres: number("widthMetres"),
          depthMetres: number("depthMetres"),
          vehicleImpact: take("vehicleImpact", readVehicleImpact, "not-a-choice"),
          hindrance: take("hindrance", readHindrance, "not-a-choice"),
          told: Object.keys(mapping) as RowField[],
          assumed,
        };
  return { row: problems.length > 0 ? null : row, problems };
}

function readVersion(cell: Cell): number | undefined {
  const value = readNumber(cell);
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : undefined;
}

/** "via Nizza" with columns of its own for the ends, the side and the number is one sentence. */
function composePlace(textOf: (field: RowField) => string): string {
  const place = textOf("place");
  if (place === "") return "";
  const [from, to, side, number] = [textOf("from"), textOf("to"), textOf("side"), textOf("houseNumber")];
  const numbered = number !== "" && !/\d/.test(place) ? `${place} ${number}` : place;
  const between = from !== "" && to !== "" ? ` da ${from} a ${to}` : from !== "" ? ` angolo ${from}` : "";
  const sided = side === "" ? "" : `, ${/^lato/i.test(side) ? side : `lato ${side}`}`;
  return `${between === "" ? numbered : place}${between}${sided}`;
}

interface SpanParts {
  readonly textOf: (field: RowField) => string;
  readonly take: <T>(field: RowField, read: (cell: Cell) => T | undefined, reason: CellReason) => T | null;
  readonly number: (field: RowField) => number | null;
  readonly report: (field: RowField, reason: CellReason) => void;
  readonly assumed: RowField[];
  readonly timeZone: string;
}

/** [startsAt, endsAt): an end that is only a day includes that day, to the hour at which work ends. */
function readSpan(parts: SpanParts): Pick<PlannedRow, "startsAt" | "endsAt" | "dayOnly"> | null {
  const { textOf, take, number, report, assumed, timeZone } = parts;
  const start = take("startsAt", readMoment, "not-a-date");
  if (textOf("startsAt") === "") report("startsAt", "missing");
  const startTime = take("startTime", readClock, "not-a-time");
  const end = take("endsAt", readMoment, "not-a-date");
  const endTime = take("endTime", readClock, "not-a-time");
  const days = number("days");
  if (start === null || (end === null && textOf("endsAt") !== "")) return null;
  const startClock = start.clockMs ?? startTime ?? START_CLOCK_MS;
  const last: LocalMoment = end ?? {
    date: addDays(start.date, days === null ? 0 : Math.ceil(days) - 1),
    clockMs: null,
  };
  if (end === null && days === null) assumed.push("endsAt");
  const clock = last.clockMs ?? endTime ?? END_CLOCK_MS;
  const startMs = fromLocal(start.date, startClock, timeZone);
  // Work that begins at 20:00 and has no hour of ending goes on through the night's day.
  const isEvening =
    last.clockMs === null && endTime === null && last.date === start.date && startClock >= clock;
  const endMs = isEvening
    ? fromLocal(addDays(last.date, 1), 0, timeZone)
    : fromLocal(last.date, clock, timeZone);
  if (endMs <= startMs) {
    report(end === null ? "endTime" : "endsAt", "end-before-start");
    return null;
  }
  return {
    startsAt: new Date(startMs).toISOString(),
    endsAt: new Date(endMs).toISOString(),
    dayOnly: [
      ...(start.clockMs === null && startTime === null ? (["startsAt"] as const) : []),
      ...(last.clockMs === null && endTime === null ? (["endsAt"] as const) : []),
    ],
  };
}
