import { SORT_KEYS, type SortKey } from "../../../domain/interventions/list-contract.ts";
import { SHEET_COLUMNS } from "../../../domain/interventions/sheet-columns.ts";
import { readStored, writeStored } from "../../ui/stored.ts";

interface Look {
  readonly widthPixels: number;
  readonly numeric?: boolean;
}

const LOOKS: Readonly<Record<SortKey, Look>> = {
  title: { widthPixels: 236 },
  kind: { widthPixels: 150 },
  state: { widthPixels: 116 },
  urgent: { widthPixels: 176 },
  place: { widthPixels: 220 },
  office: { widthPixels: 170 },
  contractor: { widthPixels: 170 },
  startsAt: { widthPixels: 104 },
  endsAt: { widthPixels: 104 },
  phaseCount: { widthPixels: 72, numeric: true },
  vehicleImpact: { widthPixels: 220 },
  hindrance: { widthPixels: 130 },
  blockingCount: { widthPixels: 92, numeric: true },
  warningCount: { widthPixels: 98, numeric: true },
  areaSquareMetres: { widthPixels: 136, numeric: true },
  updatedAt: { widthPixels: 152 },
  version: { widthPixels: 92, numeric: true },
  synthetic: { widthPixels: 104 },
};

/** In the order of the sheet, so that table and export read alike. */
export const TABLE_COLUMNS = SHEET_COLUMNS.flatMap(({ key, header }) => {
  const sortKey = SORT_KEYS.find((one) => one === key);
  return sortKey === undefined ? [] : [{ key: sortKey, header, ...LOOKS[sortKey] }];
});
export type TableColumn = (typeof TABLE_COLUMNS)[number];

export const FIRST_COLUMNS: readonly SortKey[] = [
  "title",
  "kind",
  "state",
  "place",
  "startsAt",
  "endsAt",
  "blockingCount",
  "warningCount",
  "office",
];

const STORED = "decumano.table.columns";

/** Those of the link, else of this device, else the first ones. */
export function chosenColumns(inLink: readonly SortKey[] | null): readonly TableColumn[] {
  const stored = readStored(STORED)?.split(",") ?? [];
  const keys = inLink ?? (stored.length > 0 ? stored : FIRST_COLUMNS);
  const columns = keys.flatMap((key) => TABLE_COLUMNS.find((column) => column.key === key) ?? []);
  return columns.length > 0
    ? columns
    : FIRST_COLUMNS.map((key) => TABLE_COLUMNS.find((column) => column.key === key)!);
}

export function keepColumns(keys: readonly SortKey[]): void {
  writeStored(STORED, isFirst(keys) ? null : keys.join(","));
}

export function isFirst(keys: readonly SortKey[]): boolean {
  return keys.join() === FIRST_COLUMNS.join();
}
