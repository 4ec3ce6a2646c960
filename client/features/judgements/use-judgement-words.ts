import { useTranslation } from "react-i18next";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { Judgement } from "../../../domain/judgements/contract.ts";
import type { Difference } from "../../../domain/judgements/differences.ts";
import { useFormat } from "../../i18n/use-format.ts";

/** What an office said, and what changed since, in words. */
export function useJudgementWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const day = (date: string | null) => (date === null ? "" : format.shortDay(date, "0000-01-01"));
  const period = (span: { startsAt: string; endsAt: string }) => format.days(toSpan(span));
  return {
    said: ({ verdict, action, responsible, dueOn, until, clearance }: Judgement): string =>
      t(`judgements.said.${verdict}`, {
        action: action ?? "",
        responsible: responsible ?? "",
        day: day(dueOn ?? until),
        clearance: clearance?.[format.language] ?? "",
      }),
    difference: (difference: Difference): string => {
      switch (difference.what) {
        case "dates":
          return t("judgements.differences.dates", {
            from: period(difference.from),
            to: period(difference.to),
          });
        case "severity":
          return t("judgements.differences.severity", {
            from: t(`severity.${difference.from}.one`).toLowerCase(),
            to: t(`severity.${difference.to}.one`).toLowerCase(),
          });
        case "weight":
          return t("judgements.differences.weight", {
            from: t(`judgements.weights.${difference.from}`),
            to: t(`judgements.weights.${difference.to}`),
          });
        case "rule":
          return t("judgements.differences.rule", { from: difference.from, to: difference.to });
        case "ground":
          return t("judgements.differences.ground");
      }
    },
  };
}
