import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { isFiltered, lastDay, NO_FILTERS, type TableFilters, type TableState } from "./table-state.ts";
import { useFilterChoices } from "./use-rows.ts";

interface FilterChipsProps {
  readonly state: TableState;
  readonly onChange: (change: Partial<TableFilters>) => void;
}

/** What is filtered by, each to be taken away by itself. */
export function FilterChips({ state, onChange }: FilterChipsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { offices = [], zones = [] } = useFilterChoices().data ?? {};
  if (!isFiltered(state)) return null;
  const nameOf = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? id;
  const chips: (readonly [string, Partial<TableFilters>])[] = [
    ...(state.text.trim() === "" ? [] : [[`“${state.text.trim()}”`, { text: "" }] as const]),
    ...state.kinds.map(
      (kind) => [t(`kinds.${kind}.many`), { kinds: state.kinds.filter((one) => one !== kind) }] as const,
    ),
    ...state.states.map(
      (one) => [t(`states.${one}`), { states: state.states.filter((other) => other !== one) }] as const,
    ),
    ...state.offices.map(
      (id) => [nameOf(offices, id), { offices: state.offices.filter((one) => one !== id) }] as const,
    ),
    ...(state.from === null
      ? []
      : [[`${t("table.from")} ${format.day(state.from)}`, { from: null }] as const]),
    ...(state.to === null
      ? []
      : [[`${t("table.to")} ${format.day(lastDay(state.to))}`, { to: null }] as const]),
    ...(state.zone === null ? [] : [[nameOf(zones, state.zone), { zone: null }] as const]),
    ...(state.bbox === null ? [] : [[t("table.inExtent"), { bbox: null }] as const]),
    ...(state.findings === null
      ? []
      : [[t(`table.withFindings.${state.findings}`), { findings: null }] as const]),
    ...(state.urgent ? [[t("table.onlyUrgent"), { urgent: false }] as const] : []),
    ...(state.invented === null
      ? []
      : [[t(state.invented ? "table.onlyInvented" : "table.onlyReal"), { invented: null }] as const]),
  ];
  return (
    <ul className="table-chips" aria-label={t("table.active")}>
      {chips.map(([text, change]) => (
        <li key={text}>
          <button
            type="button"
            className="tag table-chip"
            aria-label={t("table.without", { filter: text })}
            onClick={() => onChange(change)}
          >
            {text}
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="button button-small" onClick={() => onChange(NO_FILTERS)}>
          {t("table.clear")}
        </button>
      </li>
    </ul>
  );
}
