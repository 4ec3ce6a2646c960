import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import {
  listTransitions,
  type Transition,
  type TransitionVerb,
} from "../../../domain/interventions/lifecycle.ts";
import type { Person } from "../../../domain/people/contract.ts";
import { TransitionDialog } from "./transition-dialog.tsx";

/** What takes an intervention on, rather than back or aside. */
const ONWARD: readonly TransitionVerb[] = [
  "propose",
  "approve",
  "handOver",
  "start",
  "resume",
  "complete",
  "takeBack",
  "reinstate",
];

/** The steps of the lifecycle that this person may take from here; each asks before it is taken. */
export function LifecycleActions({ intervention, person }: { intervention: Intervention; person: Person }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Transition | null>(null);
  const standing = {
    state: intervention.state,
    officeId: intervention.office.id,
    reinstatement: intervention.reinstatement?.kind ?? null,
  };
  const actor = { role: person.role, officeId: person.office?.id ?? null };
  const allowed = listTransitions(standing, actor);
  const next = allowed.find(({ verb }) => ONWARD.includes(verb));
  const ordered = [...allowed].sort((a, b) => Number(b === next) - Number(a === next));
  const ended = listTransitions(standing, { role: "administrator", officeId: null }).length === 0;
  return (
    <section aria-labelledby="sheet-lifecycle" className="lifecycle">
      <h3 id="sheet-lifecycle">{t("lifecycle.heading")}</h3>
      {allowed.length === 0 ? (
        <p className="quiet">{t(ended ? "lifecycle.none" : "lifecycle.noneForYou")}</p>
      ) : (
        <div className="button-row">
          {ordered.map((transition) => (
            <button
              key={transition.verb}
              type="button"
              className={transition === next ? "button button-primary" : "button"}
              onClick={() => setAsked(transition)}
            >
              {t(`lifecycle.verbs.${transition.verb}`)}
            </button>
          ))}
        </div>
      )}
      <p className="field-hint">{t("lifecycle.who")}</p>
      {asked && (
        <TransitionDialog intervention={intervention} transition={asked} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}
