/** Figures as people write them into tags (wiki.openstreetmap.org/wiki/Map_features/Units). */

const METRES_PER_FOOT = 0.3048;
const KILOMETRES_PER_MILE = 1.609344;

function readFigure(text: string): number | null {
  const trimmed = text.trim();
  // A comma is a decimal sign only where it cannot part thousands.
  const plain = /^\d+,\d{1,2}$/.test(trimmed) ? trimmed.replace(",", ".") : trimmed;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** "12", "12.5 m", "12,5", "40 ft", "6'7\"" in metres; null for what is no length. */
export function readMetres(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? value : null;
  if (typeof value !== "string") return null;
  const feet = /^(\d+(?:\.\d+)?)'(?:\s*(\d+(?:\.\d+)?)")?$/.exec(value.trim());
  if (feet) return (Number(feet[1]) + Number(feet[2] ?? 0) / 12) * METRES_PER_FOOT;
  const [, figure, unit] = /^(.*?)\s*(m|ft|metres|meters)?$/i.exec(value.trim()) ?? [];
  const read = readFigure(figure ?? "");
  if (read === null) return null;
  return unit?.toLowerCase() === "ft" ? read * METRES_PER_FOOT : read;
}

/** Levels, lanes, places: a whole or broken number that is not negative, else null. */
export function readCount(value: unknown): number | null {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? value : null;
  return typeof value === "string" ? readFigure(value) : null;
}

/** "50", "50 km/h", "30 mph" in whole km/h; null where the tag names a rule ("CH:urban", "walk") instead. */
export function readSpeed(value: unknown): number | null {
  if (typeof value === "number") return value > 0 ? Math.round(value) : null;
  if (typeof value !== "string") return null;
  const [, figure, unit] = /^(.*?)\s*(km\/h|kmh|kph|mph)?$/i.exec(value.trim()) ?? [];
  const read = readFigure(figure ?? "");
  if (read === null || read === 0) return null;
  return Math.round(unit?.toLowerCase() === "mph" ? read * KILOMETRES_PER_MILE : read);
}

/**
 * Several values in one: "a;b" of OpenStreetMap, and "['a', 'b']" that Python wrote for merged edges. A single
 * value is a list of one, an absent one an empty list.
 */
export function readList(value: unknown): readonly string[] {
  if (value === null || value === undefined || value === "") return [];
  if (Array.isArray(value)) return value.map(String);
  const text = String(value).trim();
  if (!/^\[.*\]$/s.test(text)) {
    return text
      .split(";")
      .map((part) => part.trim())
      .filter((part) => part !== "");
  }
  return [...text.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,[\]'"]+)/g)].map(
    ([, single, double, bare]) => (single ?? double ?? bare)!.replace(/\\(.)/g, "$1"),
  );
}

/** The least of what can be read: a stretch merged of several is as slow and as narrow as its worst part. */
export function leastOf(value: unknown, read: (one: unknown) => number | null): number | null {
  const known = readList(value)
    .map(read)
    .filter((one) => one !== null);
  return known.length === 0 ? null : Math.min(...known);
}
