import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import type { Draft, PhaseDraft } from "./draft.ts";
import { nuisanceParts } from "./nuisance.ts";

/** What is known of the nuisance, number always printed; and what is not, so that nobody takes it for all. */
export function EditorNuisance({ draft, phase }: { draft: Draft; phase: PhaseDraft }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { duration, durationDays, length } = nuisanceParts(draft);
  return (
    <section className="editor-part" aria-labelledby="editor-nuisance">
      <h3 id="editor-nuisance">{t("nuisance.heading")}</h3>
      <ul className="nuisance-chips">
        <li className="nuisance-chip" data-level={duration}>
          {t("nuisance.duration", { count: durationDays, level: duration })}
        </li>
        {length !== null && (
          <li className="nuisance-chip" data-level={length}>
            {t("nuisance.length", { level: length })}
          </li>
        )}
        {phase.noisePowerDecibels !== null && (
          <li className="nuisance-chip">
            {t("nuisance.noise", { decibels: format.number(phase.noisePowerDecibels) })}
          </li>
        )}
        {phase.expectedPeople !== null && (
          <li className="nuisance-chip">{t("editor.peopleCount", { count: phase.expectedPeople })}</li>
        )}
      </ul>
      <p className="field-hint">{t("nuisance.unknown")}</p>
    </section>
  );
}
