import { useTranslation } from "react-i18next";
import type { SortKey } from "../../../domain/interventions/list-contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Icon } from "../../ui/icon.tsx";
import { FIRST_COLUMNS, isFirst, TABLE_COLUMNS, type TableColumn } from "./table-columns.ts";

interface ColumnMenuProps {
  readonly columns: readonly TableColumn[];
  readonly onColumns: (keys: readonly SortKey[]) => void;
  readonly compact: boolean;
  readonly onCompact: (compact: boolean) => void;
}

/** Which columns, in which order, and how close the rows. */
export function ColumnMenu({ columns, onColumns, compact, onCompact }: ColumnMenuProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const keys = columns.map(({ key }) => key);
  const others = TABLE_COLUMNS.filter(({ key }) => !keys.includes(key));
  const move = (at: number, by: number) => {
    const next = [...keys];
    const [moved] = next.splice(at, 1);
    next.splice(at + by, 0, moved!);
    onColumns(next);
  };
  return (
    <Disclosure
      className="table-menu"
      align="right"
      buttonClassName="button button-small"
      button={
        <>
          <Icon name="list" size={16} /> {t("table.columns")}
        </>
      }
    >
      {() => (
        <>
          <fieldset className="segments" aria-label={t("table.density")}>
            <button type="button" aria-pressed={!compact} onClick={() => onCompact(false)}>
              {t("table.comfortable")}
            </button>
            <button type="button" aria-pressed={compact} onClick={() => onCompact(true)}>
              {t("table.compact")}
            </button>
          </fieldset>
          <ol className="table-columns">
            {columns.map(({ key, header }, at) => (
              <li key={key}>
                <label className="table-choice">
                  <input
                    type="checkbox"
                    checked
                    // A table without a column would be none.
                    disabled={keys.length === 1}
                    onChange={() => onColumns(keys.filter((one) => one !== key))}
                  />
                  {header[language]}
                </label>
                <button
                  type="button"
                  className="icon-button"
                  disabled={at === 0}
                  aria-label={t("table.earlier", { column: header[language] })}
                  onClick={() => move(at, -1)}
                >
                  <Icon name="up" size={16} />
                </button>
                <button
                  type="button"
                  className="icon-button"
                  disabled={at === keys.length - 1}
                  aria-label={t("table.later", { column: header[language] })}
                  onClick={() => move(at, 1)}
                >
                  <Icon name="down" size={16} />
                </button>
              </li>
            ))}
            {others.map(({ key, header }) => (
              <li key={key}>
                <label className="table-choice">
                  <input type="checkbox" checked={false} onChange={() => onColumns([...keys, key])} />
                  {header[language]}
                </label>
              </li>
            ))}
          </ol>
          <button
            type="button"
            className="button button-small button-wide"
            disabled={isFirst(keys)}
            onClick={() => onColumns(FIRST_COLUMNS)}
          >
            {t("table.firstColumns")}
          </button>
        </>
      )}
    </Disclosure>
  );
}
