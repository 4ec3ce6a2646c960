import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { type Footprint, interventionInputSchema } from "../../../domain/interventions/intervention.ts";
import type { DrawingTool } from "../../scene/city-view.ts";
import { Icon } from "../../ui/icon.tsx";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import type { WorkingCalendar } from "../clock/use-clock-days.ts";
import { FindingList } from "../conflicts/finding-list.tsx";
import type { DraftCheck } from "../conflicts/use-draft-check.ts";
import { Verdict } from "../conflicts/verdict.tsx";
import { mayWrite, useSession } from "../people/use-session.ts";
import { type AutomaticTexts, type Draft, draftOf, toInput } from "./draft.ts";
import { EditorFooter } from "./editor-footer.tsx";
import { EditorDetails, EditorEffect, EditorKind } from "./editor-what.tsx";
import { EditorWhen } from "./editor-when.tsx";
import { EditorWhere } from "./editor-where.tsx";
import { type ErrorField, type FieldError, fieldErrors, fieldOfName } from "./field-errors.ts";
import { newId } from "./new-id.ts";
import type { DraftDesk } from "./use-draft.ts";
import { type SaveOutcome, useSave } from "./use-save.ts";
import { VersionConflict } from "./version-conflict.tsx";
import "./editor.css";

export interface EditorProps {
  readonly desk: DraftDesk;
  readonly timeZone: string;
  readonly automatic: AutomaticTexts;
  readonly calendar: WorkingCalendar;
  readonly check: DraftCheck;
  readonly tool: DrawingTool;
  readonly onTool: (tool: DrawingTool) => void;
  readonly onPlaced: (footprint: Footprint) => void;
  readonly onShift: (days: number) => void;
  readonly onApply: (finding: Finding, clearance: Clearance) => void;
  readonly onHighlight: (key: string | null) => void;
  readonly onShowFinding: (finding: Finding) => void;
  readonly onSaved: (intervention: Intervention) => void;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

/** Missing things are told only when somebody tries to save; wrong ones at once. */
const TOLD_AT_ONCE: readonly ErrorField[] = ["outline", "width", "start", "end", "depth"];

export function Editor(props: EditorProps) {
  const { desk, timeZone, automatic, check } = props;
  const { t } = useTranslation();
  const session = useSession();
  const save = useSave(props.onSaved);
  const [tried, setTried] = useState(false);
  const [asksSignIn, setAsksSignIn] = useState(false);
  const heading = useFocusWhenLost<HTMLHeadingElement>(props.tool === "none");
  const draft = desk.draft!;
  const phase = draft.phases[draft.position] ?? draft.phases[0]!;

  const checked = useMemo(
    () => interventionInputSchema.safeParse(toInput(draft, automatic, timeZone)),
    [draft, automatic, timeZone],
  );
  // A refusal speaks of the draft that was sent; it falls silent once that is changed.
  const [sent, setSent] = useState<Draft | null>(null);
  const outcome: SaveOutcome | null =
    save.data === undefined || (save.data.kind === "refused" && sent !== draft) ? null : save.data;
  const errors = useMemo(() => {
    const own = checked.success ? [] : fieldErrors(checked.error);
    const told = tried ? own : own.filter(({ field }) => TOLD_AT_ONCE.includes(field));
    const refused = outcome?.kind === "refused" ? (outcome.problem.errors ?? []) : [];
    return [...told, ...refused.map(({ field }) => fieldOfName(field))];
  }, [checked, tried, outcome]);
  const errorOf = (field: ErrorField) =>
    isWrong(errors, field, draft.position) ? t(`editor.errors.${field}`) : null;

  const send = (savedVersion: number | null, id: string) => {
    if (!checked.success) return;
    setSent(draft);
    save.mutate({ id, savedVersion, intervention: checked.data });
  };
  const trySave = () => {
    setTried(true);
    setAsksSignIn(!mayWrite(session.data?.person ?? null));
    if (checked.success && mayWrite(session.data?.person ?? null)) send(draft.savedVersion, draft.id);
  };

  return (
    <section className="panel editor" data-testid="editor" aria-labelledby="editor-heading">
      <header className="panel-head">
        <h2 id="editor-heading" ref={heading} tabIndex={-1}>
          {draft.savedVersion === null ? t("editor.newTitle") : t("editor.changeTitle")}
        </h2>
        <button type="button" className="icon-button" aria-label={t("editor.close")} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className="panel-body">
        {draft.phases.length > 1 && (
          <label className="field">
            <span className="field-label">{t("editor.phase")}</span>
            <select
              className="input"
              value={draft.position}
              onChange={(event) => desk.edit({ position: Number(event.target.value) })}
            >
              {draft.phases.map((one, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a phase is known by its place in the order
                <option key={position} value={position}>
                  {t("editor.phaseOption", { number: position + 1, start: one.startDate })}
                </option>
              ))}
            </select>
          </label>
        )}
        <EditorWhere
          desk={desk}
          phase={phase}
          place={automatic.place}
          tool={props.tool}
          onTool={props.onTool}
          onPlaced={props.onPlaced}
          errorOf={errorOf}
        />
        <EditorKind desk={desk} title={automatic.title} errorOf={errorOf} />
        <EditorWhen
          desk={desk}
          phase={phase}
          calendar={props.calendar}
          onShift={props.onShift}
          errorOf={errorOf}
        />
        <EditorEffect desk={desk} phase={phase} />
        <Verdict check={check} hasFootprint={phase.footprint !== null} />
        {check.result !== null && check.result.findings.length > 0 && (
          <FindingList
            label={t("conflicts.ofDraft")}
            findings={check.result.findings}
            drawing={desk.drawing}
            onHighlight={props.onHighlight}
            onShow={props.onShowFinding}
            onApply={props.onApply}
          />
        )}
        <EditorDetails desk={desk} phase={phase} errorOf={errorOf} />
      </div>
      <EditorFooter
        desk={desk}
        saving={save.isPending}
        outcome={save.isError ? "broken" : outcome === null || outcome.kind === "saved" ? null : outcome}
        errorCount={tried ? errors.length : 0}
        asksSignIn={asksSignIn}
        onSave={trySave}
        onDiscard={props.onDiscard}
      />
      {outcome?.kind === "conflict" && checked.success && (
        <VersionConflict
          mine={checked.data}
          theirs={outcome.theirs}
          onClose={save.reset}
          onTakeTheirs={() => {
            save.reset();
            if (outcome.theirs === null) props.onDiscard();
            else desk.begin(draftOf(outcome.theirs, timeZone));
          }}
          onKeepMine={() => {
            const { theirs } = outcome;
            const id = theirs === null ? newId() : draft.id;
            desk.rebase(id, theirs?.version ?? null);
            send(theirs?.version ?? null, id);
          }}
        />
      )}
    </section>
  );
}

function isWrong(errors: readonly FieldError[], field: ErrorField, position: number): boolean {
  return errors.some(
    (error) => error.field === field && (error.position === null || error.position === position),
  );
}
