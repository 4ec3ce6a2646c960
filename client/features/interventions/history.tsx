import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import type { getInterventionHistory } from "../../../domain/interventions/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { type Part, PHASE_PARTS } from "./merge.ts";
import { useHistory } from "./use-phases.ts";

/** Who changed what. Opening it is a reading of names that the server records, and it says so first. */
export function History({ interventionId }: { interventionId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const history = useHistory(interventionId, open);
  /** `phases.0.endsAt` as "Fase 1: date e ore"; several fields of one part are told once. */
  const named = (fields: readonly string[]) => {
    const words = fields.map((field) => {
      const [first, number, name] = field.split(".");
      if (first !== "phases") return t(`parts.${first as Part}`, { defaultValue: first });
      const phase = t("sheet.phase", { number: Number(number) + 1 });
      const part = partOf(name);
      return part === null ? phase : `${phase}: ${t(`parts.${part}`).toLowerCase()}`;
    });
    return [...new Set(words)].join(", ");
  };
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("history.title")}</summary>
      <p className="quiet">{t("history.recorded")}</p>
      {history.isPending && open && <p role="status">{t("common.loading")}</p>}
      {history.isError && <p role="alert">{t("history.failed")}</p>}
      {history.data && (
        <ol>
          {history.data.entries.map((entry) => (
            <li key={`${entry.version} ${entry.at} ${entry.action} ${entry.fileName}`}>
              <strong>
                {entry.transition
                  ? t(`lifecycle.verbs.${entry.transition.verb}`)
                  : t(`history.${entry.action}`)}
              </strong>{" "}
              · {entry.actor.name} · {format.moment(Date.parse(entry.at))}
              {entry.fileName && <span className="quiet"> · {entry.fileName}</span>}
              {entry.transition && <Step transition={entry.transition} />}
              {entry.changed.length > 0 && <span className="quiet"> · {named(entry.changed)}</span>}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

/** Which part of a phase a field of it belongs to; null: of the phase as a whole. */
function partOf(field: string | undefined): keyof typeof PHASE_PARTS | null {
  if (field === "startsAt" || field === "endsAt") return "when";
  const found = Object.entries(PHASE_PARTS).find(([, fields]) =>
    (fields as readonly (string | undefined)[]).includes(field),
  );
  return (found?.[0] as keyof typeof PHASE_PARTS | undefined) ?? null;
}

type Entry = ResponseOf<typeof getInterventionHistory>["entries"][number];

/** From where to where, until when, restored how, and why. */
function Step({ transition }: { transition: NonNullable<Entry["transition"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { from, to, reason, endsAt, reinstatement } = transition;
  const told = [
    from !== to && `${t(`states.${from}`)} → ${t(`states.${to}`)}`,
    endsAt !== null && `→ ${format.moment(Date.parse(endsAt))}`,
    reinstatement !== null && t(`lifecycle.reinstatements.${reinstatement}`),
  ].filter(Boolean);
  return (
    <>
      {told.length > 0 && <span className="quiet"> · {told.join(" · ")}</span>}
      {reason !== null && <span className="history-reason">{reason}</span>}
    </>
  );
}
