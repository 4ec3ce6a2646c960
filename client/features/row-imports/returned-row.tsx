import { useTranslation } from "react-i18next";
import { type ComparedField, fieldsOf } from "../../../domain/row-imports/compare-rows.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { DerivedRow } from "./derived-row.ts";

interface ReturnedRowProps {
  readonly row: DerivedRow;
  readonly onDeclined: (declined: readonly string[]) => void;
}

/** What a row that came back changes, cell by cell; where somebody changed the same here, all three are shown. */
export function ReturnedRow({ row, onDeclined }: ReturnedRowProps) {
  const { t } = useTranslation();
  const word = useFieldWords();
  const { comparison, current } = row;
  if (comparison === null) return null;
  const { standing, changes } = comparison;
  const { declined } = row.row;
  const isStale = changes.some(({ theirs }) => theirs !== null);
  const mayApply = (standing === "changed" || standing === "stale") && row.row.saved === null;
  return (
    <div className="rows-returned">
      <p>
        {current && <strong>{fieldsOf(current.intervention).title}</strong>}{" "}
        {t(`rows.returnedWhy.${standing}`)}
      </p>
      {changes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by the keyboard
        <section className="rows-scroll" aria-label={t("rows.changes")} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t("rows.field")}</th>
                <th scope="col">{t("rows.before")}</th>
                {isStale && <th scope="col">{t("rows.theirs")}</th>}
                <th scope="col">{t("rows.now")}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map(({ field, old, now, theirs }) => (
                <tr key={field}>
                  <th scope="row">
                    <label>
                      <input
                        type="checkbox"
                        disabled={!mayApply}
                        checked={!declined.includes(field)}
                        onChange={(event) =>
                          onDeclined(
                            event.target.checked
                              ? declined.filter((one) => one !== field)
                              : [...declined, field],
                          )
                        }
                      />{" "}
                      {t(`rows.fields.${field}`)}
                    </label>
                  </th>
                  <td>
                    <del>{word(field, old)}</del>
                  </td>
                  {isStale && <td>{theirs === null ? "–" : word(field, theirs)}</td>}
                  <td>
                    <ins>{word(field, now)}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function useFieldWords(): (field: ComparedField, value: string | boolean) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (field, value) => {
    if (typeof value === "boolean") return t(value ? "common.yes" : "common.no");
    switch (field) {
      case "startsAt":
      case "endsAt":
        return format.moment(Date.parse(value));
      case "kind":
        return t(`kinds.${value as "roadwork"}.one`);
      case "state":
        return t(`states.${value as "draft"}`);
      case "vehicleImpact":
        return t(`impacts.${value as "flagging"}`);
      case "hindrance":
        return t(`hindrances.${value as "none"}`);
      default:
        return value === "" ? "–" : value;
    }
  };
}
