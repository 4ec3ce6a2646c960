import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { INTERVENTION_KINDS, INTERVENTION_STATES } from "../../../domain/interventions/intervention.ts";
import { FINDING_FILTERS } from "../../../domain/interventions/list-contract.ts";
import { Icon } from "../../ui/icon.tsx";
import { ChoiceMenu } from "./choice-menu.tsx";
import { afterDay, lastDay, type TableFilters, type TableState } from "./table-state.ts";
import { useFilterChoices } from "./use-rows.ts";

const TYPING_MS = 250;

interface FilterBarProps {
  readonly state: TableState;
  readonly onChange: (change: Partial<TableFilters>) => void;
}

export function FilterBar({ state, onChange }: FilterBarProps) {
  const { t } = useTranslation();
  const choices = useFilterChoices();
  const { offices = [], zones = [] } = choices.data ?? {};
  return (
    <search className="table-filters" aria-label={t("table.filters")}>
      <TextFilter text={state.text} onText={(text) => onChange({ text })} />
      <ChoiceMenu
        label={t("table.kind")}
        choices={INTERVENTION_KINDS.map((value) => ({ value, text: t(`kinds.${value}.many`) }))}
        chosen={state.kinds}
        onChange={(kinds) => onChange({ kinds })}
      />
      <ChoiceMenu
        label={t("table.state")}
        choices={INTERVENTION_STATES.map((value) => ({ value, text: t(`states.${value}`) }))}
        chosen={state.states}
        onChange={(states) => onChange({ states })}
      />
      {offices.length > 0 && (
        <ChoiceMenu
          label={t("table.office")}
          choices={offices.map(({ id, name }) => ({ value: id, text: name }))}
          chosen={state.offices}
          onChange={(chosen) => onChange({ offices: chosen })}
        />
      )}
      <DayFilter
        label={t("table.from")}
        day={state.from ?? ""}
        onDay={(day) => onChange({ from: day || null })}
      />
      <DayFilter
        label={t("table.to")}
        day={lastDay(state.to)}
        least={state.from ?? undefined}
        onDay={(day) => onChange({ to: afterDay(day) })}
      />
      {zones.length > 0 && (
        <Select
          label={t("table.zone")}
          value={state.zone ?? ""}
          options={[["", t("table.anyZone")], ...zones.map(({ id, name }) => [id, name] as const)]}
          onValue={(zone) => onChange({ zone: zone || null })}
        />
      )}
      <Select
        label={t("table.findings")}
        value={state.findings ?? ""}
        options={[
          ["", t("table.anyFindings")],
          ...FINDING_FILTERS.map((one) => [one, t(`table.withFindings.${one}`)] as const),
        ]}
        onValue={(value) => onChange({ findings: FINDING_FILTERS.find((one) => one === value) ?? null })}
      />
      <label className="table-choice">
        <input
          type="checkbox"
          checked={state.urgent}
          onChange={(event) => onChange({ urgent: event.target.checked })}
        />
        {t("table.onlyUrgent")}
      </label>
    </search>
  );
}

function TextFilter({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    setTyped((now) => (now.trim() === text.trim() ? now : text));
  }, [text]);
  useEffect(() => {
    if (typed.trim() === text.trim()) return;
    const timer = setTimeout(() => onText(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);
  return (
    <span className="table-text">
      <Icon name="search" size={16} />
      <input
        type="search"
        className="input"
        aria-label={t("table.text")}
        placeholder={t("table.text")}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </span>
  );
}

interface DayFilterProps {
  readonly label: string;
  readonly day: string;
  readonly least?: string | undefined;
  readonly onDay: (day: string) => void;
}

function DayFilter({ label, day, least, onDay }: DayFilterProps) {
  const id = useId();
  return (
    <span className="table-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        className="input"
        min={least}
        value={day}
        onChange={(event) => onDay(event.target.value)}
      />
    </span>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onValue: (value: string) => void;
}

function Select({ label, value, options, onValue }: SelectProps) {
  return (
    <select
      className="input"
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.target.value)}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  );
}
