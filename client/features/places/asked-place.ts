/** A place asked for in one field and answered in another: what the locator was given is for the editor to draw. */
let asked: string | null = null;
const listeners = new Set<() => void>();

export function askForPlace(text: string): void {
  asked = text;
  for (const listener of listeners) listener();
}

/** Taken once: whoever has taken it answers it. */
export function takeAskedPlace(): string | null {
  const text = asked;
  asked = null;
  return text;
}

/** @returns how to stop listening. */
export function onAskedPlace(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
