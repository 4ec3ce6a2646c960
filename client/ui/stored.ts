import { useCallback, useState } from "react";

/** What this device keeps under a name, or null; storage may be switched off, which is no error. */
export function readStored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Names under which this device keeps something, that begin so. */
export function listStored(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

/** @returns whether it is kept. */
export function writeStored(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
    return true;
  } catch {
    return false;
  }
}

/** A switch remembered on this device. */
export function useStoredSwitch(name: string, atStart: boolean): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    const stored = readStored(name);
    return stored === null ? atStart : stored === "on";
  });
  const change = useCallback(
    (next: boolean) => {
      setOn(next);
      writeStored(name, next ? "on" : "off");
    },
    [name],
  );
  return [on, change];
}
