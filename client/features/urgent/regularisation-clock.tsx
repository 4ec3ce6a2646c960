import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { localDate } from "../../../domain/geo/calendar.ts";
import { type Regularisation, regularisationState } from "../../../domain/interventions/regularisation.ts";
import { getRegularisation, regulariseDig } from "../../../domain/urgent/contract.ts";
import { call, ProblemError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Field } from "../../ui/field.tsx";
import { useNow } from "../clock/use-now.ts";
import { isAllowed, useSession } from "../people/use-session.ts";
import "./urgent.css";

/** Null: no clock was started for it. */
function useRegularisation(interventionId: string) {
  return useQuery({
    queryKey: ["regularisation", interventionId],
    queryFn: async ({ signal }): Promise<Regularisation | null> => {
      try {
        return await call(getRegularisation, { params: { interventionId }, signal });
      } catch (error) {
        if (error instanceof ProblemError && error.problem.code === "not-found") return null;
        throw error;
      }
    },
  });
}

interface RegularisationClockProps {
  readonly interventionId: string;
  readonly officeId: string;
}

/** By when urgent works are to be regularised, whether they were, and how one says so. */
export function RegularisationClock({ interventionId, officeId }: RegularisationClockProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = localDate(useNow(), format.timeZone);
  const found = useRegularisation(interventionId);
  const person = useSession().data?.person ?? null;
  const regularisation = found.data;
  if (regularisation === undefined || regularisation === null) return null;
  const state = regularisationState(regularisation, today);
  const { startedAt, dueOn, doneAt, reference, term } = regularisation;
  const mayRegularise =
    isAllowed(regulariseDig.access, person) &&
    (person?.role === "administrator" || person?.office?.id === officeId);
  return (
    <section className={`regularisation regularisation-${state}`} aria-labelledby="regularisation-title">
      <h3 id="regularisation-title">{t("regularisation.title")}</h3>
      <p>
        <strong>{t(`regularisation.states.${state}`, { day: format.day(dueOn) })}</strong>
      </p>
      <p className="quiet">
        {t("regularisation.started", { time: format.moment(Date.parse(startedAt)) })}
        {" · "}
        {doneAt !== null
          ? t("regularisation.done", { time: format.moment(Date.parse(doneAt)), reference })
          : `${t("regularisation.term", { count: term.workingDays })}${term.confirmed ? "" : ` (${t("regularisation.unconfirmed")})`}`}
      </p>
      {doneAt === null && mayRegularise && <Regularise interventionId={interventionId} />}
    </section>
  );
}

function Regularise({ interventionId }: { readonly interventionId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [reference, setReference] = useState("");
  const [asked, setAsked] = useState(false);
  const regularise = useMutation({
    mutationFn: () => call(regulariseDig, { params: { interventionId }, body: { reference } }),
    onSuccess: (done) => client.setQueryData(["regularisation", interventionId], done),
  });
  const missing = asked && reference.trim() === "";
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (reference.trim() !== "") regularise.mutate();
      }}
    >
      <Field
        label={t("regularisation.reference")}
        error={missing ? t("regularisation.missing") : regularise.isError ? t("regularisation.failed") : null}
      >
        {(control) => (
          <input
            {...control}
            className="input"
            maxLength={200}
            placeholder={t("regularisation.example")}
            value={reference}
            onChange={(event) => setReference(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="button" disabled={regularise.isPending}>
        {t("regularisation.do")}
      </button>
    </form>
  );
}
