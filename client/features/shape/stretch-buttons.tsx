import { useTranslation } from "react-i18next";
import { extendToCrossing, type LineEnd, shrinkToCrossing } from "../../../domain/places/on-street.ts";
import { Icon } from "../../ui/icon.tsx";
import { crossingAt, type LineOnStreet } from "./use-on-street.ts";
import type { ShapeDesk } from "./use-shape.ts";

const ENDS = [
  { end: "from", way: "extend", icon: "extendBack" },
  { end: "from", way: "shrink", icon: "shrinkBack" },
  { end: "to", way: "shrink", icon: "shrinkAhead" },
  { end: "to", way: "extend", icon: "extendAhead" },
] as const;

/** Each end of the line to the next crossing, outwards and inwards. */
export function StretchButtons({
  desk,
  street,
}: {
  readonly desk: ShapeDesk;
  readonly street: LineOnStreet;
}) {
  const { t } = useTranslation();
  const { on } = street;
  const goal = (end: LineEnd, way: "extend" | "shrink") => {
    const next = way === "extend" ? extendToCrossing(on, end) : shrinkToCrossing(on, end);
    return next && crossingAt(street, end === "from" ? next.fromMetres : next.toMetres);
  };
  return (
    <span className="shape-segments" role="toolbar" aria-label={t("shape.ends")}>
      {ENDS.map(({ end, way, icon }) => {
        const crossing = goal(end, way);
        const label = t(`shape.${way}`, { crossing: crossing || t("shape.streetEnd") });
        return (
          <button
            key={`${end} ${way}`}
            type="button"
            className="button button-small"
            aria-label={label}
            title={label}
            disabled={crossing === null}
            onClick={() => desk.stretch(end, way)}
          >
            <Icon name={icon} size={18} />
          </button>
        );
      })}
    </span>
  );
}
