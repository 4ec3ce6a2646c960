import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../ui/icon.tsx";

const PATIENCE_MS = 12_000;

/** Goes where the device is, when it may be asked: then a stretch of the street there is one tap away. */
export function MyPosition({ onFound }: { onFound: (longitude: number, latitude: number) => void }) {
  const { t } = useTranslation();
  const [state, setState] = useState<"idle" | "asking" | "missing">("idle");
  const ask = () => {
    // Not there on a page served without TLS.
    if (!("geolocation" in navigator)) return setState("missing");
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("idle");
        onFound(coords.longitude, coords.latitude);
      },
      () => setState("missing"),
      { enableHighAccuracy: true, timeout: PATIENCE_MS },
    );
  };
  return (
    <>
      <button type="button" className="button button-wide my-position" onClick={ask}>
        <Icon name="target" /> {t(state === "asking" ? "common.loading" : "editor.whereIAm")}
      </button>
      {state === "missing" && (
        <p className="field-error" role="status">
          {t("editor.positionMissing")}
        </p>
      )}
    </>
  );
}
