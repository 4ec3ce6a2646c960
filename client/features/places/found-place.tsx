import { useTranslation } from "react-i18next";
import type { Place } from "../../../domain/places/contract.ts";
import { Icon } from "../../ui/icon.tsx";
import { PLACE_ICONS, useDescribePlace } from "./locator.tsx";

/** What the view has just flown to. */
export function FoundPlace({ place, onClose }: { place: Place; onClose: () => void }) {
  const { t } = useTranslation();
  const describe = useDescribePlace();
  return (
    <div className="map-notice found-place" role="status" data-testid="found-place">
      <Icon name={PLACE_ICONS[place.kind]} />
      <p>
        <strong>{place.title}</strong> <span>{describe(place)}</span>
      </p>
      <button type="button" className="icon-button" aria-label={t("locator.clear")} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
