import { useEffect, useRef } from "react";

export interface Shortcut {
  /** As `KeyboardEvent.key` tells it; letters in lower case. */
  readonly key: string;
  readonly control?: boolean;
  readonly shift?: boolean;
  /** Also while something is written in a field. */
  readonly inFields?: true;
  readonly run: () => void;
}

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly altGraph: boolean;
}

/**
 * The shortcut a key press means. A character counts as typed, whatever keys make it: on an Italian keyboard
 * `[` takes AltGr, which browsers report as Ctrl + Alt, and `/` takes shift.
 */
export function findShortcut<S extends Shortcut>(
  press: KeyPress,
  shortcuts: readonly S[],
  letters: boolean,
): S | null {
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  const control = (press.ctrlKey || press.metaKey) && !press.altGraph;
  if (press.altKey && !press.altGraph) return null;
  const found = shortcuts.find(
    (shortcut) =>
      shortcut.key === key &&
      (shortcut.control ?? false) === control &&
      (shortcut.shift === undefined || shortcut.shift === press.shiftKey),
  );
  // WCAG 2.1.4: what a single character does can be switched off; chords stay.
  if (!found || (!letters && !found.control)) return null;
  return found;
}

/** Where letters are written; a pictogram just chosen or a box just ticked takes none. */
const FIELDS = "input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]";

/** Listens on the whole page, outside dialogs, and outside fields but for what says otherwise. */
export function useShortcuts(shortcuts: readonly Shortcut[], letters: boolean): void {
  const latest = useRef({ shortcuts, letters });
  useEffect(() => {
    latest.current = { shortcuts, letters };
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const target = event.target instanceof Element ? event.target : null;
      if (document.querySelector("dialog[open]")) return;
      const press = {
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        shiftKey: event.shiftKey,
        altGraph: event.getModifierState("AltGraph"),
      };
      const shortcut = findShortcut(press, latest.current.shortcuts, latest.current.letters);
      if (shortcut === null || (target?.closest(FIELDS) && !shortcut.inFields)) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}
