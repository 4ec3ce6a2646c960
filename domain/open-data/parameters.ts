/** Parameters of the public services, read one by one. */
import type { ReferenceSystem } from "./reference-systems.ts";

/** west, south, east, north in the axis order x, y; in degrees never across the date line. */
export type Box = readonly [number, number, number, number];

export interface ParameterError {
  readonly field: string;
  readonly message: string;
}

/** What came in, by name; a name given twice is an array. */
export type RawQuery = Readonly<Record<string, unknown>>;

/** Finite, whatever its exponent. */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$/;

/** What is wrong with one parameter, in words for whoever sent it. */
export class Wrong extends Error {
  override readonly name = "Wrong";
}

/** Reads one parameter after the other, and gathers what is wrong with each. */
export class ParameterReader {
  readonly errors: ParameterError[] = [];
  readonly #raw: RawQuery;
  constructor(raw: RawQuery, known: readonly string[]) {
    this.#raw = raw;
    for (const name of Object.keys(raw)) {
      if (!known.includes(name)) this.errors.push({ field: name, message: "no such parameter" });
    }
  }

  read<T>(name: string, parse: (text: string) => T, otherwise: T): T {
    const given = this.#raw[name];
    if (given === undefined) return otherwise;
    try {
      if (typeof given !== "string") throw new Wrong("given more than once");
      return parse(given);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      this.errors.push({ field: name, message: error.message });
      return otherwise;
    }
  }
}

/** Four numbers, or six of which the heights say nothing here: what is kept is plane. */
export function parseBox(text: string, system: ReferenceSystem): readonly Box[] {
  const parts = text.split(",").map((part) => part.trim());
  if (!(parts.length === 4 || parts.length === 6) || !parts.every((part) => NUMBER.test(part))) {
    throw new Wrong("expected four numbers, or six with heights, separated by commas");
  }
  const half = parts.length / 2;
  const corner = (from: number) => {
    const [first, second] = [Number(parts[from]), Number(parts[from + 1])];
    return system.northFirst ? [second, first] : [first, second];
  };
  const [west, south] = corner(0) as [number, number];
  const [east, north] = corner(half) as [number, number];
  if (south > north) throw new Wrong("expected the lower corner first");
  if (system.srid !== 4326) {
    if (west > east) throw new Wrong("expected the lower corner first");
    return [[west, south, east, north]];
  }
  if ([west, east].some((x) => Math.abs(x) > 180) || [south, north].some((y) => Math.abs(y) > 90)) {
    throw new Wrong("expected longitudes within ±180 and latitudes within ±90");
  }
  // Across the date line (RFC 7946 §5.2): from the west's edge to 180°, and from -180° to the east's.
  if (west > east) {
    return [
      [west, south, 180, north],
      [-180, south, east, north],
    ];
  }
  return [[west, south, east, north]];
}
