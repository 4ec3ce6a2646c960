import { useTranslation } from "react-i18next";
import { Modal } from "../ui/modal.tsx";
import type { Editing } from "./use-editing.ts";

/** What should be opened is not there: thrown away, or another person's draft. */
export function MissingDraft({ editing, onGiveUp }: { editing: Editing; onGiveUp: () => void }) {
  const { t } = useTranslation();
  if (!editing.isMissing) return null;
  return (
    <Modal title={t("drafts.missingTitle")} closeLabel={t("common.close")} onClose={onGiveUp}>
      <p>{t("drafts.missingBody")}</p>
    </Modal>
  );
}
