import { type RefObject, useEffect, useRef } from "react";

/**
 * Takes the focus when what had it has gone from the page, as a pressed button does with its panel; whoever works
 * elsewhere, on the map say, keeps it.
 */
export function useFocusWhenLost<E extends HTMLElement>(wanted = true): RefObject<E | null> {
  const element = useRef<E>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as it appears
  useEffect(() => {
    const focused = document.activeElement;
    if (wanted && (focused === null || focused === document.body)) element.current?.focus();
  }, []);
  return element;
}
