import { useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = matchMedia(query);
      media.addEventListener("change", onChange);
      return () => media.removeEventListener("change", onChange);
    },
    () => matchMedia(query).matches,
  );
}

/** Narrower than a tablet held upright: one column, panels as a sheet over the map. */
export const usePhone = () => useMedia("(max-width: 767px)");
export const useReducedMotion = () => useMedia("(prefers-reduced-motion: reduce)");
