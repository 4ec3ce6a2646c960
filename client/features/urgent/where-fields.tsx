import { type Ref, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../i18n/use-format.ts";
import { Icon } from "../../ui/icon.tsx";
import { Locator } from "../places/locator.tsx";
import { usePosition } from "./use-position.ts";
import type { Spot, useSpot } from "./use-spot.ts";

interface WhereFieldsProps {
  readonly buttonRef: Ref<HTMLButtonElement>;
  readonly spot: ReturnType<typeof useSpot>;
  readonly isInside: (spot: Spot) => boolean;
  readonly place: string;
  readonly error: string | null;
}

/** Where: by the phone's own position, by name, or by the map beside this. */
export function WhereFields({ buttonRef, spot, isInside, place, error }: WhereFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const locator = useRef<HTMLInputElement>(null);
  const { ask, asking, trouble, accuracyMetres } = usePosition(isInside, spot.goTo);
  return (
    <section className="urgent-where" aria-labelledby="urgent-where">
      <h2 id="urgent-where">{t("urgent.where")}</h2>
      <div className="urgent-where-row">
        <button ref={buttonRef} type="button" className="button" disabled={asking} onClick={ask}>
          <Icon name="target" /> {t(asking ? "urgent.asking" : "urgent.position")}
        </button>
        <Locator inputRef={locator} onPlace={({ position }) => spot.goTo([position[0], position[1]])} />
      </div>
      {trouble !== null && (
        <p className="field-error" role="alert">
          {t(`urgent.trouble.${trouble}`)}
        </p>
      )}
      {error && <p className="field-error">{error}</p>}
      <p className="urgent-place" role="status">
        {spot.isChosen ? place || (spot.site?.street ?? t("urgent.noStreet")) : t("urgent.noPlace")}
        {accuracyMetres !== null && (
          <span className="quiet"> · {t("urgent.accuracy", { metres: format.metres(accuracyMetres) })}</span>
        )}
      </p>
    </section>
  );
}
