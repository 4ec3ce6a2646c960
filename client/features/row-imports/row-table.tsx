import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { RowOutcome } from "../../../domain/row-imports/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { SeveritySymbol } from "../conflicts/severity-symbol.tsx";
import { KindSwatch } from "../interventions/kind-chip.tsx";
import { countFindings, type DerivedRow } from "./derived-row.ts";
import { CONFIDENCE_SIGNS, ConfidenceSwatch } from "./rows-map.tsx";

interface RowTableProps {
  readonly rows: readonly DerivedRow[];
  readonly outcomes: ReadonlyMap<string, RowOutcome>;
  readonly activeId: string | null;
  readonly onRow: (id: string) => void;
  readonly onWanted: (id: string, wanted: boolean) => void;
}

const ROW_PIXELS = 58;

/** A list, row by row as the sheet has them; only those in view are drawn. */
export function RowTable({ rows, outcomes, activeId, onRow, onWanted }: RowTableProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 8,
  });
  const at = rows.findIndex(({ row }) => row.id === activeId);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
  }, [at, virtual]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section ref={scroller} className="rows-list" aria-label={t("rows.list")} tabIndex={0}>
      <ul style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index]!;
          return (
            <li
              key={row.row.id}
              style={{ transform: `translateY(${start}px)`, height: ROW_PIXELS }}
              className={row.row.id === activeId ? "rows-row rows-row-active" : "rows-row"}
              aria-current={row.row.id === activeId ? "true" : undefined}
            >
              <RowLine row={row} outcome={outcomes.get(row.row.id)} onRow={onRow} onWanted={onWanted} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface RowLineProps extends Pick<RowTableProps, "onRow" | "onWanted"> {
  readonly row: DerivedRow;
  readonly outcome: RowOutcome | undefined;
}

function RowLine({ row, outcome, onRow, onWanted }: RowLineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { read, standing, ready, wanted } = row;
  const planned = read.row;
  const { blocking, warning } = countFindings(outcome);
  const refusal = row.row.problem ?? outcome?.problem ?? null;
  return (
    <>
      <input
        type="checkbox"
        aria-label={t("rows.wanted", { number: row.row.number })}
        checked={ready !== null && wanted}
        disabled={ready === null || row.row.skipped}
        onChange={(event) => onWanted(row.row.id, event.target.checked)}
      />
      <button type="button" className="rows-open" onClick={() => onRow(row.row.id)}>
        <span className="rows-line">
          <span className="rows-number">{row.row.number}</span>
          {planned && <KindSwatch kind={planned.kind} />}
          <span className="rows-place">
            {planned ? planned.placeText || planned.title || t("rows.byGeometry") : t("rows.unreadable")}
          </span>
          {blocking > 0 && (
            <span className="rows-count">
              <SeveritySymbol severity="blocking" size={14} />
              <span className="visually-hidden">{t("rows.blocking")} </span>
              {blocking}
            </span>
          )}
          {warning > 0 && (
            <span className="rows-count">
              <SeveritySymbol severity="warning" size={14} />
              <span className="visually-hidden">{t("rows.warning")} </span>
              {warning}
            </span>
          )}
        </span>
        <span className="rows-line quiet">
          {standing in CONFIDENCE_SIGNS && (
            <ConfidenceSwatch of={standing as keyof typeof CONFIDENCE_SIGNS} />
          )}
          <span className={`rows-standing rows-standing-${standing}`}>
            {row.row.skipped
              ? t("rows.standings.skipped")
              : refusal !== null
                ? t("rows.standings.refused")
                : standing === "returned"
                  ? t(`rows.returned.${row.comparison!.standing}`)
                  : t(`rows.standings.${standing}`)}
          </span>
          {planned && <span>{format.days(toSpan(planned))}</span>}
          {planned?.title && <span className="rows-title">{planned.title}</span>}
        </span>
      </button>
    </>
  );
}
