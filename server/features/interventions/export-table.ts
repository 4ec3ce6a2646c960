/** The table's rows as files, read and written a batch at a time, each batch in a transaction of its own. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { QueryOf } from "../../../domain/contract/endpoint.ts";
import { isRefusal } from "../../../domain/contract/problems.ts";
import { localDate } from "../../../domain/geo/calendar.ts";
import type {
  exportInterventionsCsv,
  exportInterventionsXlsx,
  SheetFormat,
} from "../../../domain/interventions/list-contract.ts";
import type { SheetColumn } from "../../../domain/interventions/sheet-columns.ts";
import type { Database, Db } from "../../platform/db.ts";
import { StreamReply } from "../../platform/implement.ts";
import { cellOf, columnsOf, tellValue } from "./sheet-cells.ts";
import { readFilter } from "./table.ts";
import {
  listPhaseShapes,
  listTableRows,
  type PhaseShape,
  type TablePage,
  type TableRow,
} from "./table-store.ts";
import { writeCsv, writeXlsx } from "./write-sheet.ts";

export interface ExportSetting {
  readonly database: Database;
  readonly city: string;
  readonly timeZone: string;
}

type ExportQuery = QueryOf<typeof exportInterventionsXlsx> &
  Partial<Pick<QueryOf<typeof exportInterventionsCsv>, "mark">>;

/** On the embedded database everybody else waits for a transaction: this many take about 20 ms there. */
const BATCH = 500;

/** What was changed meanwhile stands where its order puts it: a row is told once, unless it moved on. */
async function* readBatches<T>(
  { database, city }: ExportSetting,
  page: Omit<TablePage, "after" | "limit">,
  read: (db: Db, rows: readonly TableRow[]) => T | Promise<T>,
): AsyncGenerator<T> {
  let after: TablePage["after"] = null;
  for (;;) {
    const from = after;
    const [batch, last, count] = await database.transaction(
      city,
      async (db) => {
        const rows = await listTableRows(db, { ...page, after: from, limit: BATCH });
        return [await read(db, rows), rows[rows.length - 1], rows.length] as const;
      },
      { readOnly: true },
    );
    yield batch;
    if (count < BATCH || last === undefined) return;
    after = last;
  }
}

export async function exportTable(
  setting: ExportSetting,
  db: Db,
  format: SheetFormat,
  query: ExportQuery,
  nowMs: number,
) {
  const filter = await readFilter(db, query);
  if (isRefusal(filter)) return filter;
  const page = { filter, sort: query.sort, now: new Date(nowMs), descending: query.order === "desc" };
  const columns = columnsOf(query.columns);
  const { language } = query;
  const cells = () =>
    readBatches(setting, page, (_, rows) =>
      rows.map((row) => columns.map((column) => cellOf(row, column, language, setting.timeZone))),
    );
  const contents = {
    csv: () => writeCsv(columns, language, query.mark !== "false", cells()),
    xlsx: () => writeXlsx(columns, language, cells()),
    geojson: () => writeGeoJson(columns, setting, page),
  };
  const name = language === "it" ? "interventi" : "interventions";
  const file = `${name}-${setting.city}-${localDate(nowMs, setting.timeZone)}.${format}`;
  return new StreamReply((response) => send(response, format, file, contents[format]()));
}

const TYPES: Readonly<Record<SheetFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  geojson: "application/geo+json",
};

function send(
  response: Response,
  format: SheetFormat,
  file: string,
  content: AsyncGenerator<string | Uint8Array>,
): void {
  response.attachment(file);
  response.setHeader("Content-Type", TYPES[format]);
  // One who stops the download stops the reading. What breaks it here cuts the reply short, which browsers tell as
  // a failed download, and goes to the log with the request.
  pipeline(Readable.from(content, { objectMode: false }), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") response.emit("error", error);
  });
}

async function* writeGeoJson(
  columns: readonly SheetColumn[],
  setting: ExportSetting,
  page: Omit<TablePage, "after" | "limit">,
): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let separator = "\n";
  const batches = readBatches(setting, page, async (db, rows) => {
    const shapes = new Map(rows.map(({ id }) => [id, [] as PhaseShape[]]));
    for (const shape of await listPhaseShapes(db, [...shapes.keys()]))
      shapes.get(shape.interventionId)!.push(shape);
    return rows.flatMap((row) => shapes.get(row.id)!.map((shape) => toFeature(row, shape, columns)));
  });
  for await (const features of batches) {
    for (const feature of features) {
      yield separator + feature;
      separator = ",\n";
    }
  }
  yield "\n]}\n";
}

function toFeature(row: TableRow, shape: PhaseShape, columns: readonly SheetColumn[]): string {
  const properties = {
    ...Object.fromEntries(columns.map(({ key }) => [key, tellValue(row, key)])),
    phaseNumber: shape.position + 1,
    phaseStartsAt: shape.startsAt,
    phaseEndsAt: shape.endsAt,
    phaseVehicleImpact: shape.vehicleImpact,
    phaseHindrance: shape.hindrance,
  };
  return `{"type":"Feature","id":"${shape.id}","geometry":${shape.polygon},"properties":${JSON.stringify(properties)}}`;
}
