import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { INTERVENTION_KINDS } from "../../../domain/interventions/intervention.ts";
import type { NoDigPeriodVersion, PeriodArea } from "../../../domain/no-dig-periods/contract.ts";
import { ProblemError } from "../../api/call.ts";
import { Field } from "../../ui/field.tsx";
import { Modal } from "../../ui/modal.tsx";
import { AreaChoice } from "./area-choice.tsx";
import { MonthDayInput } from "./month-day.tsx";
import { type EntryField, entryOf, type PeriodEntry, readEntry } from "./period-entry.ts";
import { useSetPeriod } from "./use-no-dig-periods.ts";

interface PeriodFormProps {
  readonly periodId: string;
  /** Null for a new one. */
  readonly current: NoDigPeriodVersion | null;
  readonly offered: readonly PeriodArea[];
  readonly onClose: () => void;
}

const RECURS = ["yearly", "once"] as const;

/** Adds a period, changes one, ends one or has it hold again: each time with where that stands. */
export function PeriodForm({ periodId, current, offered, onClose }: PeriodFormProps) {
  const { t } = useTranslation();
  const [entry, setEntry] = useState(() => entryOf(current));
  const [wrong, setWrong] = useState<ReadonlySet<EntryField>>(new Set());
  const set = useSetPeriod(periodId, onClose);
  const seasonError = useId();
  const put = (change: Partial<PeriodEntry>) => setEntry((held) => ({ ...held, ...change }));
  const errorOf = (field: EntryField) => (wrong.has(field) ? t(`noDig.errors.${field}`) : null);
  const submit = (ended: boolean) => {
    const read = readEntry(entry, current?.version ?? 0, ended);
    if ("has" in read) return setWrong(read);
    setWrong(new Set());
    set.mutate(read);
  };
  const seasonText = errorOf("season");
  const describedBy = seasonText === null ? undefined : seasonError;
  const date = (field: "from" | "to", label: string) => (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          type="date"
          className="input"
          aria-describedby={describedBy}
          value={entry[field]}
          onChange={(event) => put({ [field]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <Modal
      title={current === null ? t("noDig.add") : t("noDig.changeOf", { name: current.name })}
      closeLabel={t("common.close")}
      onClose={onClose}
    >
      <form
        noValidate
        className="period-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit(false);
        }}
      >
        <Field label={t("noDig.name")} hint={t("noDig.nameHint")} error={errorOf("name")}>
          {(control) => (
            <input
              {...control}
              type="text"
              className="input"
              maxLength={200}
              value={entry.name}
              onChange={(event) => put({ name: event.target.value })}
            />
          )}
        </Field>
        <fieldset>
          <legend>{t("noDig.when")}</legend>
          {RECURS.map((recurs) => (
            <label key={recurs} className="check-line">
              <input
                type="radio"
                name={`${periodId} recurs`}
                checked={entry.recurs === recurs}
                onChange={() => put({ recurs })}
              />{" "}
              {t(`noDig.${recurs}`)}
            </label>
          ))}
          <div className="field-row">
            {entry.recurs === "yearly" ? (
              <>
                <MonthDayInput
                  label={t("noDig.from")}
                  value={entry.fromDay}
                  describedBy={describedBy}
                  onChange={(fromDay) => put({ fromDay })}
                />
                <MonthDayInput
                  label={t("noDig.to")}
                  value={entry.toDay}
                  describedBy={describedBy}
                  onChange={(toDay) => put({ toDay })}
                />
              </>
            ) : (
              <>
                {date("from", t("noDig.from"))}
                {date("to", t("noDig.to"))}
              </>
            )}
          </div>
          {seasonText !== null && (
            <p id={seasonError} className="field-error">
              {seasonText}
            </p>
          )}
        </fieldset>
        <fieldset>
          <legend>{t("noDig.kinds")}</legend>
          {INTERVENTION_KINDS.map((kind) => (
            <label key={kind} className="check-line">
              <input
                type="checkbox"
                checked={entry.kinds.includes(kind)}
                onChange={(event) =>
                  put({
                    kinds: INTERVENTION_KINDS.filter((one) =>
                      one === kind ? event.target.checked : entry.kinds.includes(one),
                    ),
                  })
                }
              />{" "}
              {t(`kinds.${kind}.many`)}
            </label>
          ))}
          <p className="field-hint">{t("noDig.urgentExempt")}</p>
          {wrong.has("kinds") && <p className="field-error">{errorOf("kinds")}</p>}
        </fieldset>
        <fieldset>
          <legend>{t("noDig.where")}</legend>
          {([true, false] as const).map((everywhere) => (
            <label key={String(everywhere)} className="check-line">
              <input
                type="radio"
                name={`${periodId} where`}
                checked={entry.everywhere === everywhere}
                onChange={() => put({ everywhere })}
              />{" "}
              {t(everywhere ? "noDig.everywhere" : "noDig.inAreas")}
            </label>
          ))}
          {!entry.everywhere && (
            <AreaChoice offered={offered} chosen={entry.areas} onChange={(areas) => put({ areas })} />
          )}
          {wrong.has("areas") && <p className="field-error">{errorOf("areas")}</p>}
        </fieldset>
        <Field label={t("rules.source")} hint={t("rules.sourceHint")} error={errorOf("source")}>
          {(control) => (
            <input
              {...control}
              type="text"
              className="input"
              maxLength={500}
              value={entry.source}
              onChange={(event) => put({ source: event.target.value })}
            />
          )}
        </Field>
        <label className="check-line">
          <input
            type="checkbox"
            checked={entry.confirmed}
            onChange={(event) => put({ confirmed: event.target.checked })}
          />{" "}
          {t("noDig.confirm")}
        </label>
        {set.isError && (
          <p className="field-error" role="alert">
            {set.error instanceof ProblemError ? set.error.problem.title : t("noDig.setFailed")}
          </p>
        )}
        <div className="button-row">
          <button type="submit" className="button button-primary" disabled={set.isPending}>
            {t(current?.ended ? "noDig.again" : "noDig.set")}
          </button>
          {current !== null && !current.ended && (
            <button type="button" className="button" disabled={set.isPending} onClick={() => submit(true)}>
              {t("noDig.end")}
            </button>
          )}
        </div>
        <p className="quiet">{t("noDig.setMeans")}</p>
      </form>
    </Modal>
  );
}
