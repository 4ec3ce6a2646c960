import { useTranslation } from "react-i18next";
import { distanceFromAxis, type StreetLane } from "../../../domain/places/on-street.ts";
import { type Side, sideOf } from "./shape-actions.ts";
import { compassOf, type LineOnStreet, useEvenSide } from "./use-on-street.ts";
import type { ShapeDesk } from "./use-shape.ts";

const SIDES: readonly Side[] = ["left", "centre", "right"];
const LANES = ["lane", "kerb", "pavement"] as const;

/** On which side of its street the line lies, and on what of it. */
export function SideChoice({ desk, street }: { readonly desk: ShapeDesk; readonly street: LineOnStreet }) {
  const { t } = useTranslation();
  const { on } = street;
  const even = useEvenSide(on);
  const now = sideOf(on);
  const width = desk.footprint?.kind === "line" ? desk.footprint.widthMetres : 0;
  const isKnown = (lane: StreetLane) => distanceFromAxis(on.street, lane, width) !== null;
  const labelOf = (side: Side) => {
    if (side === "centre") return t("shape.centre");
    const compass = t(`place.compass.${compassOf(on, side)}`);
    return even === null ? compass : t(even === side ? "shape.evenSide" : "shape.oddSide", { compass });
  };
  const known = LANES.filter(isKnown);
  const chosen = known.find((lane) => lane === desk.lane) ?? known[0];
  return (
    <div className="shape-sides" role="toolbar" aria-label={t("shape.sideOf", { street: on.street.name })}>
      <strong className="shape-street">{on.street.name}</strong>
      <span className="shape-segments">
        {SIDES.map((side) => (
          <button
            key={side}
            type="button"
            className="button button-small"
            aria-pressed={now === side}
            disabled={side !== "centre" && known.length === 0}
            onClick={() => desk.lay(side, chosen)}
          >
            {labelOf(side)}
          </button>
        ))}
      </span>
      {known.length === 0 ? (
        <span className="field-hint">{t("shape.widthUnknown")}</span>
      ) : (
        <select
          className="input"
          aria-label={t("shape.lane")}
          value={chosen}
          onChange={(event) => desk.lay(now === "centre" ? "right" : now, event.target.value as StreetLane)}
        >
          {known.map((lane) => (
            <option key={lane} value={lane}>
              {t(`shape.lanes.${lane}`)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
