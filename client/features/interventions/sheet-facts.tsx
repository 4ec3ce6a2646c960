import { useTranslation } from "react-i18next";
import type { Intervention } from "../../../domain/interventions/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Fact } from "./fact.tsx";

/** What is known of the whole, apart from its phases. */
export function SheetFacts({ intervention }: { intervention: Intervention }) {
  const { t } = useTranslation();
  const { place, office, contractor, cause, recurrence, description, phases, reinstatement } = intervention;
  return (
    <dl className="facts">
      <Fact name={t("sheet.place")}>{place || t("common.unknown")}</Fact>
      <Fact name={t("sheet.office")}>{office.name}</Fact>
      {contractor && <Fact name={t("sheet.contractor")}>{contractor}</Fact>}
      {cause && <Fact name={t("sheet.cause")}>{cause}</Fact>}
      {recurrence && (
        <Fact name={t("sheet.recurrence")}>
          {t("sheet.recurrenceSaid", { rule: recurrence, count: phases.length })}
        </Fact>
      )}
      {reinstatement && <Reinstatement reinstatement={reinstatement} />}
      {description && (
        <Fact name={t("sheet.description")}>
          <span className="pre-line">{description}</span>
        </Fact>
      )}
    </dl>
  );
}

function Reinstatement({ reinstatement }: { reinstatement: NonNullable<Intervention["reinstatement"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, at, definitiveBy } = reinstatement;
  return (
    <Fact name={t("lifecycle.restored")}>
      {t("lifecycle.reinstatementSince", {
        kind: t(`lifecycle.reinstatements.${kind}`),
        day: format.moment(Date.parse(at)),
      })}
      {definitiveBy && (
        <span className="quiet"> · {t("lifecycle.definitiveBy", { day: format.day(definitiveBy) })}</span>
      )}
    </Fact>
  );
}

/** The ledger of ends that were put off; nothing where none was. */
export function Extensions({ intervention }: { intervention: Intervention }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { extensions, phases } = intervention;
  if (extensions.length === 0) return null;
  return (
    <section aria-labelledby="sheet-extensions">
      <h3 id="sheet-extensions">{t("lifecycle.extensions", { count: extensions.length })}</h3>
      <ol className="ledger">
        {extensions.map(({ phaseId, from, to, reason, at }) => {
          const position = phases.findIndex(({ id }) => id === phaseId);
          return (
            <li key={`${at} ${phaseId} ${to}`}>
              {phases.length > 1 && position >= 0 && `${t("sheet.phase", { number: position + 1 })}: `}
              {format.moment(Date.parse(from))} → <strong>{format.moment(Date.parse(to))}</strong>
              <br />
              {reason ?? <em>{t("lifecycle.noReason")}</em>}{" "}
              <span className="quiet">
                · {t("lifecycle.extendedAt", { time: format.moment(Date.parse(at)) })}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
