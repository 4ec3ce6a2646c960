import { useTranslation } from "react-i18next";
import type { Counterpart } from "../../../domain/conflicts/counterpart.ts";
import { toSpan } from "../../../domain/geo/interval.ts";
import { useFormat } from "../../i18n/use-format.ts";

/** What a finding is set against, as a card says it: a name, and what tells it from others of its sort. */
export function useCounterpartWords(counterpart: Counterpart): { title: string; detail: string } {
  const { t } = useTranslation();
  const format = useFormat();
  const joined = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join(" · ");
  switch (counterpart.type) {
    case "phase":
      return {
        title: counterpart.title,
        detail: joined(counterpart.officeName, format.days(toSpan(counterpart))),
      };
    case "tree":
      return {
        title: counterpart.species ?? t("conflicts.counterparts.tree"),
        detail: joined(
          counterpart.monumental && t("conflicts.counterparts.monumental"),
          t("conflicts.counterparts.away", { distance: format.metres(counterpart.distanceMetres) }),
          counterpart.synthetic && t("common.synthetic"),
        ),
      };
    case "utility":
      return {
        title: t(`conflicts.counterparts.utility.${counterpart.network}`),
        detail: joined(
          t("conflicts.counterparts.diameter", { millimetres: counterpart.diameterMillimetres }),
          counterpart.depthMetres === null
            ? t("conflicts.counterparts.depthUnknown")
            : t("conflicts.counterparts.depth", { depth: format.metres(counterpart.depthMetres) }),
          t("conflicts.counterparts.accuracy", { class: counterpart.accuracyClass }),
          counterpart.synthetic && t("common.synthetic"),
        ),
      };
    case "pavement":
      return {
        title: t("conflicts.counterparts.pavement"),
        detail:
          counterpart.squareMetres === null
            ? t("conflicts.counterparts.pavementUnknown")
            : t("conflicts.counterparts.pavementArea", {
                area: format.squareMetres(counterpart.squareMetres),
              }),
      };
    case "place":
      return {
        title:
          counterpart.name === "" ? t(`conflicts.counterparts.place.${counterpart.sort}`) : counterpart.name,
        detail: joined(
          counterpart.name !== "" && t(`conflicts.counterparts.place.${counterpart.sort}`),
          counterpart.distanceMetres > 0 &&
            t("conflicts.counterparts.away", { distance: format.metres(counterpart.distanceMetres) }),
          counterpart.synthetic && t("common.synthetic"),
        ),
      };
    case "none":
      return { title: t("conflicts.counterparts.none"), detail: "" };
  }
}
