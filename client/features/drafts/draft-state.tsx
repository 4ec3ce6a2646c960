import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import type { AutomaticTexts } from "../interventions/draft.ts";
import { MergeDialog } from "../interventions/merge-dialog.tsx";
import type { Desk } from "../interventions/use-draft.ts";
import { useSession } from "../people/use-session.ts";
import type { DraftKeeper, KeptDraft } from "./draft-keeper.ts";
import { useKeptDraft } from "./use-draft-keeper.ts";
import "./drafts.css";

interface DraftStateProps {
  readonly desk: Desk;
  readonly keeper: DraftKeeper;
  readonly automatic: AutomaticTexts;
}

/** Where the open draft is kept, in one quiet line; and what to do when two devices wrote it. */
export function DraftState({ desk, keeper, automatic }: DraftStateProps) {
  const { t } = useTranslation();
  const id = desk.get().held?.id ?? "";
  const kept = useKeptDraft(keeper, id);
  const line = useStateLine(kept);
  const [asks, setAsks] = useState(false);
  const conflict = kept?.trouble?.kind === "conflict" ? kept.trouble : null;
  return (
    <div className={`draft-state draft-state-${line.tone}`} data-testid="draft-state" data-kept={line.name}>
      <p role="status">
        <Icon name={line.tone === "good" ? "check" : line.tone === "trouble" ? "alert" : "clock"} size={16} />{" "}
        {line.text}
      </p>
      {kept?.trouble?.kind === "unreachable" && (
        <button type="button" className="button button-small" onClick={keeper.retry}>
          {t("common.again")}
        </button>
      )}
      {conflict !== null && (
        <button type="button" className="button button-small" onClick={() => setAsks(true)}>
          {t("drafts.compare")}
        </button>
      )}
      {asks && kept !== null && conflict !== null && (
        <MergeDialog
          title={t(conflict.theirs === null ? "drafts.goneTitle" : "drafts.conflictTitle")}
          intro={conflict.theirs === null ? t("drafts.goneBody") : t("drafts.conflictBody")}
          base={kept.sync?.draft ?? null}
          mine={kept.draft}
          theirs={conflict.theirs?.draft ?? null}
          automatic={automatic}
          saveLabel={t(conflict.theirs === null ? "drafts.keepMine" : "drafts.keepMerged")}
          dropLabel={conflict.theirs === null ? t("drafts.dropMine") : null}
          onSettle={(draft) => {
            setAsks(false);
            keeper.resolve(id, draft, conflict.theirs);
            desk.replace(draft, conflict.theirs?.base ?? desk.get().base);
          }}
          onDrop={() => {
            setAsks(false);
            keeper.forget(id);
            desk.clear();
          }}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  );
}

interface StateLine {
  readonly name: string;
  readonly tone: "quiet" | "good" | "trouble";
  readonly text: string;
}

function useStateLine(kept: KeptDraft | null): StateLine {
  const { t } = useTranslation();
  const format = useFormat();
  const signedIn = useSession().data?.person != null;
  if (kept === null) return { name: "nothing", tone: "quiet", text: t("drafts.nothingYet") };
  const time = format.time(kept.editedAtMs);
  const { trouble } = kept;
  if (trouble?.kind === "conflict") return { name: "conflict", tone: "trouble", text: t("drafts.conflict") };
  if (!kept.onDevice && (kept.pending || !signedIn)) {
    return { name: "nowhere", tone: "trouble", text: t("editor.notKept") };
  }
  if (trouble?.kind === "unreachable") {
    return { name: "offline", tone: "trouble", text: t("drafts.offline", { time }) };
  }
  if (trouble?.kind === "refused") {
    return { name: "refused", tone: "trouble", text: t(`drafts.refused.${trouble.reason}`) };
  }
  if (!signedIn) return { name: "device", tone: "good", text: t("drafts.onDevice", { time }) };
  return kept.pending
    ? { name: "sending", tone: "quiet", text: t("drafts.sending") }
    : { name: "server", tone: "good", text: t("drafts.saved", { time }) };
}
