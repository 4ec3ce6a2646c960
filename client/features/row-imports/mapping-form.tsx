import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cellText } from "../../../domain/row-imports/cells.ts";
import {
  type ColumnMapping,
  isEnough,
  ROW_FIELDS,
  type RowField,
} from "../../../domain/row-imports/row-fields.ts";
import type { Table } from "./read-table.ts";

interface MappingFormProps {
  readonly table: Table;
  readonly mapping: ColumnMapping;
  readonly onMapping: (mapping: ColumnMapping) => void;
}

const SHOWN = 3;

/** Which column tells what: a choice a column, beside what stands in its first rows. */
export function MappingForm({ table, mapping, onMapping }: MappingFormProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ColumnMapping>(mapping);
  const fieldAt = (column: number) => ROW_FIELDS.find((field) => chosen[field] === column) ?? "";
  const choose = (column: number, field: RowField | "") => {
    const next = Object.fromEntries(
      Object.entries(chosen).filter(([key, at]) => at !== column && key !== field),
    ) as ColumnMapping;
    setChosen(field === "" ? next : { ...next, [field]: column });
  };
  return (
    <form
      className="rows-mapping"
      aria-label={t("rows.mapping.title")}
      onSubmit={(event) => {
        event.preventDefault();
        onMapping(chosen);
      }}
    >
      <h2>{t("rows.mapping.title")}</h2>
      <p>{t("rows.mapping.why")}</p>
      <ul>
        {table.header.map((name, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <li key={column}>
            <label className="field">
              <span className="field-label">
                {name === "" ? t("rows.mapping.column", { number: column + 1 }) : name}
              </span>
              <select
                className="input"
                value={fieldAt(column)}
                onChange={(event) => choose(column, event.target.value as RowField | "")}
              >
                <option value="">{t("rows.mapping.none")}</option>
                {ROW_FIELDS.map((field) => (
                  <option key={field} value={field}>
                    {t(`rows.fields.${field}`)}
                  </option>
                ))}
              </select>
              <span className="field-hint">
                {table.rows
                  .slice(0, SHOWN)
                  .map(({ cells }) => cellText(cells[column]))
                  .filter((text) => text !== "")
                  .join(" · ")}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {!isEnough(chosen) && <p role="status">{t("rows.mapping.needed")}</p>}
      <button type="submit" className="button button-primary" disabled={!isEnough(chosen)}>
        {t("rows.mapping.go")}
      </button>
    </form>
  );
}
