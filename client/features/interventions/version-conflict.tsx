import { useTranslation } from "react-i18next";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import type { InterventionInput } from "../../../domain/interventions/intervention.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Modal } from "../../ui/modal.tsx";
import { differencesBetween } from "./differences.ts";

interface VersionConflictProps {
  readonly mine: InterventionInput;
  /** Null when it was deleted meanwhile. */
  readonly theirs: Intervention | null;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
  readonly onClose: () => void;
}

/** Two people changed the same intervention: says what differs, and lets one of them decide. */
export function VersionConflict({ mine, theirs, onTakeTheirs, onKeepMine, onClose }: VersionConflictProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const differences = theirs === null ? [] : differencesBetween(mine, theirs);
  return (
    <Modal
      title={t(theirs === null ? "conflict.deletedTitle" : "conflict.title")}
      closeLabel={t("common.close")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onTakeTheirs}>
            {t(theirs === null ? "conflict.dropMine" : "conflict.takeTheirs")}
          </button>
          <button type="button" className="button button-primary" onClick={onKeepMine}>
            {t(theirs === null ? "conflict.saveAsNew" : "conflict.keepMine")}
          </button>
        </>
      }
    >
      {theirs === null ? (
        <p>{t("conflict.deletedBody")}</p>
      ) : (
        <>
          <p>
            {t("conflict.body", {
              time: format.moment(Date.parse(theirs.updatedAt)),
              version: theirs.version,
            })}
          </p>
          {differences.length === 0 ? (
            <p>{t("conflict.same")}</p>
          ) : (
            <ul>
              {differences.map(({ part, mine: here, theirs: there }) => (
                <li key={part}>
                  <strong>{t(`parts.${part}`)}</strong>
                  {here !== null && there !== null && (
                    <>
                      {": "}
                      <span>{t("conflict.yours", { value: here })}</span>
                      {" · "}
                      <span>{t("conflict.other", { value: there })}</span>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Modal>
  );
}
