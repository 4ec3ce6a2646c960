import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icon.tsx";
import { SignInChoices } from "../people/sign-in-choices.tsx";
import { mayWrite, useSession } from "../people/use-session.ts";
import type { DraftDesk } from "./use-draft.ts";
import type { SaveOutcome } from "./use-save.ts";

interface EditorFooterProps {
  readonly desk: DraftDesk;
  /** Where the draft is kept, in one line. */
  readonly keptState: ReactNode;
  readonly saving: boolean;
  /** The last save, when it did not succeed. */
  readonly outcome: Exclude<SaveOutcome, { kind: "saved" }> | "broken" | null;
  readonly errorCount: number;
  /** Somebody who may not save tried to: how to sign in is shown. */
  readonly asksSignIn: boolean;
  /** It is not proposed yet, and may be. */
  readonly mayPropose: boolean;
  readonly onSave: () => void;
  readonly onPropose: () => void;
  readonly onDiscard: () => void;
}

export function EditorFooter(props: EditorFooterProps) {
  const { desk, saving, outcome, errorCount, asksSignIn, onSave, onDiscard } = props;
  const { t } = useTranslation();
  const session = useSession();
  const person = session.data?.person ?? null;
  const writers = (session.data?.demoPeople ?? []).filter(mayWrite);
  const saveButton = useRef<HTMLButtonElement>(null);
  const unreachable = outcome !== null && outcome !== "broken" && outcome.kind === "unreachable";
  return (
    <div className="editor-foot">
      {asksSignIn && !mayWrite(person) && (
        <Notice>
          <p>
            {person === null
              ? t("editor.signInToSave")
              : t("editor.roleCannotSave", { role: t(`people.roles.${person.role}`) })}
          </p>
          <SignInChoices people={writers} onSignedIn={() => saveButton.current?.focus()} />
        </Notice>
      )}
      {errorCount > 0 && (
        <p className="field-error" role="alert">
          {t("editor.wrongFields", { count: errorCount })}
        </p>
      )}
      {unreachable && (
        <Notice>
          <p>{t("editor.unreachable")}</p>
        </Notice>
      )}
      {outcome !== null && outcome !== "broken" && outcome.kind === "refused" && (
        <Notice>
          <p>{outcome.problem.title}</p>
          {outcome.problem.detail && <p>{outcome.problem.detail}</p>}
        </Notice>
      )}
      {outcome === "broken" && (
        <Notice>
          <p>{t("editor.broken")}</p>
        </Notice>
      )}
      {props.keptState}
      <div className="editor-actions">
        <button
          type="button"
          className="icon-button"
          aria-label={t("editor.undo")}
          aria-keyshortcuts="Control+Z"
          disabled={!desk.canUndo}
          onClick={desk.undo}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t("editor.redo")}
          aria-keyshortcuts="Control+Shift+Z"
          disabled={!desk.canRedo}
          onClick={desk.redo}
        >
          <Icon name="redo" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={t("editor.print")}
          onClick={() => window.print()}
        >
          <Icon name="print" />
        </button>
        <button type="button" className="icon-button" aria-label={t("editor.discard")} onClick={onDiscard}>
          <Icon name="trash" />
        </button>
        {props.mayPropose && (
          <button
            type="button"
            className="button button-grow"
            aria-disabled={saving}
            onClick={() => !saving && props.onPropose()}
          >
            {t("editor.propose")}
          </button>
        )}
        <button
          ref={saveButton}
          type="button"
          className="button button-primary button-grow"
          aria-disabled={saving}
          aria-keyshortcuts="Control+S"
          onClick={() => !saving && onSave()}
        >
          {saving ? t("editor.saving") : unreachable ? t("editor.retry") : t("editor.save")}
        </button>
      </div>
    </div>
  );
}

/** Something to read before going on; the focus goes there, so that nobody misses it. */
function Notice({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} className="notice" role="alert" tabIndex={-1}>
      {children}
    </div>
  );
}
