// biome-ignore-all lint/a11y/useSemanticElements: rows of which only some are there cannot be a <table>'s
import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { InterventionRow, Ordering, SortKey } from "../../../domain/interventions/list-contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { RowCell, useCellText } from "./row-cell.tsx";
import type { Selection } from "./selection.ts";
import type { TableColumn } from "./table-columns.ts";
import { useScrollMemory } from "./use-scroll-memory.ts";

const HEAD_PIXELS = 40;
const ROW_PIXELS = { comfortable: 44, compact: 30 };
const CHECK_PIXELS = 44;
/** Rows before the last at which the next page is asked for. */
const AHEAD = 40;
const PAGE_ROWS = 12;

export interface RowListProps {
  readonly rows: readonly InterventionRow[];
  /** All there are, where that is known exactly. */
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly selection: Selection;
  /** Under this name the place where one was is kept. */
  readonly memory: string;
  /** Every row at once, for paper. */
  readonly whole: boolean;
  readonly onOpen: (row: InterventionRow) => void;
  readonly linkTo: (row: InterventionRow, content: ReactNode) => ReactNode;
}

interface RowGridProps extends RowListProps {
  readonly columns: readonly TableColumn[];
  readonly compact: boolean;
  readonly sort: Ordering;
  readonly descending: boolean;
  readonly onSort: (key: SortKey) => void;
}

/** A grid of which only the rows in sight are there; arrows, Home, End, Space and Enter work it. */
export function RowGrid(props: RowGridProps) {
  const { rows, columns, selection, compact, hasMore, loadMore, whole } = props;
  const { t } = useTranslation();
  const language = useFormat().language;
  const textOf = useCellText();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [focused, setFocused] = useState(false);
  const memory = useScrollMemory(props.memory);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (compact ? ROW_PIXELS.compact : ROW_PIXELS.comfortable),
    getItemKey: (index) => rows[index]!.id,
    overscan: 10,
    scrollMargin: HEAD_PIXELS,
    scrollPaddingStart: HEAD_PIXELS,
    initialOffset: memory.start,
    // The row that has the focus stays, wherever one scrolls: the keys would be lost with it.
    rangeExtractor: useCallback(
      (range: Range) => [...new Set([active, ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
      [active],
    ),
  });
  const items = virtualizer.getVirtualItems().filter(({ index }) => index < rows.length);
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) loadMore();
  }, [hasMore, last, rows.length, loadMore]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows is measured anew
  useEffect(() => virtualizer.measure(), [compact]);

  // Kept in sight and focused as the arrows lead there, once it has been drawn.
  useEffect(() => {
    if (!focused) return;
    scroller.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true });
  }, [active, focused]);
  const goTo = (index: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, index));
    virtualizer.scrollToIndex(next);
    setFocused(true);
    setActive(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    const onRow = (event.target as HTMLElement).getAttribute("role") === "row";
    if (!onRow || row === undefined) return;
    const to = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + PAGE_ROWS,
      PageUp: active - PAGE_ROWS,
      Home: 0,
      End: rows.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (event.shiftKey) selection.toggle([row, rows[Math.min(rows.length - 1, Math.max(0, to))]!], true);
      goTo(to);
    } else if (event.key === " ") {
      event.preventDefault();
      selection.toggle([row], !selection.rows.has(row.id));
    } else if (event.key === "Enter") {
      event.preventDefault();
      props.onOpen(row);
    }
  };
  const shown = whole ? rows.map((_, index) => ({ index, start: null })) : items;
  const template = `${CHECK_PIXELS}px ${columns.map(({ widthPixels }) => `minmax(${widthPixels}px, ${widthPixels}fr)`).join(" ")}`;
  const width = CHECK_PIXELS + columns.reduce((sum, { widthPixels }) => sum + widthPixels, 0);
  const chosen = rows.filter(({ id }) => selection.rows.has(id)).length;
  const onActivate = useCallback((index: number) => {
    setActive(index);
    setFocused(true);
  }, []);
  return (
    <div
      ref={scroller}
      className={`table-scroll ${compact ? "table-compact" : ""}`}
      onScroll={(event) => memory.keep(event.currentTarget.scrollTop)}
    >
      <div
        role="grid"
        aria-label={t("table.title")}
        aria-rowcount={props.total === null ? -1 : props.total + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        style={{ minWidth: width }}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
        }}
      >
        <div role="rowgroup" className="table-head">
          <div
            role="row"
            aria-rowindex={1}
            className="table-row"
            style={{ gridTemplateColumns: template }}
            tabIndex={-1}
          >
            <div role="columnheader" className="table-cell table-check" tabIndex={-1}>
              <input
                type="checkbox"
                aria-label={t("table.selectLoaded")}
                checked={chosen > 0 && chosen === rows.length}
                ref={(box) => {
                  if (box) box.indeterminate = chosen > 0 && chosen < rows.length;
                }}
                onChange={() => selection.toggle(rows, chosen < rows.length)}
              />
            </div>
            {columns.map(({ key, header, numeric }) => (
              <div
                key={key}
                role="columnheader"
                tabIndex={-1}
                className={`table-cell ${numeric ? "table-number" : ""}`}
                aria-sort={props.sort === key ? (props.descending ? "descending" : "ascending") : undefined}
              >
                <button type="button" className="table-sort" onClick={() => props.onSort(key)}>
                  <span>{header[language]}</span>
                  {props.sort === key && <Icon name={props.descending ? "down" : "up"} size={14} />}
                </button>
              </div>
            ))}
          </div>
        </div>

        <div
          role="rowgroup"
          className={whole ? "table-body table-whole" : "table-body"}
          style={whole ? undefined : { height: virtualizer.getTotalSize() }}
        >
          {shown.map(({ index, start }) => (
            <GridRow
              key={rows[index]!.id}
              row={rows[index]!}
              index={index}
              top={start === null ? null : start - HEAD_PIXELS}
              columns={columns}
              template={template}
              selected={selection.rows.has(rows[index]!.id)}
              reachable={index === active}
              textOf={textOf}
              onActivate={onActivate}
              onToggle={selection.toggle}
              onOpen={props.onOpen}
              linkTo={props.linkTo}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface GridRowProps {
  readonly row: InterventionRow;
  readonly index: number;
  /** Pixels from the first row's; null: in the page's own flow. */
  readonly top: number | null;
  readonly columns: readonly TableColumn[];
  readonly template: string;
  readonly selected: boolean;
  readonly reachable: boolean;
  readonly textOf: ReturnType<typeof useCellText>;
  readonly onActivate: (index: number) => void;
  readonly onToggle: Selection["toggle"];
  readonly onOpen: (row: InterventionRow) => void;
  readonly linkTo: RowListProps["linkTo"];
}

const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, columns, selected, textOf } = props;
  const { t } = useTranslation();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-index={index}
      tabIndex={props.reachable ? 0 : -1}
      className="table-row"
      style={{
        gridTemplateColumns: props.template,
        ...(props.top === null ? {} : { transform: `translateY(${props.top}px)` }),
      }}
      onFocus={() => props.onActivate(index)}
      onDoubleClick={() => props.onOpen(row)}
    >
      <div role="gridcell" className="table-cell table-check" tabIndex={-1}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t("table.select", { title: row.title })}
          checked={selected}
          onChange={() => props.onToggle([row], !selected)}
        />
      </div>
      {columns.map(({ key, numeric }) => {
        const text = textOf(row, key);
        const content = <RowCell row={row} column={key} text={text} />;
        return (
          <div
            key={key}
            role="gridcell"
            tabIndex={-1}
            className={`table-cell ${numeric ? "table-number" : ""}`}
            title={text === "" ? undefined : text}
          >
            {key === "title" ? props.linkTo(row, text) : content}
          </div>
        );
      })}
    </div>
  );
});
