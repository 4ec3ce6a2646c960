import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { localDate } from "../../../domain/geo/calendar.ts";
import { toInterval, toSpan } from "../../../domain/geo/interval.ts";
import { unfoldRecurrence } from "../../../domain/interventions/recurrence.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { type PhaseDraft, spanOf } from "./draft.ts";
import {
  defaultUntil,
  findUntil,
  RECURRENCE_PRESETS,
  type RecurrencePreset,
  ruleOf,
  withUntil,
} from "./recurrence-rules.ts";
import type { DraftDesk } from "./use-draft.ts";

interface EditorRecurrenceProps {
  readonly desk: DraftDesk;
  readonly phase: PhaseDraft;
  readonly timeZone: string;
  readonly error: string | null;
}

const SHOWN_DATES = 6;

/** Recurring care: one phase is written, the rule says when it comes again; the server unfolds it as it is saved. */
export function EditorRecurrence({ desk, phase, timeZone, error }: EditorRecurrenceProps) {
  const { t } = useTranslation();
  const draft = desk.draft!;
  const { recurrence } = draft;
  const [free, setFree] = useState(false);
  if (draft.phases.length > 1) {
    return recurrence === null ? null : (
      <p className="field-hint">{t("recurrence.from", { rule: recurrence })}</p>
    );
  }
  const preset = RECURRENCE_PRESETS.find(
    (one) => recurrence === ruleOf(one, phase.startDate, findUntil(recurrence ?? "") ?? ""),
  );
  const value = recurrence === null ? (free ? "free" : "none") : free ? "free" : (preset ?? "free");
  const choose = (next: RecurrencePreset | "none" | "free") => {
    setFree(next === "free");
    if (next === "none") desk.edit({ recurrence: null });
    else if (next !== "free") {
      const until = findUntil(recurrence ?? "") ?? defaultUntil(phase.startDate);
      desk.edit({ recurrence: ruleOf(next, phase.startDate, until) });
    }
  };
  const until = findUntil(recurrence ?? "");
  return (
    <details className="editor-part" open={recurrence !== null || error !== null || undefined}>
      <summary>{t("recurrence.heading")}</summary>
      <div className="field-row">
        <Field label={t("recurrence.every")} className="field-grow">
          {(control) => (
            <select
              {...control}
              className="input"
              value={value}
              onChange={(event) => choose(event.target.value as RecurrencePreset | "none" | "free")}
            >
              <option value="none">{t("recurrence.none")}</option>
              {RECURRENCE_PRESETS.map((one) => (
                <option key={one} value={one}>
                  {t(`recurrence.presets.${one}`)}
                </option>
              ))}
              <option value="free">{t("recurrence.free")}</option>
            </select>
          )}
        </Field>
        {until !== null && (
          <Field label={t("recurrence.until")} className="field-grow">
            {(control) => (
              <input
                {...control}
                className="input"
                type="date"
                min={phase.startDate}
                value={until}
                onChange={(event) => {
                  const day = event.target.value;
                  if (day !== "") desk.edit({ recurrence: withUntil(recurrence!, day) }, "until");
                }}
                onBlur={desk.endGroup}
              />
            )}
          </Field>
        )}
      </div>
      {value === "free" && (
        <Field label={t("recurrence.rule")} hint={t("recurrence.ruleHint")}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="text"
              maxLength={500}
              spellCheck={false}
              autoCapitalize="characters"
              value={recurrence ?? ""}
              placeholder="FREQ=WEEKLY;BYDAY=MO,TH;COUNT=20"
              onChange={(event) => desk.edit({ recurrence: event.target.value || null }, "recurrence")}
              onBlur={desk.endGroup}
            />
          )}
        </Field>
      )}
      {recurrence !== null && <Preview rule={recurrence} phase={phase} timeZone={timeZone} />}
    </details>
  );
}

/** How many times, and the first and last days: what the server will make of it. */
function Preview({ rule, phase, timeZone }: { rule: string; phase: PhaseDraft; timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { startMs, endMs } = spanOf(phase, timeZone);
  const unfolded = useMemo(
    () => unfoldRecurrence(toInterval({ startMs, endMs }), rule, timeZone),
    [startMs, endMs, rule, timeZone],
  );
  if ("problem" in unfolded) {
    return (
      <p className="field-error" role="status">
        {t(`recurrence.problems.${unfolded.problem}`)}
      </p>
    );
  }
  const days = unfolded.phases.map((one) => localDate(toSpan(one).startMs, timeZone));
  return (
    <div className="recurrence-dates" role="status" data-testid="recurrence-dates">
      <p>
        <strong>{t("recurrence.count", { count: days.length })}</strong>
      </p>
      <p>
        {days
          .slice(0, SHOWN_DATES)
          .map((day) => format.shortDay(day, phase.startDate))
          .join(" · ")}
        {days.length > SHOWN_DATES && <> … {format.shortDay(days.at(-1)!, phase.startDate)}</>}
      </p>
    </div>
  );
}
