/** Rows of a sheet: pasted or dropped, looked over on the map, saved; and archives of many more. */
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { placeRows } from "../../../domain/row-imports/contract.ts";
import { readHeader } from "../../../domain/row-imports/row-fields.ts";
import { toLanguage } from "../../i18n/i18n.ts";
import { Icon } from "../../ui/icon.tsx";
import type { City } from "../city/use-city.ts";
import { SignInNeeded } from "../people/sign-in-needed.tsx";
import { Archives } from "./archives.tsx";
import { DropZone } from "./drop-zone.tsx";
import { keepTable, readKeptTable } from "./kept-table.ts";
import { MappingForm } from "./mapping-form.tsx";
import { Preview } from "./preview.tsx";
import { readFile, readText, type Table, UnreadableTable } from "./read-table.ts";
import { useSendArchive } from "./use-archives.ts";
import { downloadModel } from "./write-sheet.ts";
import "./row-imports.css";

/** More is an archive: it is worked off by the server, over days if need be. */
const MOST_PREVIEWED = 2_000;
/** Read whole on this page only up to here; a larger file goes to the server as it is. */
const MOST_READ_BYTES = 12 * 1024 * 1024;

interface RowImportsProps {
  readonly city: City;
  /** Of the address: an archive, and the row in hand. */
  readonly importId: string | null;
  readonly rowNumber: number | null;
  readonly onImport: (importId: string | null) => void;
  readonly onRow: (rowNumber: number | null) => void;
}

export function RowImports(props: RowImportsProps) {
  return (
    <SignInNeeded access={placeRows.access}>
      <AllowedRowImports {...props} />
    </SignInNeeded>
  );
}

function AllowedRowImports({ city, importId, rowNumber, onImport, onRow }: RowImportsProps) {
  const { t, i18n } = useTranslation();
  const [table, setTable] = useState<Table | null>(readKeptTable);
  /** Grows with each table, so that the same sheet changed begins anew. */
  const [revision, setRevision] = useState(0);
  /** An archive whose columns have to be named before it is sent. */
  const [unclear, setUnclear] = useState<{ readonly file: File; readonly table: Table } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [isReading, setReading] = useState(false);
  const archive = useSendArchive(onImport);

  const take = useCallback(
    async (read: () => Promise<Table>, file: File | null) => {
      setTrouble(null);
      setUnclear(null);
      setReading(true);
      try {
        const isArchive = file !== null && (file.size > MOST_READ_BYTES || /\.(geo)?json$/i.test(file.name));
        const found = isArchive ? null : await read();
        if (found === null || found.rows.length > MOST_PREVIEWED) {
          const sent = file ?? new File([toText(found!)], "incollate.csv");
          if (found !== null && !readHeader(found.header).isClear) setUnclear({ file: sent, table: found });
          else await archive.send(sent, null);
          return;
        }
        keepTable(found);
        onRow(null);
        onImport(null);
        setTable(found);
        setRevision((count) => count + 1);
      } catch (error) {
        if (!(error instanceof UnreadableTable)) throw error;
        setTrouble(t(`rows.troubles.${error.reason}`));
      } finally {
        setReading(false);
      }
    },
    [archive.send, onImport, onRow, t],
  );
  const takeFile = useCallback((file: File) => take(() => readFile(file), file), [take]);
  const takeText = useCallback(
    (text: string) => take(() => readText(t("rows.pasted"), text), null),
    [take, t],
  );

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest("input, textarea, [contenteditable]")) return;
      const [file] = event.clipboardData?.files ?? [];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file === undefined && text.trim() === "") return;
      event.preventDefault();
      void (file === undefined ? takeText(text) : takeFile(file));
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [takeFile, takeText]);

  return (
    <div className="rows">
      <DropZone isSmall={table !== null && importId === null} onFile={takeFile} onText={takeText}>
        <button
          type="button"
          className="button"
          onClick={() => void downloadModel(toLanguage(i18n.language))}
        >
          <Icon name="download" /> {t("rows.model")}
        </button>
      </DropZone>
      {isReading && <p role="status">{t("rows.reading")}</p>}
      {trouble !== null && (
        <p role="alert" className="rows-trouble">
          {trouble}
        </p>
      )}
      {archive.sending !== null && (
        <p role="status">
          {t("rows.sending", { percent: Math.round(archive.sending * 100) })}{" "}
          <button type="button" className="button button-small" onClick={archive.cancel}>
            {t("common.cancel")}
          </button>
        </p>
      )}
      {archive.failed && (
        <p role="alert" className="rows-trouble">
          {t("rows.sendFailed")}{" "}
          <button type="button" className="button button-small" onClick={() => void archive.again()}>
            {t("common.again")}
          </button>
        </p>
      )}
      {unclear !== null && (
        <MappingForm
          table={unclear.table}
          mapping={readHeader(unclear.table.header).mapping}
          onMapping={(mapping) => {
            setUnclear(null);
            void archive.send(unclear.file, mapping);
          }}
        />
      )}
      {unclear !== null ? null : importId === null && table !== null ? (
        <Preview
          key={revision}
          city={city}
          table={table}
          rowNumber={rowNumber}
          onRow={onRow}
          onClose={() => {
            keepTable(null);
            setTable(null);
            onRow(null);
          }}
        />
      ) : (
        <Archives city={city} importId={importId} hasTable={table !== null} onImport={onImport} />
      )}
    </div>
  );
}

function toText({ header, rows }: Table): string {
  const quote = (cell: unknown) => `"${String(cell ?? "").replaceAll('"', '""')}"`;
  const lines = [header, ...rows.map(({ cells }) => cells)];
  return lines
    .map((cells) => cells.map((cell) => quote(cell instanceof Date ? cell.toISOString() : cell)).join(","))
    .join("\r\n");
}
