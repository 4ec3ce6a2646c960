import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import { measureShape } from "../../../domain/interventions/shape.ts";
import { useFormat } from "../../i18n/use-format.ts";
import type { DrawingTool } from "../../scene/city-view.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { usePhone } from "../../ui/use-media.ts";
import { PlaceByText } from "../places/place-by-text.tsx";
import { footprintOf, type PhaseDraft } from "./draft.ts";
import type { ErrorField } from "./field-errors.ts";
import { NEEDS_SHAPE, PHONE_TOOLS, TOOLS } from "./tools.ts";
import type { DraftDesk } from "./use-draft.ts";
import { WidthSlider } from "./width-slider.tsx";

interface EditorWhereProps {
  readonly desk: DraftDesk;
  readonly phase: PhaseDraft;
  readonly place: string;
  readonly tool: DrawingTool;
  readonly onTool: (tool: DrawingTool) => void;
  readonly onPlaced: (footprint: Footprint) => void;
  /** How to go where the device is; null: not offered. */
  readonly position: ReactNode;
  readonly errorOf: (field: ErrorField) => string | null;
}

export function EditorWhere(props: EditorWhereProps) {
  const { desk, phase, place, tool, onTool, onPlaced, errorOf } = props;
  const { t } = useTranslation();
  const phone = usePhone();
  const tools = phone ? TOOLS.filter(({ tool: one }) => PHONE_TOOLS.includes(one)) : TOOLS;
  const footprintError = errorOf("footprint") ?? errorOf("outline");
  return (
    <section className="editor-part" aria-labelledby="editor-where">
      <h3 id="editor-where">{t("editor.where")}</h3>
      <div className="tools" role="toolbar" aria-label={t("editor.tools")}>
        {tools.map(({ tool: one, icon, key }) => (
          <button
            key={one}
            type="button"
            className="tool"
            aria-pressed={tool === one}
            aria-keyshortcuts={key}
            disabled={NEEDS_SHAPE.includes(one) && phase.footprint === null}
            onClick={() => onTool(tool === one ? "none" : one)}
          >
            <Icon name={icon} />
            <span>{t(`tools.${one}`)}</span>
            <kbd>{key}</kbd>
          </button>
        ))}
      </div>
      {phone && props.position}
      <Measure phase={phase} />
      {phone && phase.footprint?.kind === "line" && <WidthSlider desk={desk} phase={phase} />}
      {footprintError && <p className="field-error">{footprintError}</p>}
      <PlaceByText
        widthMetres={phase.widthMetres}
        onPreview={desk.preview}
        onFootprint={(footprint) => {
          desk.editPhase(
            footprint.kind === "line" ? { footprint, widthMetres: footprint.widthMetres } : { footprint },
          );
          onPlaced(footprint);
        }}
      />
      <div className="field-row">
        <Field label={t("editor.place")} error={errorOf("place")} className="field-grow">
          {(control) => (
            <input
              {...control}
              className="input"
              type="text"
              value={desk.draft?.place ?? place}
              placeholder={t("editor.placePlaceholder")}
              onChange={(event) => desk.edit({ place: event.target.value || null }, "place")}
              onBlur={desk.endGroup}
            />
          )}
        </Field>
        {phase.footprint?.kind !== "area" && (
          <Field label={t("editor.width")} error={errorOf("width")} className="field-short">
            {(control) => (
              <NumberInput
                control={control}
                value={phase.widthMetres}
                unit="m"
                onNumber={(widthMetres) => desk.editPhase({ widthMetres: widthMetres ?? 0 }, "width")}
                onDone={desk.endGroup}
              />
            )}
          </Field>
        )}
      </div>
    </section>
  );
}

function Measure({ phase }: { phase: PhaseDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const footprint = footprintOf(phase);
  if (footprint === null) return <p className="field-hint">{t("editor.notDrawn")}</p>;
  const { lengthMetres, areaSquareMetres } = measureShape(footprint);
  const area = format.squareMetres(areaSquareMetres);
  if (lengthMetres === null) return <p className="field-hint">{t("editor.areaMeasure", { area })}</p>;
  return (
    <p className="field-hint">
      {t("editor.lineMeasure", {
        length: format.metres(lengthMetres),
        width: format.metres(phase.widthMetres),
        area,
      })}
    </p>
  );
}
