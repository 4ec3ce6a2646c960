import { useTranslation } from "react-i18next";
import type { Standing } from "../../../domain/judgements/contract.ts";
import { useJudgementWords } from "./use-judgement-words.ts";

/** How a finding stands for each office that it concerns. */
export function StandingList({ standings }: { readonly standings: readonly Standing[] }) {
  return (
    <ul className="standings">
      {standings.map((standing) => (
        <li key={standing.office.id}>
          <StandingLine standing={standing} />
        </li>
      ))}
    </ul>
  );
}

function StandingLine({ standing }: { readonly standing: Standing }) {
  const { t } = useTranslation();
  const words = useJudgementWords();
  const { office, status, judgement, differences } = standing;
  return (
    <>
      <span className={`tag standing standing-${status}`}>{t(`judgements.status.${status}`)}</span>{" "}
      <span>
        {judgement === null
          ? office.name
          : t("judgements.byOffice", { office: office.name, said: words.said(judgement) })}
      </span>
      {judgement?.reason && <q className="standing-reason">{judgement.reason}</q>}
      {differences.length > 0 && (
        <span className="standing-since">
          {t("judgements.since", { what: differences.map(words.difference).join("; ") })}
        </span>
      )}
    </>
  );
}
