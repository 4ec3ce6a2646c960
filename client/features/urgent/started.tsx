import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { useFocusWhenLost } from "../../ui/use-focus-when-lost.ts";
import { HitsList } from "./hits-list.tsx";
import type { StartedDig } from "./queue.ts";
import { RegularisationClock } from "./regularisation-clock.tsx";

/** The dig is under way: what it hits comes first, because a shovel is in the ground. */
export function Started({ started, onNew }: { readonly started: StartedDig; readonly onNew: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { intervention, hits, regularisation } = started;
  const heading = useFocusWhenLost<HTMLHeadingElement>();
  const findings = intervention.findings.filter(({ severity }) => severity === "blocking").length;
  return (
    <div className="urgent-started" data-testid="urgent-started">
      <h2 ref={heading} tabIndex={-1}>
        <Icon name="check" />{" "}
        {t("urgent.startedAt", { time: format.time(Date.parse(regularisation.startedAt)) })}
      </h2>
      <p>
        {intervention.place === "" ? intervention.title : `${intervention.title} · ${intervention.place}`}
      </p>
      {findings > 0 && <p className="hit hit-grave">{t("urgent.blocking", { count: findings })}</p>}
      <HitsList hits={hits} told />
      <RegularisationClock interventionId={intervention.id} officeId={intervention.office.id} />
      <div className="button-row">
        <Link to="/" search={{ s: intervention.id }} className="button button-primary">
          {t("urgent.openSheet")}
        </Link>
        <button type="button" className="button" onClick={onNew}>
          {t("urgent.another")}
        </button>
      </div>
    </div>
  );
}
