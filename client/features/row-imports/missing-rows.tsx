import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteIntervention } from "../../../domain/interventions/contract.ts";
import { listCurrentRows } from "../../../domain/row-imports/contract.ts";
import { call } from "../../api/call.ts";
import { Modal } from "../../ui/modal.tsx";
import { type RememberedRow, readRemembered, remember } from "./remembered.ts";

/** What was saved from this sheet before and is not in it now: never deleted by itself, only offered. */
export function MissingRows({ rows }: { readonly rows: readonly RememberedRow[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, setAsked] = useState<RememberedRow | null>(null);
  const [gone, setGone] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState(false);
  const shown = rows.filter(({ id }) => !gone.includes(id));
  if (shown.length === 0) return null;
  const forget = (id: string) => {
    setGone((now) => [...now, id]);
    const sheet = readRemembered();
    if (sheet) remember({ ...sheet, rows: sheet.rows.filter((row) => row.id !== id) });
  };
  const remove = async ({ id }: RememberedRow) => {
    setAsked(null);
    setFailed(false);
    try {
      const { rows: current } = await call(listCurrentRows, { body: { rows: [{ id, version: null }] } });
      const version = current[0]?.version;
      if (version !== undefined)
        await call(deleteIntervention, { params: { interventionId: id }, query: { version } });
      forget(id);
      void client.invalidateQueries({ queryKey: ["phases"] });
    } catch {
      setFailed(true);
    }
  };
  return (
    <details className="rows-missing">
      <summary>{t("rows.missing", { count: shown.length })}</summary>
      <p className="quiet">{t("rows.missingWhy")}</p>
      {failed && <p role="alert">{t("rows.deleteFailed")}</p>}
      <ul>
        {shown.map((row) => (
          <li key={row.id}>
            <span>{row.title || row.id}</span>
            <button type="button" className="button button-small" onClick={() => setAsked(row)}>
              {t("rows.delete")}
            </button>
            <button type="button" className="button button-small" onClick={() => forget(row.id)}>
              {t("rows.keep")}
            </button>
          </li>
        ))}
      </ul>
      {asked !== null && (
        <Modal
          title={t("rows.deleteTitle", { title: asked.title })}
          closeLabel={t("common.close")}
          onClose={() => setAsked(null)}
          footer={
            <>
              <button type="button" className="button" onClick={() => setAsked(null)}>
                {t("common.cancel")}
              </button>
              <button type="button" className="button button-danger" onClick={() => void remove(asked)}>
                {t("rows.delete")}
              </button>
            </>
          }
        >
          <p>{t("rows.deleteWhy")}</p>
        </Modal>
      )}
    </details>
  );
}
