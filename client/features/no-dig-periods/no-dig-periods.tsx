import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayOf } from "../../../domain/conflicts/wording.ts";
import {
  type NoDigPeriod,
  type NoDigPeriodVersion,
  putNoDigPeriod,
} from "../../../domain/no-dig-periods/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { newId } from "../interventions/new-id.ts";
import { isAllowed, useSession } from "../people/use-session.ts";
import { monthDayText } from "./month-day.tsx";
import "./no-dig-periods.css";
import { PeriodForm } from "./period-form.tsx";
import { useNoDigPeriods } from "./use-no-dig-periods.ts";

interface Open {
  readonly periodId: string;
  readonly current: NoDigPeriodVersion | null;
}

/** The city's periods without digs: those that hold, those that were ended, and for an office the form to set them. */
export function NoDigPeriods() {
  const { t } = useTranslation();
  const periods = useNoDigPeriods();
  const person = useSession().data?.person ?? null;
  const [open, setOpen] = useState<Open | null>(null);
  const maySet = periods.isSuccess && isAllowed(putNoDigPeriod.access, person);
  return (
    <section className="no-dig-periods" aria-labelledby="no-dig-periods">
      <h3 id="no-dig-periods">{t("noDig.title")}</h3>
      {periods.isPending && <p className="quiet">{t("noDig.loading")}</p>}
      {periods.isError && (
        <div role="alert">
          <p>{t("noDig.failed")}</p>
          <button type="button" className="button button-small" onClick={() => void periods.refetch()}>
            {t("common.again")}
          </button>
        </div>
      )}
      {periods.isSuccess && (
        <PeriodLists
          periods={periods.data.periods}
          onChange={maySet ? (periodId, current) => setOpen({ periodId, current }) : null}
        />
      )}
      {maySet && (
        <button
          type="button"
          className="button button-small"
          onClick={() => setOpen({ periodId: newId(), current: null })}
        >
          {t("noDig.add")}
        </button>
      )}
      {open !== null && periods.isSuccess && (
        <PeriodForm {...open} offered={periods.data.areas} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}

interface PeriodListsProps {
  readonly periods: readonly NoDigPeriod[];
  readonly onChange: ((periodId: string, current: NoDigPeriodVersion) => void) | null;
}

function PeriodLists({ periods, onChange }: PeriodListsProps) {
  const { t } = useTranslation();
  const list = (ended: boolean) => (
    <ul className="period-list">
      {periods
        .filter(({ versions }) => versions[0]!.ended === ended)
        .map((period) => (
          <PeriodItem key={period.id} period={period} onChange={onChange} />
        ))}
    </ul>
  );
  const count = periods.filter(({ versions }) => versions[0]!.ended).length;
  return (
    <>
      {count === periods.length ? <p>{t("noDig.none")}</p> : list(false)}
      {count > 0 && (
        <details>
          <summary>{t("noDig.ended", { count })}</summary>
          {list(true)}
        </details>
      )}
    </>
  );
}

function PeriodItem({
  period: { id, versions },
  onChange,
}: { readonly period: NoDigPeriod } & Pick<PeriodListsProps, "onChange">) {
  const { t } = useTranslation();
  const format = useFormat();
  const { language } = format;
  const current = versions[0]!;
  const { name, season, kinds, areas, source, confirmed, officeName, at, version } = current;
  return (
    <li>
      <strong>{name}</strong>{" "}
      {!confirmed && <span className="unconfirmed">{t("conflicts.unconfirmed")}</span>}
      <p>
        {season.kind === "yearly"
          ? t("noDig.everyYear", {
              from: monthDayText(season.fromDay, language),
              to: monthDayText(season.toDay, language),
            })
          : t("noDig.onlyOnce", { from: dayOf(season.from, language), to: dayOf(season.to, language) })}
        {" · "}
        {kinds.map((kind) => t(`kinds.${kind}.many`)).join(", ")}
        {" · "}
        {areas.length === 0
          ? t("noDig.everywhere")
          : areas.map((area) => (area.name === "" ? area.key : area.name)).join(", ")}
      </p>
      <p className="quiet">
        {t("noDig.version", {
          version,
          office: officeName ?? t("rules.noOffice"),
          date: format.moment(Date.parse(at)),
          source,
        })}
      </p>
      {onChange !== null && (
        <button
          type="button"
          className="button button-small"
          aria-label={t("noDig.changeOf", { name })}
          onClick={() => onChange(id, current)}
        >
          {t("rules.change")}
        </button>
      )}
    </li>
  );
}
