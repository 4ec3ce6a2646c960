import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { Modal } from "../../ui/modal.tsx";
import { newId } from "../interventions/new-id.ts";
import { daysOf, type OfferDays, toOffer } from "./offer-days.ts";
import { OfferFields } from "./offer-fields.tsx";
import { useOfferWords, useSavingWords } from "./proposal-words.tsx";
import { useMakeProposal, useProposalOptions } from "./use-proposals.ts";
import { WhyNot } from "./why-not.tsx";
import "./proposals.css";

interface ProposeDialogProps {
  readonly findingId: string;
  readonly onClose: () => void;
}

/** Of the dates that suit one is chosen already: to send is one more click. */
export function ProposeDialog({ findingId, onClose }: ProposeDialogProps) {
  const { t } = useTranslation();
  const { timeZone } = useFormat();
  const form = useId();
  const [id] = useState(newId);
  const asked = useProposalOptions(findingId);
  const [chosen, setChosen] = useState(0);
  const [own, setOwn] = useState<OfferDays | null>(null);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const make = useMakeProposal(onClose);
  const offerWords = useOfferWords();
  const savingWords = useSavingWords();
  const { sides = [], options = [] } = asked.data ?? {};
  const [first] = sides;
  const days = own ?? (first ? daysOf(first.phaseId, first, timeZone) : null);
  // The last choice of the list: dates by hand.
  const byHand = chosen >= options.length;
  const option = options[chosen];
  const offer = byHand
    ? days && toOffer(days, sides, Date.now(), timeZone)
    : option && { movingPhaseId: option.movingPhaseId, startsAt: option.startsAt, endsAt: option.endsAt };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!offer || make.isPending) return;
    make.mutate({ id, findingId, offer, reason: reason.trim() === "" ? null : reason.trim() });
  };
  return (
    <Modal
      title={t("proposals.propose")}
      closeLabel={t("common.close")}
      onClose={onClose}
      footer={
        <button
          type="submit"
          form={form}
          className="button button-primary"
          disabled={make.isPending || asked.data === undefined}
        >
          {t("proposals.send")}
        </button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        {asked.isPending && <p role="status">{t("common.loading")}</p>}
        {asked.isError && <WhyNot error={asked.error} />}
        {asked.data && (
          <>
            {options.length === 0 && <p>{t("proposals.noOptions")}</p>}
            <fieldset className="verdict-choice">
              <legend className="field-label">{t("proposals.choose")}</legend>
              {options.map((one, index) => (
                <label key={`${one.movingPhaseId} ${one.mode}`}>
                  <input
                    type="radio"
                    name={`${form}-option`}
                    checked={index === chosen}
                    onChange={() => setChosen(index)}
                  />
                  <span>
                    {offerWords(one, sides)}, {t(`proposals.modes.${one.mode}`)}
                    <span className="quiet proposal-saved">{savingWords(one.saved)}</span>
                  </span>
                </label>
              ))}
              <label>
                <input
                  type="radio"
                  name={`${form}-option`}
                  checked={byHand}
                  onChange={() => setChosen(options.length)}
                />
                <span>{t("proposals.ownDates")}</span>
              </label>
            </fieldset>
            {byHand && days && (
              <OfferFields sides={sides} days={days} wrong={tried && !offer} onDays={setOwn} />
            )}
            <Field label={t("proposals.reasonOptional")}>
              {(control) => (
                <textarea
                  {...control}
                  className="input"
                  rows={2}
                  maxLength={1000}
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        {make.isError && <WhyNot error={make.error} />}
      </form>
    </Modal>
  );
}
