import { useTranslation } from "react-i18next";
import { HINDRANCES, type Hindrance } from "../../../domain/interventions/intervention.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import type { PhaseDraft } from "./draft.ts";
import type { ErrorField } from "./field-errors.ts";
import { applyRoadEffect, findRoadEffect } from "./road-effect.ts";
import { RoadEffectPicker } from "./road-effect-picker.tsx";
import type { DraftDesk } from "./use-draft.ts";

interface EditorEffectProps {
  readonly desk: DraftDesk;
  readonly phase: PhaseDraft;
  readonly errorOf: (field: ErrorField) => string | null;
}

/** What the site does to who passes: a pictogram, and the widths it proposes. */
export function EditorEffect({ desk, phase, errorOf }: EditorEffectProps) {
  const { t } = useTranslation();
  return (
    <section className="editor-part">
      <RoadEffectPicker
        value={findRoadEffect(phase)}
        onChange={(effect) => desk.editPhase(applyRoadEffect(phase, effect))}
      />
      <div className="field-row effect-widths">
        <Field label={t("editor.footwayWidth")} error={errorOf("footwayWidth")} className="field-grow">
          {(control) => (
            <NumberInput
              control={control}
              value={phase.footwayWidthMetres}
              unit="m"
              onNumber={(footwayWidthMetres) => desk.editPhase({ footwayWidthMetres }, "footway")}
              onDone={desk.endGroup}
            />
          )}
        </Field>
        <Field
          label={t("editor.carriagewayWidth")}
          error={errorOf("carriagewayWidth")}
          className="field-grow"
        >
          {(control) => (
            <NumberInput
              control={control}
              value={phase.carriagewayWidthMetres}
              unit="m"
              onNumber={(carriagewayWidthMetres) => desk.editPhase({ carriagewayWidthMetres }, "carriageway")}
              onDone={desk.endGroup}
            />
          )}
        </Field>
        <Field label={t("editor.hindrance")} className="field-hindrance">
          {(control) => (
            <select
              {...control}
              className="input"
              value={phase.hindrance}
              onChange={(event) => desk.editPhase({ hindrance: event.target.value as Hindrance })}
            >
              {HINDRANCES.map((hindrance) => (
                <option key={hindrance} value={hindrance}>
                  {t(`hindrances.${hindrance}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <p className="field-hint">{t("editor.freeHint")}</p>
    </section>
  );
}
