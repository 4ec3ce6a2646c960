import { useTranslation } from "react-i18next";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { type AutomaticTexts, type Draft, draftOf } from "./draft.ts";
import { MergeDialog } from "./merge-dialog.tsx";

interface VersionConflictProps {
  readonly base: Draft | null;
  readonly mine: Draft;
  /** Null when it was deleted meanwhile. */
  readonly theirs: Intervention | null;
  readonly automatic: AutomaticTexts;
  readonly timeZone: string;
  /** To be saved on top of theirs; as a new one where theirs is deleted. */
  readonly onSettle: (draft: Draft) => void;
  readonly onDrop: () => void;
  readonly onClose: () => void;
}

/** Two people changed the same saved intervention: their changes together, to look at before saving. */
export function VersionConflict({ theirs, timeZone, ...props }: VersionConflictProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <MergeDialog
      {...props}
      title={t(theirs === null ? "conflict.deletedTitle" : "conflict.title")}
      intro={
        theirs === null
          ? t("conflict.deletedBody")
          : t("conflict.body", { time: format.moment(Date.parse(theirs.updatedAt)), version: theirs.version })
      }
      theirs={theirs && draftOf(theirs, timeZone)}
      saveLabel={t(theirs === null ? "conflict.saveAsNew" : "conflict.saveMerged")}
      dropLabel={t(theirs === null ? "conflict.dropMine" : "conflict.takeTheirs")}
    />
  );
}
