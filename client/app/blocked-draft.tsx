import { useTranslation } from "react-i18next";
import { Modal } from "../ui/modal.tsx";
import { draftName } from "./draft-name.ts";
import type { Editing } from "./use-editing.ts";

/** Another draft lies on the desk, or what should be changed is not there: somebody has to decide. */
export function BlockedDraft({ editing, onGiveUp }: { editing: Editing; onGiveUp: () => void }) {
  const { t } = useTranslation();
  if (editing.isMissing) {
    return (
      <Modal title={t("sheet.missing")} closeLabel={t("common.close")} onClose={onGiveUp}>
        <p>{t("sheet.missingBody")}</p>
      </Modal>
    );
  }
  if (!editing.isBlocked) return null;
  return (
    <Modal
      title={t("editor.blockedTitle")}
      closeLabel={t("common.close")}
      onClose={onGiveUp}
      footer={
        <>
          <button type="button" className="button" onClick={editing.desk.discard}>
            {t("editor.blockedDrop")}
          </button>
          <button type="button" className="button button-primary" onClick={editing.resume}>
            {t("editor.resume")}
          </button>
        </>
      }
    >
      <p>{t("editor.blockedBody", { title: draftName(editing, t) })}</p>
    </Modal>
  );
}
