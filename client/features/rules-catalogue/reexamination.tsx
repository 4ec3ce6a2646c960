import { useTranslation } from "react-i18next";
import { RULES } from "../../../domain/conflicts/rules.ts";
import { moveReexamination, type Reexamination } from "../../../domain/rules-catalogue/contract.ts";
import { ProblemError } from "../../api/call.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { isAllowed, useSession } from "../people/use-session.ts";
import { isOpen, useMoveReexamination, useReexamination } from "./use-reexamination.ts";

/** How far what is saved was examined again after a number changed, to be stopped and gone on with. */
export function ReexaminationState() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: latest, isError } = useReexamination();
  if (isError) return <p className="field-error">{t("reexamination.unknown")}</p>;
  if (!latest) return null;
  if (isOpen(latest)) return <OpenReexamination latest={latest} />;
  return latest.endedAt === null ? null : (
    <p className="quiet">
      {t("reexamination.done", { count: latest.done, date: format.moment(Date.parse(latest.endedAt)) })}
    </p>
  );
}

function OpenReexamination({ latest }: { readonly latest: Reexamination }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const person = useSession().data?.person ?? null;
  const move = useMoveReexamination(latest.id);
  const { state, done, total, rules } = latest;
  const titles = rules.map((id) => RULES.find((rule) => rule.id === id)?.title[language] ?? id);
  const isStanding = state === "stopped" || state === "failed";
  return (
    <section className="notice reexamination" aria-labelledby="reexamination-title">
      <h2 id="reexamination-title">{t("reexamination.title")}</h2>
      <p role="status">
        {total === null
          ? t(`reexamination.before.${state}`)
          : t(`reexamination.at.${state}`, { done, total })}
      </p>
      {total !== null && (
        <progress value={done} max={Math.max(1, total)} aria-label={t("reexamination.title")} />
      )}
      <p className="quiet">{t("reexamination.means", { rules: titles.join(" · ") })}</p>
      {isAllowed(moveReexamination.access, person) && (
        <button
          type="button"
          className="button"
          disabled={move.isPending}
          onClick={() => move.mutate(isStanding ? "resume" : "stop")}
        >
          {t(isStanding ? "reexamination.resume" : "reexamination.stop")}
        </button>
      )}
      {move.isError && (
        <p className="field-error" role="alert">
          {move.error instanceof ProblemError ? move.error.problem.title : t("reexamination.failed")}
        </p>
      )}
    </section>
  );
}

/** Where findings on record are listed: that some may be of earlier values. Nothing while all are of the present ones. */
export function ReexaminationNotice() {
  const { t } = useTranslation();
  const { data: latest } = useReexamination();
  if (!latest || !isOpen(latest)) return null;
  return (
    <div className="notice">
      <p>
        {t("reexamination.notice", { count: latest.rules.length })}{" "}
        <a href="/rules">{t("reexamination.toRules")}</a>
      </p>
    </div>
  );
}
