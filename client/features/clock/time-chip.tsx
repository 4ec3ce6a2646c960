import { useTranslation } from "react-i18next";
import { addDays, type LocalDate, localDate } from "../../../domain/geo/calendar.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { type DayRange, toSpanOf, weekOf } from "./clock-window.ts";

interface TimeChipProps {
  readonly instantMs: number;
  readonly nowMs: number;
  readonly interval: DayRange;
  readonly onInterval: (interval: DayRange) => void;
}

const MONTH_DAYS = 30;

/** The time on the screen in words, and a way to set it without the clock. */
export function TimeChip(props: TimeChipProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = format.days(toSpanOf(props.interval, format.timeZone));
  const day = format.day(localDate(props.instantMs, format.timeZone));
  return (
    <Disclosure
      buttonClassName="bar-button time-chip"
      label={t("time.label", { day, interval: text })}
      button={
        <>
          <Icon name="calendar" size={18} />
          <span>{text}</span>
        </>
      }
    >
      {(close) => <TimePanel {...props} onDone={close} />}
    </Disclosure>
  );
}

type TimePanelProps = Pick<TimeChipProps, "nowMs" | "interval" | "onInterval"> & {
  readonly onDone: () => void;
};

/** The two ends of what is shown, by day, and the stretches people ask for most. */
export function TimePanel({ nowMs, interval, onInterval, onDone }: TimePanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = localDate(nowMs, format.timeZone);
  const last = addDays(interval.to, -1);
  const set = (from: LocalDate, lastDay: LocalDate) => {
    if (from !== "" && lastDay !== "" && from <= lastDay) onInterval({ from, to: addDays(lastDay, 1) });
  };
  const presets = {
    thisWeek: weekOf(today),
    nextWeek: weekOf(addDays(today, 7)),
    thirtyDays: { from: today, to: addDays(today, MONTH_DAYS) },
  };
  return (
    <section className="time-panel">
      <h2>{t("time.interval")}</h2>
      <div className="field-row">
        <Field label={t("time.from")} className="field-grow">
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={interval.from}
              max={last}
              onChange={(event) => set(event.target.value, last)}
            />
          )}
        </Field>
        <Field label={t("time.to")} className="field-grow">
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={last}
              min={interval.from}
              onChange={(event) => set(interval.from, event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="button-row">
        {(["thisWeek", "nextWeek", "thirtyDays"] as const).map((preset) => (
          <button
            key={preset}
            type="button"
            className="button button-small"
            onClick={() => {
              onInterval(presets[preset]);
              onDone();
            }}
          >
            {t(`time.${preset}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
