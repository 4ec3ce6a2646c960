import { useTranslation } from "react-i18next";
import { VEHICLE_IMPACTS, type VehicleImpact } from "../../../domain/interventions/intervention.ts";
import { Field, NumberInput } from "../../ui/field.tsx";
import type { Draft, PhaseDraft } from "./draft.ts";
import { EditorDetour } from "./editor-detour.tsx";
import type { ErrorField } from "./field-errors.ts";
import type { DraftDesk } from "./use-draft.ts";

interface EditorDetailsProps {
  readonly desk: DraftDesk;
  readonly phase: PhaseDraft;
  readonly timeZone: string;
  readonly errorOf: (field: ErrorField) => string | null;
}

const FOLDED = [
  "depth",
  "height",
  "noise",
  "people",
  "machines",
  "detourAgreements",
  "cause",
  "contractor",
  "description",
] as const;

type NumberField = "depthMetres" | "heightMetres" | "noisePowerDecibels" | "expectedPeople";

/** What is seldom touched, folded; open by itself when something in it is wrong. */
export function EditorDetails({ desk, phase, timeZone, errorOf }: EditorDetailsProps) {
  const { t } = useTranslation();
  const draft = desk.draft!;
  const number = (field: NumberField, label: string, unit: string, error: ErrorField) => (
    <Field label={label} error={errorOf(error)} className="field-grow">
      {(control) => (
        <NumberInput
          control={control}
          value={phase[field]}
          unit={unit}
          onNumber={(value) => desk.editPhase({ [field]: value }, field)}
          onDone={desk.endGroup}
        />
      )}
    </Field>
  );
  const text = (field: "cause" | "contractor", maxLength: number) => (
    <Field label={t(`editor.${field}`)} error={errorOf(field)}>
      {(control) => (
        <input
          {...control}
          className="input"
          type="text"
          maxLength={maxLength}
          value={draft[field]}
          onChange={(event) => desk.edit({ [field]: event.target.value } as Partial<Draft>, field)}
          onBlur={desk.endGroup}
        />
      )}
    </Field>
  );
  return (
    <details className="editor-part" open={FOLDED.some((field) => errorOf(field) !== null) || undefined}>
      <summary>{t("editor.details")}</summary>
      <div className="field-row">
        {number("depthMetres", t("editor.depth"), "m", "depth")}
        {number("heightMetres", t("editor.height"), "m", "height")}
      </div>
      <div className="field-row">
        {number("noisePowerDecibels", t("editor.noise"), "dB", "noise")}
        {number("expectedPeople", t("editor.people"), "", "people")}
      </div>
      <Field label={t("editor.machines")} hint={t("editor.machinesHint")} error={errorOf("machines")}>
        {(control) => (
          <input
            {...control}
            className="input"
            type="text"
            // Written as a sentence, kept as a list: what stands after the last comma is still being written.
            defaultValue={phase.machines.join(", ")}
            key={`${phase.id} ${phase.machines.join()}`}
            onBlur={(event) => {
              const machines = event.target.value
                .split(",")
                .map((one) => one.trim())
                .filter((one) => one !== "");
              if (machines.join() !== phase.machines.join()) desk.editPhase({ machines });
            }}
          />
        )}
      </Field>
      <Field label={t("editor.impact")}>
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
      {phase.detour !== null && (
        <EditorDetour
          desk={desk}
          detour={phase.detour}
          agreements={phase.detourAgreements}
          timeZone={timeZone}
          error={errorOf("detourAgreements")}
        />
      )}
      {text("contractor", 200)}
      {text("cause", 300)}
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
      <p className="field-hint">{t("editor.contactsLater")}</p>
    </details>
  );
}
