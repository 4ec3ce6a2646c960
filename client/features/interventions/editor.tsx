import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clearance, Finding } from "../../../domain/conflicts/finding.ts";
import { localDate } from "../../../domain/geo/calendar.ts";
import type { Span } from "../../../domain/geo/interval.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { type Footprint, interventionInputSchema } from "../../../domain/interventions/intervention.ts";
import type { DrawingTool } from "../../scene/city-view.ts";
import { Icon } from "../../ui/icon.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import type { WorkingCalendar } from "../clock/use-clock-days.ts";
import { DutyList } from "../conflicts/duty-list.tsx";
import { FindingList } from "../conflicts/finding-list.tsx";
import type { ClearancePlans } from "../conflicts/use-clearance-plans.ts";
import type { DraftCheck } from "../conflicts/use-draft-check.ts";
import { Verdict } from "../conflicts/verdict.tsx";
import { mayWrite, useSession } from "../people/use-session.ts";
import { TouchedStreets } from "../places/touched-streets.tsx";
import { type AutomaticTexts, type Draft, draftOf, footprintOf, toInput } from "./draft.ts";
import { EditorDetails } from "./editor-details.tsx";
import { EditorEffect } from "./editor-effect.tsx";
import { EditorFooter } from "./editor-footer.tsx";
import { EditorNuisance } from "./editor-nuisance.tsx";
import { EditorPhases } from "./editor-phases.tsx";
import { EditorPlans } from "./editor-plans.tsx";
import { EditorRecurrence } from "./editor-recurrence.tsx";
import { EditorTriage } from "./editor-triage.tsx";
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
  readonly plans: ClearancePlans;
  readonly tool: DrawingTool;
  readonly keptState: ReactNode;
  readonly position: ReactNode;
  readonly onTool: (tool: DrawingTool) => void;
  readonly onPlaced: (footprint: Footprint) => void;
  readonly onShift: (days: number) => void;
  readonly onWindow: (span: Span | null) => void;
  readonly onApply: (finding: Finding, clearance: Clearance) => void;
  readonly onHighlight: (key: string | null) => void;
  readonly onShowFinding: (finding: Finding) => void;
  readonly onSaved: (intervention: Intervention) => void;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}

/** Missing things are told only when somebody tries to save; wrong ones at once. */
const TOLD_LATER: readonly ErrorField[] = ["title", "place", "footprint", "other"];

export function Editor(props: EditorProps) {
  const { desk, timeZone, automatic, check } = props;
  const { t } = useTranslation();
  const heading = useFocusWhenLost<HTMLHeadingElement>(props.tool === "none");
  const draft = desk.draft!;
  const phase = draft.phases[draft.position] ?? draft.phases[0]!;
  const { isWorkingDay } = props.calendar;
  const saving = useSaving(props);
  const save = () => saving.trySave(draft);
  useShortcuts([{ key: "s", control: true, inFields: true, run: () => !saving.pending && save() }], true);
  const { errors } = saving;
  const errorOf = (field: ErrorField) =>
    errors.some((error) => error.field === field && (error.position ?? draft.position) === draft.position)
      ? t(`editor.errors.${field}`)
      : null;
  const wrong = new Set(errors.flatMap(({ position }) => position ?? []));
  const phases = <EditorPhases desk={desk} isWorkingDay={isWorkingDay} wrong={wrong} />;
  const several = draft.phases.length > 1;
  const { outcome } = saving;
  const footprints = useMemo(() => draft.phases.flatMap((one) => footprintOf(one) ?? []), [draft.phases]);

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
        {several && phases}
        <EditorWhere
          desk={desk}
          phase={phase}
          place={automatic.place}
          tool={props.tool}
          onTool={props.onTool}
          onPlaced={props.onPlaced}
          position={props.position}
          errorOf={errorOf}
        />
        <EditorTriage
          desk={desk}
          title={automatic.title}
          today={localDate(Date.now(), timeZone)}
          errorOf={errorOf}
        />
        <EditorWhen
          desk={desk}
          phase={phase}
          calendar={props.calendar}
          timeZone={timeZone}
          onShift={props.onShift}
          onWindow={props.onWindow}
          errorOf={errorOf}
        />
        {!several && phases}
        <EditorRecurrence desk={desk} phase={phase} timeZone={timeZone} error={errorOf("recurrence")} />
        <EditorEffect desk={desk} phase={phase} errorOf={errorOf} />
        {/* Before the verdict: what comes with it must not move the fold from under a hand. */}
        <EditorDetails desk={desk} phase={phase} timeZone={timeZone} errorOf={errorOf} />
        <Verdict check={check} hasFootprint={phase.footprint !== null} />
        <EditorPlans desk={desk} asked={props.plans} timeZone={timeZone} />
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
        {check.result !== null && (
          <DutyList
            findings={check.result.findings}
            met={draft.dutiesMet}
            onMet={(dutiesMet) => desk.edit({ dutiesMet })}
            onHighlight={props.onHighlight}
            onShow={props.onShowFinding}
            onApply={props.onApply}
          />
        )}
        <EditorNuisance draft={draft} drawing={desk.drawing} timeZone={timeZone} />
        <TouchedStreets footprints={footprints} drawing={desk.drawing} />
      </div>
      <EditorFooter
        desk={desk}
        keptState={props.keptState}
        saving={saving.pending}
        outcome={outcome}
        errorCount={saving.tried ? errors.length : 0}
        asksSignIn={saving.asksSignIn}
        mayPropose={draft.state === "draft" || draft.state === "forecast"}
        onSave={save}
        onPropose={() => saving.trySave({ ...draft, state: "proposed" })}
        onDiscard={props.onDiscard}
      />
      {outcome !== null && outcome !== "broken" && outcome.kind === "conflict" && (
        <VersionConflict
          base={desk.base}
          mine={draft}
          theirs={outcome.theirs}
          automatic={automatic}
          timeZone={timeZone}
          onClose={saving.reset}
          onDrop={() => {
            saving.reset();
            if (outcome.theirs === null) return props.onDiscard();
            const theirs = draftOf(outcome.theirs, timeZone);
            desk.replace(theirs, theirs);
          }}
          onSettle={(settled) => {
            // Deleted meanwhile: saved as another, for the old id stays with what was deleted.
            if (outcome.theirs === null) return saving.send({ ...settled, id: newId(), savedVersion: null });
            const merged = { ...settled, savedVersion: outcome.theirs.version };
            desk.replace(merged, draftOf(outcome.theirs, timeZone));
            saving.send(merged);
          }}
        />
      )}
    </section>
  );
}

/** What is wrong with the draft, and what became of saving it. */
function useSaving({ desk, automatic, timeZone, onSaved }: EditorProps) {
  const session = useSession();
  const save = useSave(onSaved);
  const [tried, setTried] = useState(false);
  const [asksSignIn, setAsksSignIn] = useState(false);
  const [sent, setSent] = useState<Draft | null>(null);
  const draft = desk.draft!;
  const checked = useMemo(
    () => interventionInputSchema.safeParse(toInput(draft, automatic, timeZone)),
    [draft, automatic, timeZone],
  );
  // What the server refused of an earlier draft says nothing about this one.
  const last: SaveOutcome | null =
    save.data === undefined || (save.data.kind === "refused" && isOther(sent, draft)) ? null : save.data;
  const errors = useMemo<FieldError[]>(() => {
    const own = checked.success ? [] : fieldErrors(checked.error);
    const told = tried ? own : own.filter(({ field }) => !TOLD_LATER.includes(field));
    const refused = last?.kind === "refused" ? (last.problem.errors ?? []) : [];
    return [...told, ...refused.map(({ field }) => fieldOfName(field))];
  }, [checked, tried, last]);

  const send = (what: Draft) => {
    const input = interventionInputSchema.safeParse(toInput(what, automatic, timeZone));
    if (!input.success) return;
    setSent(what);
    save.mutate({ id: what.id, savedVersion: what.savedVersion, intervention: input.data });
  };
  return {
    tried,
    errors,
    asksSignIn,
    pending: save.isPending,
    outcome: save.isError ? ("broken" as const) : last === null || last.kind === "saved" ? null : last,
    reset: save.reset,
    send,
    trySave: (what: Draft) => {
      setTried(true);
      const may = mayWrite(session.data?.person ?? null);
      setAsksSignIn(!may);
      if (may) send(what);
    },
  };
}

function isOther(sent: Draft | null, draft: Draft): boolean {
  return sent === null || sent.phases !== draft.phases || sent.title !== draft.title;
}
