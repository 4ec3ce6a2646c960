import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Finding } from "../../../domain/conflicts/finding.ts";
import type { JudgedFinding } from "../../../domain/judgements/contract.ts";
import { mayJudge } from "../../../domain/judgements/verdict.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useSession } from "../people/use-session.ts";
import { FindingHistory } from "./finding-history.tsx";
import { JudgeDialog } from "./judge-dialog.tsx";
import { StandingList } from "./standing-list.tsx";
import { foldStandings } from "./standing-of.ts";
import "./judgements.css";

interface JudgedCardProps {
  /** Those of one card, its lead first. */
  readonly findings: readonly Finding[];
  readonly judged: ReadonlyMap<string, JudgedFinding>;
}

/** Below a saved finding's card: how it stands for each office, the way to judge it, and its history. */
export function JudgedCard({ findings, judged }: JudgedCardProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const person = useSession().data?.person ?? null;
  const [asked, setAsked] = useState(false);
  const known = findings.flatMap(({ id }) => (id === null ? [] : (judged.get(id) ?? [])));
  const [lead] = known;
  if (lead === undefined) return null;
  const standings = foldStandings(known);
  const officeId = person?.office?.id ?? null;
  const own = standings.find(({ office }) => office.id === officeId);
  const judges =
    person !== null &&
    mayJudge(
      { role: person.role, officeId },
      standings.map(({ office }) => office.id),
    );
  return (
    <div className="judged">
      <StandingList standings={standings} />
      {judges && (
        <button type="button" className="button button-small" onClick={() => setAsked(true)}>
          {t(own?.judgement ? "judgements.judgeAgain" : "judgements.judge")}
        </button>
      )}
      <FindingHistory
        key={person?.id}
        findingId={lead.findingId}
        commentCount={known.reduce((sum, { commentCount }) => sum + commentCount, 0)}
        mayComment={judges}
      />
      {asked && own && (
        <JudgeDialog
          title={findings[0]!.title[language]}
          officeName={own.office.name}
          findingIds={known.map(({ findingId }) => findingId)}
          remedies={findings[0]!.clearances}
          isJudged={own.judgement !== null}
          onJudged={() => undefined}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}
