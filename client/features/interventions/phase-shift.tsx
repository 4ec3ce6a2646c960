import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Field, NumberInput } from "../../ui/field.tsx";
import type { WorkingDayTest } from "../clock/working-days.ts";
import { copyPhase, mayAddPhases, shiftPhases } from "./phase-edits.ts";
import type { DraftDesk } from "./use-draft.ts";

const MOST_DAYS = 1_000;

/** By working days, later or (with a minus) earlier: this phase, all of them, or a copy of this one. */
export function PhaseShift({ desk, isWorkingDay }: { desk: DraftDesk; isWorkingDay: WorkingDayTest }) {
  const { t } = useTranslation();
  const [days, setDays] = useState<number | null>(5);
  const draft = desk.draft!;
  const may = days !== null && Number.isInteger(days) && days !== 0 && Math.abs(days) <= MOST_DAYS;
  const shift = (all: boolean) =>
    desk.make((now) =>
      shiftPhases(now, all ? now.phases.map((_, i) => i) : [now.position], days!, isWorkingDay),
    );
  return (
    <div className="phase-tool">
      <Field label={t("phases.shiftDays")} className="field-short">
        {(control) => <NumberInput control={control} value={days} onNumber={setDays} />}
      </Field>
      <div className="button-row">
        <button type="button" className="button" disabled={!may} onClick={() => shift(false)}>
          {t("phases.shiftOne")}
        </button>
        {draft.phases.length > 1 && (
          <button type="button" className="button" disabled={!may} onClick={() => shift(true)}>
            {t("phases.shiftAll")}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={!may || !mayAddPhases(draft)}
          onClick={() => desk.make((now) => copyPhase(now, now.position, days, isWorkingDay))}
        >
          {t("phases.copyShifted")}
        </button>
      </div>
    </div>
  );
}
