import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { LocalDate } from "../../../domain/geo/calendar.ts";
import {
  DEFAULT_DEPTH_METRES,
  INTERVENTION_KINDS,
  type InterventionKind,
} from "../../../domain/interventions/intervention.ts";
import { KIND_TINTS } from "../../scene/phase-style.ts";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import type { Draft } from "./draft.ts";
import type { ErrorField } from "./field-errors.ts";
import { KindSwatch } from "./kind-chip.tsx";
import { FORECAST_DAYS, NOTICE_DAYS, triage } from "./triage.ts";
import type { DraftDesk } from "./use-draft.ts";

interface EditorTriageProps {
  readonly desk: DraftDesk;
  readonly title: string;
  readonly today: LocalDate;
  readonly errorOf: (field: ErrorField) => string | null;
}

/** What it is, how sure and how pressing, and whether it needs coordination. */
export function EditorTriage({ desk, title, today, errorOf }: EditorTriageProps) {
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
      <Certainty desk={desk} />
      <Triage draft={draft} today={today} />
    </section>
  );
}

const CERTAINTIES = ["forecast", "planned", "urgent"] as const;
type Certainty = (typeof CERTAINTIES)[number];

function certaintyOf({ state, urgent }: Draft): Certainty {
  if (urgent) return "urgent";
  return state === "forecast" ? "forecast" : "planned";
}

/** A saved one moves from state to state on its own sheet; here only whether it is a forecast still. */
function Certainty({ desk }: { desk: DraftDesk }) {
  const { t } = useTranslation();
  const name = useId();
  const draft = desk.draft!;
  const isEarly = draft.state === "forecast" || draft.state === "draft";
  if (!isEarly && !draft.urgent) {
    return <p className="field-hint">{t("editor.stateOfSaved", { state: t(`states.${draft.state}`) })}</p>;
  }
  const choose = (certainty: Certainty) =>
    desk.edit({
      urgent: certainty === "urgent",
      ...(isEarly ? { state: certainty === "forecast" ? ("forecast" as const) : ("draft" as const) } : {}),
    });
  return (
    <fieldset className="certainties">
      <legend className="field-label">{t("editor.certainty")}</legend>
      {CERTAINTIES.map((certainty) => (
        <label key={certainty} className="certainty">
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={certaintyOf(draft) === certainty}
            onChange={() => choose(certainty)}
          />
          {t(`editor.certainties.${certainty}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Triage({ draft, today }: { draft: Draft; today: LocalDate }) {
  const { t } = useTranslation();
  const { needed, reasons, noticeDays } = triage(draft, today);
  const tone = needed === null ? "unknown" : needed ? "needed" : "free";
  return (
    <div className={`triage triage-${tone}`} data-testid="triage">
      <p>
        <Icon name={needed === true ? "alert" : needed === false ? "check" : "clock"} size={18} />{" "}
        <strong>{t(draft.urgent ? "triage.urgent" : `triage.${tone}`)}</strong>{" "}
        {needed === true && reasons.map((reason) => t(`triage.reasons.${reason}`)).join("; ")}
      </p>
      {needed === true && noticeDays < NOTICE_DAYS && (
        <p>{t("triage.late", { count: Math.max(0, noticeDays), days: NOTICE_DAYS })}</p>
      )}
      {draft.state === "forecast" && noticeDays >= FORECAST_DAYS && <p>{t("triage.early")}</p>}
      <p className="quiet">{t("triage.unconfirmed")}</p>
    </div>
  );
}
