import { useId } from "react";
import { useTranslation } from "react-i18next";
import { ROAD_EFFECTS, type RoadEffect } from "./road-effect.ts";

/** Parts of a street seen from above: pavement 0–9, carriageway 9–39, pavement 39–48. */
const SITES: Record<RoadEffect, string> = {
  parking: "M31 12h7v24h-7z",
  footway: "M40 8h7v32h-7z",
  narrowing: "M31 6h8v36h-8z",
  alternating: "M24 6h15v36H24z",
  "one-direction": "M24 6h15v36H24z",
  closed: "M9 14h30v20H9z",
};
const ARROWS: Record<RoadEffect, string> = {
  parking: "M16 40V10M12 15l4-6 4 6M26 8v28M22 32l4 6 4-6",
  footway: "M17 40V10M13 15l4-6 4 6M31 8v30M27 33l4 6 4-6",
  narrowing: "M14 40V10M10 15l4-6 4 6M25 8v30M21 33l4 6 4-6",
  alternating: "M16 40V8M12 13l4-6 4 6M12 35l4 6 4-6",
  "one-direction": "M16 40V10M12 15l4-6 4 6",
  closed: "M24 46v-8M24 2v8",
};

function Pictogram({ effect }: { effect: RoadEffect }) {
  return (
    <svg className="pictogram" viewBox="0 0 48 48" aria-hidden="true">
      <path className="pictogram-ground" d="M0 0h48v48H0z" />
      <path className="pictogram-road" d="M9 0h30v48H9z" />
      <path className="pictogram-arrow" d={ARROWS[effect]} />
      <path className="pictogram-site" d={SITES[effect]} />
      {effect === "closed" && <path className="pictogram-bar" d="M15 24h18" />}
    </svg>
  );
}

interface RoadEffectPickerProps {
  readonly value: RoadEffect | null;
  readonly onChange: (effect: RoadEffect) => void;
}

export function RoadEffectPicker({ value, onChange }: RoadEffectPickerProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className="effects">
      <legend className="field-label">{t("editor.effect")}</legend>
      <div className="effect-grid">
        {ROAD_EFFECTS.map((effect) => (
          <label key={effect} className="effect">
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={value === effect}
              onChange={() => onChange(effect)}
            />
            <Pictogram effect={effect} />
            <span>{t(`effects.${effect}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
