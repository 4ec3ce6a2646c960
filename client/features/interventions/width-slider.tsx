import { useId } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import type { PhaseDraft } from "./draft.ts";
import type { DraftDesk } from "./use-draft.ts";

/** From a trench to both directions of a wide street; what is wider is written in the field. */
const WIDTHS = { min: 0.5, max: 15, step: 0.5 } as const;

/** For a thumb: how much of the street the stretch takes. */
export function WidthSlider({ desk, phase }: { desk: DraftDesk; phase: PhaseDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  return (
    <div className="width-slider">
      <label htmlFor={id} className="field-label">
        {t("editor.widthOf", { width: format.metres(phase.widthMetres) })}
      </label>
      <input
        id={id}
        type="range"
        {...WIDTHS}
        value={phase.widthMetres}
        aria-valuetext={format.metres(phase.widthMetres)}
        onChange={(event) => desk.editPhase({ widthMetres: Number(event.target.value) }, "width")}
        onPointerUp={desk.endGroup}
        onBlur={desk.endGroup}
      />
    </div>
  );
}
