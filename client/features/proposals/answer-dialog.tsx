import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Proposal } from "../../../domain/proposals/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { Modal } from "../../ui/modal.tsx";
import { daysOf, type OfferDays, toOffer } from "./offer-days.ts";
import { OfferFields } from "./offer-fields.tsx";
import { useAnswerProposal } from "./use-proposals.ts";
import { WhyNot } from "./why-not.tsx";
import "./proposals.css";

interface AnswerDialogProps {
  readonly proposal: Proposal;
  readonly action: "decline" | "counter";
  readonly onClose: () => void;
}

/** To decline asks for the reason; to counter, for dates. */
export function AnswerDialog({ proposal, action, onClose }: AnswerDialogProps) {
  const { t } = useTranslation();
  const { timeZone } = useFormat();
  const form = useId();
  const { sides, offer: offered } = proposal;
  const [days, setDays] = useState<OfferDays>(() => daysOf(offered.movingPhaseId, offered, timeZone)!);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const answer = useAnswerProposal(onClose);
  const offer = toOffer(days, sides, Date.now(), timeZone);
  const given = reason.trim() === "" ? null : reason.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (answer.isPending) return;
    const asked = { proposalId: proposal.id, after: proposal.steps.at(-1)!.id };
    if (action === "decline" && given !== null) {
      answer.mutate({ ...asked, answer: { action, reason: given } });
    } else if (action === "counter" && offer !== null) {
      answer.mutate({ ...asked, answer: { action, offer, reason: given } });
    }
  };
  return (
    <Modal
      title={t(`proposals.answers.${action}`)}
      closeLabel={t("common.close")}
      onClose={onClose}
      footer={
        <button type="submit" form={form} className="button button-primary" disabled={answer.isPending}>
          {t("proposals.send")}
        </button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <p>
          <strong>{sides.map(({ title }) => title).join(" · ")}</strong>
        </p>
        {action === "counter" && (
          <OfferFields sides={sides} days={days} wrong={tried && offer === null} onDays={setDays} />
        )}
        <Field
          label={t(action === "decline" ? "proposals.reason" : "proposals.reasonOptional")}
          error={tried && action === "decline" && given === null ? t("proposals.reasonMissing") : null}
        >
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        {answer.isError && <WhyNot error={answer.error} />}
      </form>
    </Modal>
  );
}
