import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ClearancePlan } from "../../../domain/conflicts/clearance-plan.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import type { ClearancePlans } from "./use-clearance-plans.ts";
import "./plan-list.css";

interface PlanListProps {
  readonly asked: ClearancePlans;
  readonly phaseCount: number;
  /** A plan lies on the draft and can be taken back. */
  readonly applied: ClearancePlan | null;
  readonly onApply: (plan: ClearancePlan) => void;
  readonly onUndo: () => void;
}

/** Ways to free the draft of everything that blocks it at once, the least change first; none where nothing blocks. */
export function PlanList({ asked, phaseCount, applied, onApply, onUndo }: PlanListProps) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const heading = useId();
  if (applied !== null) {
    return (
      <section className="plans plans-applied" aria-labelledby={heading} data-testid="plans">
        <h3 id={heading}>
          <Icon name="check" size={18} /> {t("plans.applied")}
        </h3>
        <Lines plan={applied} />
        <button type="button" className="button" onClick={onUndo}>
          {t("plans.undo")}
        </button>
      </section>
    );
  }
  if (asked.status === "idle") return null;
  return (
    <section
      className="plans"
      aria-labelledby={heading}
      aria-busy={asked.status === "asking"}
      data-testid="plans"
    >
      <h3 id={heading}>{t("plans.title")}</h3>
      {asked.status === "asking" && <p className="quiet">{t("plans.asking")}</p>}
      {asked.status === "failed" && <p>{t("plans.failed")}</p>}
      {asked.status === "done" && asked.plans.length === 0 && (
        <p>
          {t("plans.none")}{" "}
          {asked.stuck
            .map(({ phasePosition, title }) =>
              phaseCount > 1
                ? t("plans.stuck", { phase: phasePosition + 1, rule: title[language] })
                : title[language],
            )
            .join("; ")}
        </p>
      )}
      {asked.plans.length > 0 && (
        <ol className="plan-options">
          {asked.plans.map((plan) => (
            <li key={plan.labels.map(({ it }) => it).join()}>
              <div>
                <Lines plan={plan} />
                <p className="quiet">
                  <Cost plan={plan} />
                  {plan.leaves.warning > 0 && (
                    <>
                      {" "}
                      {t("conflicts.leaves", {
                        what: t("severity.warning.count", { count: plan.leaves.warning }),
                      })}
                    </>
                  )}
                </p>
              </div>
              <button
                type="button"
                className="button"
                aria-label={t("plans.applyThis", {
                  what: plan.labels.map((label) => label[language]).join("; "),
                })}
                onClick={() => onApply(plan)}
              >
                {t("plans.apply")}
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Lines({ plan }: { plan: ClearancePlan }) {
  const { language } = useFormat();
  return plan.labels.map((label) => <p key={label.it}>{label[language]}</p>);
}

/** The sum, and what it is made of: "costo 9: 7 giorni × 1, 1 modifica × 1". */
function Cost({ plan: { cost } }: { plan: ClearancePlan }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const terms = cost.terms.map(({ term, amount, weight }) =>
    t("plans.term", {
      what: t(`plans.terms.${term}`, { count: amount, amount: number(amount) }),
      weight: number(weight),
    }),
  );
  return (
    <span title={t("plans.costHow")}>
      {t("plans.cost", { points: number(cost.points), terms: terms.join(", ") })}
    </span>
  );
}
