import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Side } from "../../../domain/proposals/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { daysOf, type OfferDays } from "./offer-days.ts";

interface OfferFieldsProps {
  readonly sides: readonly Side[];
  readonly days: OfferDays;
  readonly wrong: boolean;
  readonly onDays: (days: OfferDays) => void;
}

/** Which of the two would move, and to which days. */
export function OfferFields({ sides, days, wrong, onDays }: OfferFieldsProps) {
  const { t } = useTranslation();
  const { timeZone } = useFormat();
  const name = useId();
  const error = wrong ? t("proposals.datesWrong") : null;
  return (
    <>
      <fieldset className="verdict-choice">
        <legend className="field-label">{t("proposals.who")}</legend>
        {sides.map((side) => (
          <label key={side.phaseId}>
            <input
              type="radio"
              name={name}
              checked={side.phaseId === days.movingPhaseId}
              disabled={side.startsAt === null}
              onChange={() => onDays(daysOf(side.phaseId, side, timeZone) ?? days)}
            />
            <span>
              {side.title} <span className="quiet">· {side.office.name}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="field-row">
        <Field label={t("proposals.from")} error={error}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={days.first}
              onChange={(event) => onDays({ ...days, first: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("proposals.to")}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="date"
              value={days.last}
              onChange={(event) => onDays({ ...days, last: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
