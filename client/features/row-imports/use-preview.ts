/** The table on the screen with all that follows from it; its steps can be taken back. */
import { useCallback, useContext, useMemo, useState } from "react";
import type { Cell } from "../../../domain/row-imports/cells.ts";
import type { RowOutcome } from "../../../domain/row-imports/contract.ts";
import { type RowSetting, readRow } from "../../../domain/row-imports/read-row.ts";
import { type ColumnMapping, type RowField, readHeader } from "../../../domain/row-imports/row-fields.ts";
import { TimeZoneContext } from "../../i18n/use-format.ts";
import { newId } from "../interventions/new-id.ts";
import { type DerivedRow, deriveRow } from "./derived-row.ts";
import { changeRows, noteRows, openPreview, type RowChange, undoRows } from "./preview-rows.ts";
import type { Table } from "./read-table.ts";
import { keyOf, matcher, type RememberedRow, readRemembered, remember } from "./remembered.ts";
import { useCurrentRows } from "./use-current-rows.ts";
import { useRowPlaces } from "./use-places-of-rows.ts";

export function usePreview(table: Table) {
  const timeZone = useContext(TimeZoneContext);
  const [remembered] = useState(readRemembered);
  const header = useMemo(() => readHeader(table.header), [table]);
  const [mapping, setMapping] = useState<ColumnMapping | null>(header.isClear ? header.mapping : null);
  const [state, setState] = useState(() => {
    const known = matcher(remembered, table.header, table.rows);
    return openPreview(table, newId, (number, cells) => {
      const row = known(number, cells);
      return row && { id: row.id, version: row.version };
    });
  });
  const setting = useMemo<RowSetting>(
    () => ({ header: table.header, mapping: mapping ?? {}, timeZone, defaultKind: "roadwork" }),
    [table, mapping, timeZone],
  );

  const read = useMemo(
    () =>
      mapping === null
        ? []
        : state.rows.map((row) => readRow({ number: row.number, cells: row.cells }, setting).row),
    [state.rows, setting, mapping],
  );
  const texts = useMemo(
    () =>
      read.flatMap((row, index) =>
        row === null || row.geometry !== null || row.id !== null || state.rows[index]!.known !== null
          ? []
          : [row.placeText],
      ),
    [read, state.rows],
  );
  const { places, left: placesLeft, failed: placesFailed, again: placeAgain } = useRowPlaces(texts);
  const asked = useMemo(
    () =>
      read.flatMap((row, index) => {
        if (row === null) return [];
        const given = row.id === null ? state.rows[index]!.known : { id: row.id, version: row.version };
        return given === null ? [] : [{ id: given.id, version: given.version }];
      }),
    [read, state.rows],
  );
  const currents = useCurrentRows(asked);
  const rows = useMemo(
    () => (mapping === null ? [] : state.rows.map((row) => deriveRow(row, setting, places, currents))),
    [state.rows, setting, places, currents, mapping],
  );

  /** What was saved from the sheet before, and is not in it any more. */
  const missing = useMemo<readonly RememberedRow[]>(() => {
    // A row that has to be put right is there all the same.
    const here = new Set([...asked, ...state.rows.flatMap(({ known }) => known ?? [])].map(({ id }) => id));
    return here.size === 0 ? [] : (remembered?.rows ?? []).filter(({ id }) => !here.has(id));
  }, [asked, remembered, state.rows]);

  const change = useCallback(
    (ids: readonly string[], what: RowChange) =>
      setState((now) =>
        changeRows(
          now,
          ids.map((id) => ({ id, change: what })),
        ),
      ),
    [],
  );
  /** Another text in a cell: its row is read anew. */
  const editCell = useCallback(
    (row: DerivedRow, field: RowField, value: Cell) => {
      const column = setting.mapping[field];
      if (column === undefined) return;
      const cells = row.row.cells.map((cell, at) => (at === column ? value : cell));
      change([row.row.id], { cells, picked: null, skipped: false });
    },
    [change, setting],
  );
  const undo = useCallback(() => setState(undoRows), []);

  const note = useCallback(
    (saved: readonly DerivedRow[], outcomes: readonly RowOutcome[]) => {
      const told = new Map(saved.map((row, index) => [row.row.id, outcomes[index]!]));
      setState((now) => {
        const next = noteRows(
          now,
          [...told].map(([id, { version, problem }]) => ({ id, change: { saved: version, problem } })),
        );
        const kept = next.rows.flatMap((row, index): RememberedRow[] => {
          const outcome = told.get(row.id);
          const version = outcome?.version ?? row.saved ?? row.known?.version ?? null;
          if (version === null) return [];
          const id = outcome?.id ?? row.known?.id ?? row.id;
          // As the sheet has them: what was put right here is not in it.
          const cells = keyOf(table.rows[index]!.cells);
          return [{ id, version, number: row.number, title: "", cells }];
        });
        const titles = new Map(saved.map((row) => [row.ready!.id, row.ready!.intervention.title]));
        const before = new Map((readRemembered()?.rows ?? []).map((row) => [row.id, row.title]));
        remember({
          name: table.name,
          header: keyOf(table.header),
          rows: kept.map((row) => ({ ...row, title: titles.get(row.id) ?? before.get(row.id) ?? "" })),
        });
        return next;
      });
    },
    [table],
  );

  return {
    mapping,
    setMapping,
    suggested: header.mapping,
    rows,
    canUndo: state.past.length > 0,
    placesLeft,
    placesFailed,
    placeAgain,
    missing,
    change,
    editCell,
    undo,
    note,
  };
}
