import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { InterventionRow } from "../../../domain/interventions/list-contract.ts";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";
import { KindChip } from "../interventions/kind-chip.tsx";
import { useCellText } from "./row-cell.tsx";
import type { RowListProps } from "./row-grid.tsx";
import { useScrollMemory } from "./use-scroll-memory.ts";
import "./card-list.css";

const CARD_PIXELS = 132;
const AHEAD = 20;

/** The same rows where a table does not fit: a card each, as high as its words need. */
export function CardList(props: RowListProps) {
  const { rows, hasMore, loadMore, whole } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const memory = useScrollMemory(`${props.memory} cards`);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_PIXELS,
    getItemKey: (index) => rows[index]!.id,
    overscan: 6,
    initialOffset: memory.start,
  });
  const items = virtualizer.getVirtualItems();
  const last = items[items.length - 1]?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - AHEAD) loadMore();
  }, [hasMore, last, rows.length, loadMore]);
  const shown = whole ? rows.map((_, index) => ({ index, start: null })) : items;
  return (
    <div
      ref={scroller}
      className="table-scroll"
      onScroll={(event) => memory.keep(event.currentTarget.scrollTop)}
    >
      <ul
        className={whole ? "table-cards table-whole" : "table-cards"}
        aria-label={t("table.title")}
        style={whole ? undefined : { height: virtualizer.getTotalSize() }}
      >
        {shown.map(({ index, start }) => (
          <li
            key={rows[index]!.id}
            ref={virtualizer.measureElement}
            data-index={index}
            aria-setsize={props.total ?? -1}
            aria-posinset={index + 1}
            style={start === null ? undefined : { transform: `translateY(${start}px)` }}
          >
            <Card row={rows[index]!} selected={props.selection.rows.has(rows[index]!.id)} {...props} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Card({
  row,
  selected,
  selection,
  linkTo,
}: RowListProps & { row: InterventionRow; selected: boolean }) {
  const { t } = useTranslation();
  const textOf = useCellText();
  return (
    <div className="table-card">
      <label className="table-card-check">
        <input type="checkbox" checked={selected} onChange={() => selection.toggle([row], !selected)} />
        <span className="visually-hidden">{t("table.select", { title: row.title })}</span>
      </label>
      <div>
        <p className="table-card-title">{linkTo(row, row.title)}</p>
        {row.place !== "" && <p>{row.place}</p>}
        <p className="quiet">
          {textOf(row, "startsAt")} – {textOf(row, "endsAt")} · {textOf(row, "state")}
        </p>
        <p className="table-card-tags">
          <KindChip kind={row.kind} />
          {row.urgent && (
            <span className="tag tag-urgent">
              {row.regulariseBy === null ? t("table.urgent") : textOf(row, "urgent")}
            </span>
          )}
          {row.blockingCount > 0 && (
            <span className="table-count">
              <SeveritySymbol severity="blocking" size={16} />
              {t("severity.blocking.count", { count: row.blockingCount })}
            </span>
          )}
          {row.warningCount > 0 && (
            <span className="table-count">
              <SeveritySymbol severity="warning" size={16} />
              {t("severity.warning.count", { count: row.warningCount })}
            </span>
          )}
        </p>
      </div>
    </div>
  );
}
