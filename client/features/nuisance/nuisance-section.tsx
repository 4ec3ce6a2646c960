import type { UseQueryResult } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Nuisance } from "../../../domain/nuisance/nuisance.ts";
import { ProblemError } from "../../api/call.ts";
import { NuisanceView } from "./nuisance-view.tsx";
import { type NuisanceBody, useDraftNuisance, useSavedNuisance } from "./use-nuisance.ts";

interface DraftNuisanceProps {
  /** Null while the draft has no ground, or is not whole. */
  readonly body: NuisanceBody | null;
  /** While a hand moves the shape nobody is asked. */
  readonly drawing: boolean;
}

/** What the draft would do to those who pass and live there. */
export function DraftNuisance({ body, drawing }: DraftNuisanceProps) {
  const { t } = useTranslation();
  const heading = useId();
  const asked = useDraftNuisance(drawing ? null : body);
  return (
    <section className="editor-part" aria-labelledby={heading} data-testid="draft-nuisance">
      <h3 id={heading}>{t("nuisance.heading")}</h3>
      {body === null && !drawing ? (
        <p className="quiet">{t("nuisance.noGround")}</p>
      ) : (
        <Answer asked={asked} phases={body?.draft.phases.length ?? 1} />
      )}
    </section>
  );
}

/** The same of an intervention as it is saved. */
export function SavedNuisance(props: { interventionId: string; version: number; phases: number }) {
  const { t } = useTranslation();
  const heading = useId();
  const asked = useSavedNuisance(props.interventionId, props.version);
  return (
    <section className="sheet-nuisance" aria-labelledby={heading} data-testid="sheet-nuisance">
      <h3 id={heading}>{t("nuisance.heading")}</h3>
      <Answer asked={asked} phases={props.phases} />
    </section>
  );
}

function Answer({ asked, phases }: { asked: UseQueryResult<Nuisance>; phases: number }) {
  const { t } = useTranslation();
  const { data, error, isError, isFetching, refetch } = asked;
  if (isError) {
    // Ground that is refused is told by the verdict, with what is wrong with it.
    const refused = error instanceof ProblemError && error.problem.status < 500;
    return (
      <p role={refused ? undefined : "alert"} className={refused ? "quiet" : undefined}>
        {t("nuisance.failed")}{" "}
        {!refused && (
          <button type="button" className="button button-small" onClick={() => void refetch()}>
            {t("common.again")}
          </button>
        )}
      </p>
    );
  }
  if (data === undefined) return <p role="status">{t("common.loading")}</p>;
  return (
    <div aria-busy={isFetching}>
      <NuisanceView nuisance={data} phases={phases} />
    </div>
  );
}
