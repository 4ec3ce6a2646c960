import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PERIOD_AREA_SORTS, type PeriodArea } from "../../../domain/no-dig-periods/contract.ts";

interface AreaChoiceProps {
  readonly offered: readonly PeriodArea[];
  readonly chosen: readonly PeriodArea[];
  readonly onChange: (areas: readonly PeriodArea[]) => void;
}

const keyOf = ({ sort, key }: PeriodArea) => `${sort} ${key}`;

/** Zones of the city, by sort, to be ticked; a long list is cut down by a word. */
export function AreaChoice({ offered, chosen, onChange }: AreaChoiceProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const ticked = new Set(chosen.map(keyOf));
  // What it was bounded to stays to be seen, also where the layer has lost it since.
  const all = [...new Map([...offered, ...chosen].map((area) => [keyOf(area), area])).values()];
  const word = text.trim().toLowerCase();
  const shown = all.filter((area) => ticked.has(keyOf(area)) || area.name.toLowerCase().includes(word));
  if (all.length === 0) return <p className="quiet">{t("noDig.noAreas")}</p>;
  return (
    <div className="area-choice">
      <input
        type="search"
        className="input"
        aria-label={t("noDig.searchArea")}
        placeholder={t("noDig.searchArea")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="area-list">
        {PERIOD_AREA_SORTS.map((sort) => {
          const ofSort = shown.filter((area) => area.sort === sort);
          if (ofSort.length === 0) return null;
          return (
            <fieldset key={sort}>
              <legend>{t(`noDig.sorts.${sort}`)}</legend>
              {ofSort.map((area) => (
                <label key={area.key} className="check-line">
                  <input
                    type="checkbox"
                    checked={ticked.has(keyOf(area))}
                    onChange={(event) =>
                      onChange(
                        event.target.checked
                          ? [...chosen, area]
                          : chosen.filter((one) => keyOf(one) !== keyOf(area)),
                      )
                    }
                  />{" "}
                  {area.name === "" ? area.key : area.name}
                </label>
              ))}
            </fieldset>
          );
        })}
      </div>
    </div>
  );
}
