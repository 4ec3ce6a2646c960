import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ResponseOf } from "../../../domain/contract/endpoint.ts";
import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { LocatedStretch, locateOnStreet } from "../../../domain/places/contract.ts";
import { useFormat } from "../../i18n/use-format.ts";
import { offerPlaces } from "./offered-places.ts";
import { footprintOf } from "./stretch-text.ts";

interface StretchChoicesProps {
  readonly located: ResponseOf<typeof locateOnStreet>;
  readonly widthMetres: number;
  readonly onPreview: (footprint: Footprint | null) => void;
  readonly onChoose: (reading: LocatedStretch) => void;
  readonly onSuggestion: (name: string) => void;
}

/** What a text may mean, each shown on the map while it is pointed at; or what it could have said instead. */
export function StretchChoices(props: StretchChoicesProps) {
  const { located, widthMetres, onPreview, onChoose, onSuggestion } = props;
  const { t } = useTranslation();
  const format = useFormat();
  useEffect(() => {
    offerPlaces(located.readings.map((reading) => footprintOf(reading, widthMetres)));
    return () => offerPlaces([]);
  }, [located, widthMetres]);
  if (located.readings.length === 0) {
    const suggestions = located.question?.suggestions ?? [];
    if (suggestions.length === 0) return null;
    return (
      <ul className="place-choices" aria-label={t("place.suggestions")}>
        {suggestions.map((name) => (
          <li key={name}>
            <button type="button" className="button" onClick={() => onSuggestion(name)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    );
  }
  const labelOf = ({ street, detail, from, to, side, compass, lengthMetres }: LocatedStretch) =>
    [
      street,
      [from, to].filter((end) => end !== null).join(" – ") || t("place.whole"),
      detail,
      side && t(`place.sideOf.${side}`),
      compass && t(`place.compass.${compass}`),
      format.metres(Math.round(lengthMetres)),
    ]
      .filter(Boolean)
      .join(" · ");
  return (
    <ul className="place-choices" aria-label={t("place.choices")}>
      {located.readings.map((reading, i) => {
        const show = () => onPreview(footprintOf(reading, widthMetres));
        const hide = () => onPreview(null);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: readings are known by their order alone
          <li key={i}>
            <button
              type="button"
              className="button"
              onPointerEnter={show}
              onPointerLeave={hide}
              onFocus={show}
              onBlur={hide}
              onClick={() => onChoose(reading)}
            >
              <strong className="place-choice-number">{i + 1}</strong> {labelOf(reading)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
