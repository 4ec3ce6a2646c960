import type { TFunction } from "i18next";
import type { ParameterUnit } from "../../../domain/conflicts/parameters/parameter.ts";

/** A value as it is read: 480 minutes of the day are 8:00, 910 is 10/09, a share is a percentage. */
export function parameterText(
  value: number,
  unit: ParameterUnit,
  t: TFunction,
  language: "it" | "en",
): string {
  const number = new Intl.NumberFormat(language === "it" ? "it-IT" : "en-GB", { maximumFractionDigits: 2 });
  if (unit === "minuteOfDay") {
    return `${Math.floor(value / 60)}:${String(value % 60).padStart(2, "0")}`;
  }
  if (unit === "monthDay") return `${value % 100}/${Math.floor(value / 100)}`;
  if (unit === "share") return `${number.format(value * 100)} %`;
  return t(`rules.units.${unit}`, { value: number.format(value) });
}
