import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { toSpan } from "../../../domain/geo/interval.ts";
import { mayChange } from "../../../domain/interventions/access.ts";
import type { Proposal } from "../../../domain/proposals/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { useSession } from "../people/use-session.ts";
import { AnswerDialog } from "./answer-dialog.tsx";
import { useOfferWords, useSavingWords } from "./proposal-words.tsx";
import { useAnswerProposal } from "./use-proposals.ts";
import { WhyNot } from "./why-not.tsx";

interface ProposalCardProps {
  readonly proposal: Proposal;
  /** Below the heading that it stands under. */
  readonly heading: "h2" | "h4";
}

/** A proposal: both works, what is offered, what it saves, where it stands, and what one may answer. */
export function ProposalCard({ proposal, heading: Heading }: ProposalCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const heading = useId();
  const offerWords = useOfferWords();
  const savingWords = useSavingWords();
  const { sides, offer, state, applied, outdated, waitsFor } = proposal;
  return (
    <li className={`proposal proposal-${state}`} aria-labelledby={heading} data-testid="proposal">
      <Heading id={heading}>
        <span className="tag">{applied ? t("proposals.applied") : t(`proposals.states.${state}`)}</span>{" "}
        {offerWords(offer, sides)}
      </Heading>
      <p className="quiet">{savingWords(proposal.saved)}</p>
      <ul className="proposal-sides">
        {sides.map((side) => (
          <li key={side.phaseId}>
            <Link to="/" search={{ s: side.interventionId }}>
              {side.title}
            </Link>{" "}
            <span className="quiet">
              · {side.office.name} ·{" "}
              {side.startsAt !== null && side.endsAt !== null
                ? format.days(toSpan({ startsAt: side.startsAt, endsAt: side.endsAt }))
                : t("proposals.gone")}
            </span>
          </li>
        ))}
      </ul>
      {outdated && state !== "withdrawn" && <p>{t("proposals.outdated")}</p>}
      {waitsFor.length > 0 && (
        <p>{t("proposals.waitsFor", { offices: waitsFor.map(({ name }) => name).join(", ") })}</p>
      )}
      <Answers proposal={proposal} />
      <Steps proposal={proposal} />
    </li>
  );
}

function Answers({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation();
  const person = useSession().data?.person ?? null;
  const [asked, setAsked] = useState<"decline" | "counter" | null>(null);
  const answer = useAnswerProposal(() => undefined);
  const { answers, sides, offer, state, applied, outdated } = proposal;
  const moving = sides.find(({ phaseId }) => phaseId === offer.movingPhaseId)!;
  const mayApply =
    state === "accepted" &&
    !applied &&
    !outdated &&
    person !== null &&
    mayChange({ role: person.role, officeId: person.office?.id ?? null }, { officeId: moving.office.id });
  const say = (action: "accept" | "withdraw") =>
    answer.mutate({
      proposalId: proposal.id,
      after: proposal.steps.at(-1)!.id,
      answer: action === "accept" ? { action } : { action, reason: null },
    });
  if (answers.length === 0 && !mayApply) return null;
  return (
    <>
      <div className="button-row">
        {mayApply && (
          <Link
            to="/"
            search={{
              s: moving.interventionId,
              e: moving.interventionId,
              d: `${moving.phaseId},${offer.startsAt},${offer.endsAt}`,
            }}
            className="button button-small button-primary"
          >
            {t("proposals.apply")}
          </Link>
        )}
        {answers.map((action) =>
          action === "propose" ? null : (
            <button
              key={action}
              type="button"
              className="button button-small"
              disabled={answer.isPending}
              aria-haspopup={action === "decline" || action === "counter" ? "dialog" : undefined}
              onClick={() => (action === "decline" || action === "counter" ? setAsked(action) : say(action))}
            >
              {t(`proposals.answers.${action}`)}
            </button>
          ),
        )}
      </div>
      {answer.isError && <WhyNot error={answer.error} />}
      {asked && <AnswerDialog proposal={proposal} action={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Steps({ proposal: { steps, sides } }: { readonly proposal: Proposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const titleOf = (id: string) => sides.find(({ phaseId }) => phaseId === id)?.title ?? "";
  return (
    <details className="finding-history">
      <summary>
        {t("proposals.history")} ({steps.length})
      </summary>
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            {format.moment(Date.parse(step.at))} · {step.office.name} {t(`proposals.steps.${step.action}`)}
            {step.offer && `: ${titleOf(step.offer.movingPhaseId)}, ${format.days(toSpan(step.offer))}`}
            {step.reason && <span className="standing-reason">{step.reason}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
