import { useTranslation } from "react-i18next";
import { addDays } from "../../../domain/geo/calendar.ts";
import type { Span } from "../../../domain/geo/interval.ts";
import { WEEKDAYS } from "../../../domain/interventions/intervention.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { WorkingCalendar } from "../clock/use-clock-days.ts";
import { countWorkingDays, lastWorkingDay } from "../clock/working-days.ts";
import { dailyHoursOf, lastDay, type PhaseDraft, WEEKDAY_NAMES } from "./draft.ts";
import { EditorWindow } from "./editor-window.tsx";
import type { ErrorField } from "./field-errors.ts";
import { ruleFrom } from "./recurrence-rules.ts";
import type { DraftDesk } from "./use-draft.ts";

interface EditorWhenProps {
  readonly desk: DraftDesk;
  readonly phase: PhaseDraft;
  readonly calendar: WorkingCalendar;
  readonly onShift: (days: number) => void;
  /** Days that are proposed, for the clock. */
  readonly onWindow: (span: Span | null) => void;
  readonly timeZone: string;
  readonly errorOf: (field: ErrorField) => string | null;
}

const MINUTE_MS = 60_000;
/** More working days than this, typed by mistake, would only make the browser count for long. */
const MAX_WORKING_DAYS = 2_500;

export function EditorWhen({ desk, phase, calendar, timeZone, onShift, onWindow, errorOf }: EditorWhenProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const last = lastDay(phase);
  const { isWorkingDay } = calendar;
  const workingDays = phase.startDate <= last ? countWorkingDays(phase.startDate, last, isWorkingDay) : 0;

  /** An end at midnight is written on the day after the last. */
  const endOn = (date: string) => (phase.endClockMs === 0 ? addDays(date, 1) : date);
  const setStart = (startDate: string) => {
    if (startDate === "") return;
    const endDate = endOn(lastWorkingDay(startDate, Math.max(1, workingDays), isWorkingDay));
    moveTo({ startDate, endDate }, "start");
  };
  /** What comes again goes with its first day. */
  const moveTo = ({ startDate, endDate }: Pick<PhaseDraft, "startDate" | "endDate">, group?: string) => {
    const recurrence = desk.draft?.recurrence ?? null;
    if (recurrence === null) return desk.editPhase({ startDate, endDate }, group);
    desk.make(({ position }) => ({
      target: "several",
      edits: [
        { target: "phase", position, change: { startDate, endDate } },
        { target: "draft", change: { recurrence: ruleFrom(recurrence, phase.startDate, startDate) } },
      ],
    }));
  };
  const setDays = (days: number | null) => {
    if (days === null || !Number.isInteger(days) || days < 1 || days > MAX_WORKING_DAYS) return;
    desk.editPhase({ endDate: endOn(lastWorkingDay(phase.startDate, days, isWorkingDay)) }, "days");
  };

  /** Daily hours go with the hours of the ends, where work keeps to them. */
  const hoursWith = (clock: Partial<Pick<PhaseDraft, "startClockMs" | "endClockMs">>) =>
    phase.dailyHours === null ? {} : { dailyHours: dailyHoursOf({ ...phase, ...clock }) };
  const ownHours = dailyHoursOf(phase);
  const setWeekday = (day: number, on: boolean) => {
    const weekdays = WEEKDAYS.filter((one) => (one === day ? on : phase.weekdays.includes(one)));
    if (weekdays.length > 0) desk.editPhase({ weekdays });
  };

  return (
    <section className="editor-part" aria-labelledby="editor-when">
      <h3 id="editor-when">{t("editor.when")}</h3>
      <div className="field-row">
        <Field label={t("editor.start")} error={errorOf("start")} className="field-grow">
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={phase.startDate}
              onChange={(event) => setStart(event.target.value)}
              onBlur={desk.endGroup}
            />
          )}
        </Field>
        <Field label={t("editor.workingDays")} className="field-short">
          {(control) => (
            <NumberInput control={control} value={workingDays} onNumber={setDays} onDone={desk.endGroup} />
          )}
        </Field>
        <Field label={t("editor.end")} error={errorOf("end")} className="field-grow">
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              min={phase.startDate}
              value={last}
              onChange={(event) => {
                if (event.target.value !== "") desk.editPhase({ endDate: endOn(event.target.value) }, "end");
              }}
              onBlur={desk.endGroup}
            />
          )}
        </Field>
      </div>
      <div className="field-row">
        <TimeField
          label={t("editor.fromHour")}
          clockMs={phase.startClockMs}
          onClock={(startClockMs) =>
            desk.editPhase({ startClockMs, ...hoursWith({ startClockMs }) }, "start-clock")
          }
          onDone={desk.endGroup}
        />
        <TimeField
          label={t("editor.toHour")}
          clockMs={phase.endClockMs}
          onClock={(endClockMs) =>
            desk.editPhase(
              {
                endClockMs,
                endDate: endClockMs === 0 ? addDays(last, 1) : last,
                ...hoursWith({ endClockMs }),
              },
              "end-clock",
            )
          }
          onDone={desk.endGroup}
        />
        <fieldset className="shift" aria-label={t("editor.shift")}>
          <button
            type="button"
            className="icon-button"
            aria-label={t("editor.earlier")}
            onClick={() => onShift(-1)}
          >
            <Icon name="back" />
            <kbd>[</kbd>
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t("editor.later")}
            onClick={() => onShift(1)}
          >
            <kbd>]</kbd>
            <Icon name="forward" />
          </button>
        </fieldset>
      </div>
      <label className="check-line">
        <input
          type="checkbox"
          checked={phase.dailyHours !== null}
          disabled={ownHours === null}
          onChange={(event) => desk.editPhase({ dailyHours: event.target.checked ? ownHours : null })}
        />
        <span>{t(ownHours === null ? "editor.overnight" : "editor.onlyTheseHours")}</span>
      </label>
      <fieldset className="weekdays">
        <legend className="field-label">{t("editor.weekdays")}</legend>
        {WEEKDAYS.map((day) => (
          <label key={day} className="weekday">
            <input
              type="checkbox"
              className="visually-hidden"
              checked={phase.weekdays.includes(day)}
              onChange={(event) => setWeekday(day, event.target.checked)}
            />
            <span aria-hidden="true">{t(`weekdays.${WEEKDAY_NAMES[day - 1]!}`)}</span>
            <span className="visually-hidden">{t(`weekdayNames.${WEEKDAY_NAMES[day - 1]!}`)}</span>
          </label>
        ))}
      </fieldset>
      {errorOf("hours") !== null && <p className="field-error">{errorOf("hours")}</p>}
      <p className="field-hint">
        {t("editor.whenSaid", {
          start: format.day(phase.startDate),
          end: format.day(last),
        })}
        {!calendar.knowsHolidays && !calendar.pending && ` ${t("editor.noHolidays")}`}
      </p>
      <EditorWindow
        key={phase.id}
        draft={desk.draft!}
        phase={phase}
        timeZone={timeZone}
        workingDays={workingDays}
        onShow={onWindow}
        onMove={moveTo}
      />
    </section>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly clockMs: number;
  readonly onClock: (clockMs: number) => void;
  readonly onDone: () => void;
}

function TimeField({ label, clockMs, onClock, onDone }: TimeFieldProps) {
  const minutes = Math.floor(clockMs / MINUTE_MS);
  const two = (n: number) => String(n).padStart(2, "0");
  return (
    <Field label={label} className="field-time">
      {(control) => (
        <input
          {...control}
          className="input"
          type="time"
          step={900}
          value={`${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`}
          onChange={(event) => {
            const match = /^(\d{2}):(\d{2})$/.exec(event.target.value);
            if (match) onClock((Number(match[1]) * 60 + Number(match[2])) * MINUTE_MS);
          }}
          onBlur={onDone}
        />
      )}
    </Field>
  );
}
