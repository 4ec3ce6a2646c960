import { useCallback, useState } from "react";

/** Where each list was left, for as long as the page lives: who comes back from the map finds it as it was. */
const places = new Map<string, number>();

export function useScrollMemory(name: string): {
  readonly start: number;
  readonly keep: (pixels: number) => void;
} {
  const [start] = useState(() => places.get(name) ?? 0);
  const keep = useCallback((pixels: number) => void places.set(name, pixels), [name]);
  return { start, keep };
}
