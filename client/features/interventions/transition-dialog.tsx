import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { addDays, fromLocal } from "../../../domain/geo/calendar.ts";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import {
  isReinstatementNeeded,
  REINSTATEMENTS,
  type Reinstatement,
  type Transition,
} from "../../../domain/interventions/lifecycle.ts";
import { ProblemError, UnreachableError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { Modal } from "../../ui/modal.tsx";
import { lastDay, whenOf } from "./draft.ts";
import { useTransitionOf } from "./use-transition.ts";

interface TransitionDialogProps {
  readonly intervention: Intervention;
  readonly transition: Transition;
  readonly onClose: () => void;
}

const DAYS_ON = 7;

/** Says what a step of the lifecycle means, asks for what it needs, and takes it. */
export function TransitionDialog({ intervention, transition, onClose }: TransitionDialogProps) {
  const { t } = useTranslation();
  const form = useId();
  const made = useTransitionOf(intervention, onClose);
  const extension = useExtension(intervention);
  const [reason, setReason] = useState("");
  const before = intervention.reinstatement?.kind ?? null;
  const [reinstatement, setReinstatement] = useState<Reinstatement | null>(before ?? "provisional");
  const [tried, setTried] = useState(false);
  const needs = (need: Transition["needs"][number]) => transition.needs.includes(need);
  const missesReason = needs("reason") && reason.trim() === "";
  const missesDay = needs("endsAt") && !extension.isLater;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missesReason || missesDay || made.isPending) return;
    made.mutate({
      transition: transition.verb,
      ...(needs("reason") ? { reason: reason.trim() } : {}),
      ...(needs("endsAt") ? { endsAt: extension.endsAt, phaseId: extension.phaseId } : {}),
      ...(needs("reinstatement") && reinstatement !== null ? { reinstatement } : {}),
    });
  };
  const isLast = transition.to === "cancelled";
  return (
    <Modal
      title={t(`lifecycle.verbs.${transition.verb}`)}
      closeLabel={t("common.close")}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("common.close")}
          </button>
          <button
            type="submit"
            form={form}
            className={isLast ? "button button-danger" : "button button-primary"}
            disabled={made.isPending}
          >
            {t(`lifecycle.verbs.${transition.verb}`)}
          </button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <p>
          <strong>{intervention.title}</strong>
          <br />
          {t(`lifecycle.means.${transition.verb}`)}
        </p>
        {needs("endsAt") && <ExtensionFields extension={extension} wrong={tried && missesDay} />}
        {needs("reinstatement") && (
          <ReinstatementField
            optional={!isReinstatementNeeded(intervention.kind) && before === null}
            value={reinstatement}
            onChange={setReinstatement}
          />
        )}
        {needs("reason") && (
          <Field
            label={t("lifecycle.reason")}
            error={tried && missesReason ? t("lifecycle.needsReason") : null}
          >
            {(control) => (
              <textarea
                {...control}
                className="input"
                rows={3}
                maxLength={1000}
                required
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
        {made.isError && (
          <p className="field-error" role="alert">
            <WhyNot error={made.error} />
          </p>
        )}
      </form>
    </Modal>
  );
}

function WhyNot({ error }: { error: Error }) {
  const { t } = useTranslation();
  if (error instanceof UnreachableError) return t("lifecycle.unreachable");
  if (error instanceof ProblemError && error.problem.status === 409) return t("lifecycle.changed");
  const why = error instanceof ProblemError ? error.problem.title : error.message;
  return t("lifecycle.failed", { why });
}

type Extension = ReturnType<typeof useExtension>;

/** A later last day of one phase, at the hour it ends now. */
function useExtension({ phases }: Intervention) {
  const { timeZone } = useFormat();
  const latest = phases.reduce((a, b) => (Date.parse(b.endsAt) > Date.parse(a.endsAt) ? b : a));
  const [phaseId, setPhaseId] = useState(latest.id);
  const phase = phases.find(({ id }) => id === phaseId) ?? latest;
  const when = whenOf(phase, timeZone);
  const present = lastDay(when);
  const [chosen, setChosen] = useState<string | null>(null);
  const day = chosen ?? addDays(present, DAYS_ON);
  const isLater = /^\d{4}-\d\d-\d\d$/.test(day) && day > present;
  const endDate = isLater && when.endClockMs === 0 ? addDays(day, 1) : day;
  return {
    phases,
    phaseId: phase.id,
    choosePhase: (id: string) => {
      setPhaseId(id);
      setChosen(null);
    },
    present,
    endMs: Date.parse(phase.endsAt),
    day,
    chooseDay: setChosen,
    isLater,
    endsAt: isLater ? new Date(fromLocal(endDate, when.endClockMs, timeZone)).toISOString() : phase.endsAt,
  };
}

function ExtensionFields({ extension, wrong }: { extension: Extension; wrong: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { phases, present, endMs } = extension;
  return (
    <>
      {phases.length > 1 && (
        <Field label={t("lifecycle.phase")}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={extension.phaseId}
              onChange={(event) => extension.choosePhase(event.target.value)}
            >
              {phases.map((phase, position) => (
                <option key={phase.id} value={phase.id}>
                  {t("lifecycle.phaseEnding", {
                    number: position + 1,
                    day: format.shortDay(lastDay(whenOf(phase, format.timeZone))),
                  })}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field
        label={t("lifecycle.lastDay")}
        hint={t("lifecycle.lastDayHint", { day: format.day(present), time: format.time(endMs) })}
        error={wrong ? t("lifecycle.needsDay") : null}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            type="date"
            min={addDays(present, 1)}
            value={extension.day}
            onChange={(event) => extension.chooseDay(event.target.value)}
          />
        )}
      </Field>
    </>
  );
}

interface ReinstatementFieldProps {
  readonly optional: boolean;
  readonly value: Reinstatement | null;
  readonly onChange: (value: Reinstatement | null) => void;
}

function ReinstatementField({ optional, value, onChange }: ReinstatementFieldProps) {
  const { t } = useTranslation();
  const name = useId();
  const choices = optional ? [...REINSTATEMENTS, null] : REINSTATEMENTS;
  return (
    <fieldset className="field">
      <legend className="field-label">{t("lifecycle.reinstatement")}</legend>
      {choices.map((choice) => (
        <label key={choice ?? "none"} className="choice">
          <input type="radio" name={name} checked={value === choice} onChange={() => onChange(choice)} />
          {t(`lifecycle.reinstatements.${choice ?? "none"}`)}
        </label>
      ))}
    </fieldset>
  );
}
