/** Sheets that leave this page: a model to fill in, and the rows with the identifiers they were saved under. */
import type { SheetData } from "write-excel-file/universal";
import { type Cell, cellText } from "../../../domain/row-imports/cells.ts";

const DATE_FORMAT = "dd/mm/yyyy";
const WIDTH_CHARACTERS = 22;

async function download(name: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const { default: writeXlsxFile } = await import("write-excel-file/universal");
  const [header, ...body] = rows;
  const data = [
    header!.map((cell) => ({ value: cellText(cell), fontWeight: "bold" as const })),
    ...body.map((cells) =>
      cells.map((cell) => {
        if (cell === null || cellText(cell) === "") return null;
        return cell instanceof Date ? { value: cell, format: DATE_FORMAT } : { value: cell };
      }),
    ),
  ] as SheetData;
  const blob = await writeXlsxFile(data, {
    columns: header!.map(() => ({ width: WIDTH_CHARACTERS })),
    stickyRowsCount: 1,
  }).toBlob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has begun by then in every browser we know.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A model with the columns that are understood, and three rows that show how they may be filled. */
export function downloadModel(language: "it" | "en"): Promise<void> {
  const day = (month: number, date: number) =>
    new Date(Date.UTC(new Date().getUTCFullYear() + 1, month - 1, date));
  const italian = language === "it";
  const header = italian
    ? [
        "Via",
        "Inizio",
        "Fine",
        "Tipo",
        "Titolo",
        "Stato",
        "Impresa",
        "Larghezza (m)",
        "Profondità (m)",
        "Descrizione",
      ]
    : [
        "Street",
        "Start",
        "End",
        "Kind",
        "Title",
        "State",
        "Contractor",
        "Width (m)",
        "Depth (m)",
        "Description",
      ];
  const rows: Cell[][] = [
    [
      italian
        ? "via Cavour da via Pomba a via Carlo Alberto, lato pari"
        : "via Cavour from via Pomba to via Carlo Alberto",
      day(3, 2),
      day(3, 6),
      italian ? "scavo" : "roadworks",
      italian ? "Esempio: sostituzione condotta" : "Example: pipe renewal",
      italian ? "bozza" : "draft",
      null,
      2.5,
      1.2,
      null,
    ],
    [
      italian ? "via Po 12" : "via Po 12",
      day(4, 7),
      day(4, 7),
      italian ? "trasloco" : "occupation",
      null,
      null,
      null,
      3,
      null,
      null,
    ],
    [
      italian ? "via Roma ang. via Cesare Battisti" : "corner of via Roma and via Cesare Battisti",
      day(5, 4),
      day(5, 8),
      italian ? "ponteggio" : "scaffolding",
      null,
      null,
      null,
      1.5,
      null,
      null,
    ],
  ];
  return download(italian ? "modello-interventi.xlsx" : "interventions-template.xlsx", [header, ...rows]);
}

/** The sheet as it came, each saved row under its identifier and version in front. */
export function downloadWithIds(
  language: "it" | "en",
  header: readonly string[],
  rows: readonly { readonly cells: readonly Cell[]; readonly id: string; readonly version: number | null }[],
): Promise<void> {
  const front = language === "it" ? ["Identificativo", "Versione"] : ["Identifier", "Version"];
  return download(language === "it" ? "righe-salvate.xlsx" : "saved-rows.xlsx", [
    [...front, ...header],
    ...rows.map(({ cells, id, version }) => [version === null ? null : id, version, ...cells]),
  ]);
}
