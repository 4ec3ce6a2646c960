import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";

const LOCALES = { it: "it-IT", en: "en-GB" } as const;
const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));
const DAYS = Array.from({ length: 31 }, (_, index) => String(index + 1).padStart(2, "0"));

/** "1 dicembre"; a leap year, so that the 29th of February is a day. */
export function monthDayText(monthDay: string, language: "it" | "en"): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(Date.parse(`2024-${monthDay}T00:00:00Z`));
}

interface MonthDayInputProps {
  readonly label: string;
  /** MM-DD */
  readonly value: string;
  readonly describedBy: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A day of every year: its number and its month. */
export function MonthDayInput({ label, value, describedBy, onChange }: MonthDayInputProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const [month, day] = value.split("-") as [string, string];
  const monthName = new Intl.DateTimeFormat(LOCALES[language], { month: "long", timeZone: "UTC" });
  return (
    <fieldset className="month-day" aria-describedby={describedBy}>
      <legend className="field-label">{label}</legend>
      <select
        className="input"
        aria-label={t("noDig.day")}
        value={day}
        onChange={(event) => onChange(`${month}-${event.target.value}`)}
      >
        {DAYS.map((one) => (
          <option key={one} value={one}>
            {Number(one)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={t("noDig.month")}
        value={month}
        onChange={(event) => onChange(`${event.target.value}-${day}`)}
      >
        {MONTHS.map((one) => (
          <option key={one} value={one}>
            {monthName.format(Date.UTC(2024, Number(one) - 1, 1))}
          </option>
        ))}
      </select>
    </fieldset>
  );
}
