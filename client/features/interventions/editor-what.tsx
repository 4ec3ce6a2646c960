import { useId } from "react";
import { useTranslation } from "react-i18next";
import {
  DEFAULT_DEPTH_METRES,
  HINDRANCES,
  type Hindrance,
  INTERVENTION_KINDS,
  INTERVENTION_STATES,
  type InterventionKind,
  type InterventionState,
  VEHICLE_IMPACTS,
  type VehicleImpact,
} from "../../../domain/interventions/intervention.ts";
import { KIND_TINTS } from "../../scene/phase-style.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import type { PhaseDraft } from "./draft.ts";
import type { ErrorField } from "./field-errors.ts";
import { KindSwatch } from "./kind-chip.tsx";
import { applyRoadEffect, findRoadEffect } from "./road-effect.ts";
import { RoadEffectPicker } from "./road-effect-picker.tsx";
import type { DraftDesk } from "./use-draft.ts";

interface PartProps {
  readonly desk: DraftDesk;
  readonly phase: PhaseDraft;
  readonly errorOf: (field: ErrorField) => string | null;
}

export function EditorKind({ desk, title, errorOf }: Omit<PartProps, "phase"> & { title: string }) {
  const { t } = useTranslation();
  const name = useId();
  const draft = desk.draft!;
  const setKind = (kind: InterventionKind) => {
    // Only who digs has a depth to tell.
    const [from, to] = kind === "roadwork" ? [null, DEFAULT_DEPTH_METRES] : [DEFAULT_DEPTH_METRES, null];
    const phases = draft.phases.map((phase) =>
      phase.depthMetres === from ? { ...phase, depthMetres: to } : phase,
    );
    desk.edit({ kind, phases });
  };
  return (
    <section className="editor-part">
      <fieldset className="kinds">
        <legend className="field-label">{t("editor.kind")}</legend>
        {INTERVENTION_KINDS.map((kind) => (
          <label key={kind} className="kind-choice" style={{ background: KIND_TINTS[kind] }}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={draft.kind === kind}
              onChange={() => setKind(kind)}
            />
            <KindSwatch kind={kind} />
            {t(`kinds.${kind}.one`)}
          </label>
        ))}
      </fieldset>
      <Field label={t("editor.title")} error={errorOf("title")}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="text"
            maxLength={200}
            value={draft.title ?? title}
            onChange={(event) => desk.edit({ title: event.target.value }, "title")}
            onBlur={() => {
              desk.endGroup();
              if (draft.title?.trim() === "") desk.edit({ title: null });
            }}
          />
        )}
      </Field>
    </section>
  );
}

export function EditorEffect({ desk, phase }: Omit<PartProps, "errorOf">) {
  return (
    <section className="editor-part">
      <RoadEffectPicker
        value={findRoadEffect(phase)}
        onChange={(effect) => desk.editPhase(applyRoadEffect(phase, effect))}
      />
    </section>
  );
}

/** What is seldom touched, folded. */
export function EditorDetails({ desk, phase, errorOf }: PartProps) {
  const { t } = useTranslation();
  const draft = desk.draft!;
  return (
    <details
      className="editor-part"
      open={errorOf("depth") !== null || errorOf("description") !== null || undefined}
    >
      <summary>{t("editor.details")}</summary>
      <div className="field-row">
        <Field label={t("editor.impact")} className="field-grow">
          {(control) => (
            <select
              {...control}
              className="input"
              value={phase.vehicleImpact}
              onChange={(event) => desk.editPhase({ vehicleImpact: event.target.value as VehicleImpact })}
            >
              {VEHICLE_IMPACTS.map((impact) => (
                <option key={impact} value={impact}>
                  {t(`impacts.${impact}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t("editor.hindrance")}>
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
      <div className="field-row">
        <Field label={t("editor.depth")} error={errorOf("depth")} className="field-short">
          {(control) => (
            <NumberInput
              control={control}
              value={phase.depthMetres}
              unit="m"
              onNumber={(depthMetres) => desk.editPhase({ depthMetres }, "depth")}
              onDone={desk.endGroup}
            />
          )}
        </Field>
        <Field label={t("editor.state")} className="field-grow">
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.state}
              onChange={(event) => desk.edit({ state: event.target.value as InterventionState })}
            >
              {INTERVENTION_STATES.map((state) => (
                <option key={state} value={state}>
                  {t(`states.${state}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label={t("editor.description")} error={errorOf("description")}>
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={3}
            maxLength={4000}
            value={draft.description}
            onChange={(event) => desk.edit({ description: event.target.value }, "description")}
            onBlur={desk.endGroup}
          />
        )}
      </Field>
    </details>
  );
}
