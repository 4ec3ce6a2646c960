import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import {
  type InterventionRow,
  ORDERINGS,
  type SortKey,
} from "../../../domain/interventions/list-contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Icon } from "../../ui/icon.tsx";
import { usePhone } from "../../ui/use-media.ts";
import { CardList } from "./card-list.tsx";
import { ColumnMenu } from "./column-menu.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { RowGrid } from "./row-grid.tsx";
import { useSelection } from "./selection.ts";
import { chosenColumns, keepColumns, TABLE_COLUMNS } from "./table-columns.ts";
import { FIRST_ORDER, isFiltered, NO_FILTERS, type TableState, toQuery } from "./table-state.ts";
import { usePrinting } from "./use-printing.ts";
import { useRows } from "./use-rows.ts";
import "./intervention-table.css";

interface InterventionTableProps {
  readonly state: TableState;
  /** `replace` for what is only another look at the same rows. */
  readonly onChange: (change: Partial<TableState>, how?: "push" | "replace") => void;
  readonly onOpen: (rows: readonly InterventionRow[]) => void;
  readonly linkTo: (row: InterventionRow, content: ReactNode) => ReactNode;
}

export function InterventionTable({ state, onChange, onOpen, linkTo }: InterventionTableProps) {
  const { t } = useTranslation();
  const { timeZone, language } = useFormat();
  const phone = usePhone();
  const printing = usePrinting();
  const { rows, total, fetchNextPage, ...pages } = useRows(state, timeZone);
  const selection = useSelection();
  const columns = chosenColumns(state.columns);
  const change = useCallback((filters: Partial<TableState>) => onChange(filters), [onChange]);
  const loadMore = useCallback(() => void fetchNextPage({ cancelRefetch: false }), [fetchNextPage]);
  const open = useCallback((row: InterventionRow) => onOpen([row]), [onOpen]);
  // Up, down, and back to what the table begins with.
  const sortBy = (key: SortKey) => {
    const again = state.sort === key;
    onChange(again && state.descending ? FIRST_ORDER : { sort: key, descending: again });
  };
  const listProps = {
    rows,
    total: total?.exact ? total.count : null,
    hasMore: pages.hasNextPage && !pages.isFetchingNextPage && !pages.isFetchNextPageError,
    loadMore,
    selection,
    memory: JSON.stringify(toQuery(state, timeZone)),
    whole: printing,
    onOpen: open,
    linkTo,
  };
  const filters = <FilterBar state={state} onChange={change} />;
  return (
    <div className="interventions-table" aria-busy={pages.isFetching}>
      {phone ? (
        <Disclosure
          className="table-phone-filters"
          buttonClassName="button button-wide"
          button={
            <>
              <Icon name="search" size={16} /> {t("table.filters")}
            </>
          }
        >
          {() => filters}
        </Disclosure>
      ) : (
        filters
      )}
      <FilterChips state={state} onChange={change} />
      <div className="table-tools">
        <p role="status" className="table-total">
          {pages.isPending ? t("common.loading") : <Total shown={rows.length} total={total} />}
          {!phone && state.sort === "soonest" && (
            <span className="quiet"> · {t(state.descending ? "table.soonestLast" : "table.soonest")}</span>
          )}
          {pages.isPlaceholderData && <span className="quiet"> · {t("common.loading")}</span>}
        </p>
        {selection.rows.size > 0 && (
          <div className="table-chosen-tools">
            <span>{t("table.chosen", { count: selection.rows.size })}</span>
            <button
              type="button"
              className="button button-small"
              onClick={() => onOpen([...selection.rows.values()])}
            >
              <Icon name="target" size={16} /> {t("table.showOnMap")}
            </button>
            <button type="button" className="button button-small" onClick={selection.clear}>
              {t("table.chooseNone")}
            </button>
            {selection.full && (
              <span role="alert">{t("table.chosenFull", { count: selection.rows.size })}</span>
            )}
          </div>
        )}
        <div className="table-actions">
          {phone ? (
            <select
              className="input"
              aria-label={t("table.order")}
              value={`${state.descending ? "-" : ""}${state.sort}`}
              onChange={({ target: { value } }) => {
                const sort = ORDERINGS.find((key) => key === value.replace("-", ""));
                if (sort) onChange({ sort, descending: value.startsWith("-") });
              }}
            >
              <option value="soonest">{t("table.soonest")}</option>
              <option value="-soonest">{t("table.soonestLast")}</option>
              {TABLE_COLUMNS.flatMap(({ key, header }) => [
                <option key={key} value={key}>{`${header[language]} ↑`}</option>,
                <option key={`-${key}`} value={`-${key}`}>{`${header[language]} ↓`}</option>,
              ])}
            </select>
          ) : (
            <ColumnMenu
              columns={columns}
              onColumns={(keys) => {
                keepColumns(keys);
                onChange({ columns: keys }, "replace");
              }}
              compact={state.compact}
              onCompact={(compact) => onChange({ compact }, "replace")}
            />
          )}
          <ExportMenu state={state} columns={columns} selection={selection} />
          <button type="button" className="button button-small" onClick={() => window.print()}>
            <Icon name="print" size={16} /> {t("table.print")}
          </button>
        </div>
      </div>
      {pages.isError && (
        <div className="notice" role="alert">
          <p>{t("table.failed")}</p>
          <button
            type="button"
            className="button"
            onClick={() => void (pages.isFetchNextPageError ? fetchNextPage() : pages.refetch())}
          >
            {t("common.again")}
          </button>
        </div>
      )}
      {pages.isSuccess && rows.length === 0 ? (
        <div className="table-empty">
          <p>{t(isFiltered(state) ? "table.noneFiltered" : "table.none")}</p>
          {isFiltered(state) && (
            <button type="button" className="button" onClick={() => onChange(NO_FILTERS)}>
              {t("table.clear")}
            </button>
          )}
        </div>
      ) : phone ? (
        <CardList key={listProps.memory} {...listProps} />
      ) : (
        <RowGrid
          key={listProps.memory}
          {...listProps}
          columns={columns}
          compact={state.compact}
          sort={state.sort}
          descending={state.descending}
          onSort={sortBy}
        />
      )}
    </div>
  );
}

function Total({
  shown,
  total,
}: {
  readonly shown: number;
  readonly total: { count: number; exact: boolean } | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (total === null) return t("table.shown", { count: shown });
  const values = { shown: format.number(shown), total: format.number(total.count) };
  return t(total.exact ? "table.shownOf" : "table.shownOfMore", values);
}
