import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import type { WorkingDayTest } from "../clock/working-days.ts";
import { lengthMetres } from "../places/local-plane.ts";
import { MAX_PARTS, mayAddPhases, splitPhase, workingDaysOf } from "./phase-edits.ts";
import type { DraftDesk } from "./use-draft.ts";

interface PhaseSplitProps {
  readonly desk: DraftDesk;
  readonly isWorkingDay: WorkingDayTest;
  readonly onDone: () => void;
}

const MAX_DAYS_EACH = 260;

/** A long trench in parts along its street, one after the other in time. */
export function PhaseSplit({ desk, isWorkingDay, onDone }: PhaseSplitProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [parts, setParts] = useState<number | null>(2);
  const [daysEach, setDaysEach] = useState<number | null>(null);
  const draft = desk.draft!;
  const phase = draft.phases[draft.position]!;
  const metres = phase.footprint?.kind === "line" ? lengthMetres(phase.footprint.line.coordinates) : 0;
  const total = workingDaysOf(phase, isWorkingDay);
  const isCount = (n: number | null, most: number): n is number =>
    n !== null && Number.isInteger(n) && n >= 1 && n <= most;
  const may =
    isCount(parts, MAX_PARTS) &&
    parts > 1 &&
    (daysEach === null || isCount(daysEach, MAX_DAYS_EACH)) &&
    mayAddPhases(draft, parts - 1);
  return (
    <div className="phase-tool">
      <div className="field-row">
        <Field label={t("phases.parts")} className="field-short">
          {(control) => <NumberInput control={control} value={parts} onNumber={setParts} />}
        </Field>
        <Field
          label={t("phases.daysEach")}
          className="field-grow"
          hint={t("phases.daysEachHint", { count: total })}
        >
          {(control) => <NumberInput control={control} value={daysEach} onNumber={setDaysEach} />}
        </Field>
      </div>
      <button
        type="button"
        className="button"
        disabled={!may}
        onClick={() => {
          desk.make((now) => splitPhase(now, now.position, parts!, daysEach, isWorkingDay));
          onDone();
        }}
      >
        {may
          ? t("phases.splitNow", { count: parts, length: format.metres(metres / parts) })
          : t("phases.splitHow", { most: MAX_PARTS })}
      </button>
    </div>
  );
}
