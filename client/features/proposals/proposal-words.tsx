import { useTranslation } from "react-i18next";
import { toSpan } from "../../../domain/geo/interval.ts";
import type { ProposalOption, Side } from "../../../domain/proposals/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";

type Offered = Pick<ProposalOption, "movingPhaseId" | "startsAt" | "endsAt" | "days">;

/** Who would move, by how many days, to when. */
export function useOfferWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return (offer: Offered, sides: readonly Side[]): string => {
    const title = sides.find(({ phaseId }) => phaseId === offer.movingPhaseId)?.title ?? "";
    const dates = format.days(toSpan(offer));
    if (offer.days === 0) return t("proposals.offer.same", { title, dates });
    const by = { title, dates, count: Math.abs(offer.days) };
    return offer.days > 0 ? t("proposals.offer.later", by) : t("proposals.offer.earlier", by);
  };
}

/** What is saved: days on which the street is taken, and ground that is dug once. */
export function useSavingWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({
    streetDaysNow: now,
    streetDaysAfter: after,
    sharedSquareMetres,
  }: ProposalOption["saved"]): string => {
    const days =
      now === after
        ? t("proposals.saved.noDays", { now })
        : now > after
          ? t("proposals.saved.days", { count: now - after, now, after })
          : t("proposals.saved.moreDays", { count: after - now, now, after });
    const ground =
      sharedSquareMetres < 1
        ? t("proposals.saved.noGround")
        : t("proposals.saved.ground", { area: format.squareMetres(sharedSquareMetres) });
    return `${days}; ${ground}`;
  };
}
