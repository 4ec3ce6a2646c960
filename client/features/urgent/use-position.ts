import { useCallback, useState } from "react";
import type { Spot } from "./use-spot.ts";

export type PositionTrouble = "refused" | "missing" | "late" | "outside";

const PATIENCE_MS = 12_000;
const OLDEST_MS = 30_000;

/** Asks the device where it is, once, and only when told to. */
export function usePosition(isInside: (spot: Spot) => boolean, onFound: (spot: Spot) => void) {
  const [asking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<PositionTrouble | null>(null);
  const [accuracyMetres, setAccuracy] = useState<number | null>(null);
  const ask = useCallback(() => {
    setTrouble(null);
    setAccuracy(null);
    // Not there on a page served without TLS.
    if (!("geolocation" in navigator)) {
      setTrouble("missing");
      return;
    }
    setAsking(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        const spot: Spot = [coords.longitude, coords.latitude];
        if (!isInside(spot)) {
          setTrouble("outside");
          return;
        }
        setAccuracy(Math.round(coords.accuracy));
        onFound(spot);
      },
      ({ code }) => {
        setAsking(false);
        setTrouble(code === 1 ? "refused" : code === 3 ? "late" : "missing");
      },
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: OLDEST_MS },
    );
  }, [isInside, onFound]);
  return { ask, asking, trouble, accuracyMetres };
}
