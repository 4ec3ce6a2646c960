import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { DRAFT_PARTS, type Part } from "./merge.ts";
import { useHistory } from "./use-phases.ts";

/** Who changed what. Opening it is a reading of names that the server records, and it says so first. */
export function History({ interventionId }: { interventionId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const history = useHistory(interventionId, open);
  const named = (field: string) =>
    (DRAFT_PARTS as readonly string[]).includes(field)
      ? t(`parts.${field as Part}`)
      : field === "phases"
        ? t("parts.phases")
        : field;
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("history.title")}</summary>
      <p className="quiet">{t("history.recorded")}</p>
      {history.isPending && open && <p role="status">{t("common.loading")}</p>}
      {history.isError && <p role="alert">{t("history.failed")}</p>}
      {history.data && (
        <ol>
          {history.data.entries.map((entry) => (
            <li key={`${entry.version}-${entry.at}`}>
              <strong>{t(`history.${entry.action}`)}</strong> · {entry.actor.name} ·{" "}
              {format.moment(Date.parse(entry.at))}
              {entry.changed.length > 0 && (
                <span className="quiet"> · {entry.changed.map(named).join(", ")}</span>
              )}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
