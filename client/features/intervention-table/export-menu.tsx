import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  exportInterventionsCsv,
  exportInterventionsGeoJson,
  exportInterventionsXlsx,
  type SheetFormat,
} from "../../../domain/interventions/list-contract.ts";
import { addressOf } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { Selection } from "./selection.ts";
import type { TableColumn } from "./table-columns.ts";
import { type TableState, toQuery } from "./table-state.ts";

const FORMATS: readonly [
  SheetFormat,
  typeof exportInterventionsXlsx | typeof exportInterventionsCsv | typeof exportInterventionsGeoJson,
][] = [
  ["xlsx", exportInterventionsXlsx],
  ["csv", exportInterventionsCsv],
  ["geojson", exportInterventionsGeoJson],
];

interface ExportMenuProps {
  readonly state: TableState;
  readonly columns: readonly TableColumn[];
  readonly selection: Selection;
}

/** The rows as a file: what is filtered, or what is chosen of it. */
export function ExportMenu({ state, columns, selection }: ExportMenuProps) {
  const { t } = useTranslation();
  const { language, timeZone } = useFormat();
  const [everyColumn, setEveryColumn] = useState(false);
  const [started, setStarted] = useState(false);
  const chosen = [...selection.rows.keys()];
  const { sort, order, ...filters } = toQuery(state, timeZone);
  const query = {
    ...(chosen.length > 0 ? { ids: chosen.join(",") } : filters),
    sort,
    order,
    language,
    columns: everyColumn ? undefined : columns.map(({ key }) => key).join(","),
  };
  return (
    <Disclosure
      className="table-menu"
      align="right"
      buttonClassName="button button-small"
      button={
        <>
          <Icon name="download" size={16} /> {t("table.export")}
        </>
      }
    >
      {() => (
        <>
          <p className="quiet">
            {chosen.length > 0 ? t("table.exportChosen", { count: chosen.length }) : t("table.exportAll")}
          </p>
          <ul className="table-formats">
            {FORMATS.map(([format, endpoint]) => (
              <li key={format}>
                <a href={addressOf(endpoint, { query })} download onClick={() => setStarted(true)}>
                  <strong>{t(`table.formats.${format}.name`)}</strong>
                  <span className="quiet">{t(`table.formats.${format}.use`)}</span>
                </a>
              </li>
            ))}
          </ul>
          <label className="table-choice">
            <input
              type="checkbox"
              checked={everyColumn}
              onChange={(event) => setEveryColumn(event.target.checked)}
            />
            {t("table.everyColumn")}
          </label>
          <p role="status" className="field-hint">
            {started ? t("table.started") : ""}
          </p>
        </>
      )}
    </Disclosure>
  );
}
