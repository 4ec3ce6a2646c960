/** Bad inputs made from a good one: each field in turn missing, of another type, too long, not text. */

export type Path = readonly (string | number)[];

export interface Spoilt {
  /** Where it was spoilt, as a problem names it: `phases.0.endsAt`. */
  readonly field: string;
  readonly how: string;
  readonly value: unknown;
}

const WRONG: readonly { how: string; value: unknown }[] = [
  { how: "null", value: null },
  { how: "a list", value: [] },
  { how: "an object", value: {} },
  { how: "true", value: true },
  { how: "a word", value: "no-such-word" },
  { how: "an empty text", value: "" },
  { how: "a negative number", value: -1 },
  { how: "a fraction", value: 1.5 },
  { how: "a huge number", value: 1e308 },
  { how: "SQL", value: "'; DROP TABLE intervention; --" },
  { how: "a NUL", value: "a\0b" },
  { how: "half a surrogate pair", value: "a\ud800b" },
  { how: "a very long text", value: "x".repeat(10_000) },
  { how: "a list of itself", value: Array.from({ length: 2_000 }, () => "x") },
];

/** Every way to spoil `good`, each in one place; the place of the whole is "". */
export function spoil(good: unknown): Spoilt[] {
  return listPaths(good).flatMap((path) => [
    ...(path.length > 0 ? [{ field: path.join("."), how: "missing", value: without(good, path) }] : []),
    ...WRONG.map(({ how, value }) => ({ field: path.join("."), how, value: put(good, path, value) })),
  ]);
}

/** Query and path take texts only. */
export function spoilTexts(good: Record<string, unknown>): Spoilt[] {
  const texts = [
    "",
    "no-such-word",
    "-1",
    "1.5",
    "1e308",
    "999999999999",
    "NaN",
    "a\0b",
    "%",
    "x".repeat(5_000),
    "'; --",
  ];
  return Object.keys(good).flatMap((name) => [
    { field: name, how: "missing", value: without(good, [name]) },
    { field: name, how: "given twice", value: { ...good, [name]: [good[name], good[name]] } },
    ...texts.map((text) => ({
      field: name,
      how: JSON.stringify(text.slice(0, 20)),
      value: { ...good, [name]: text },
    })),
  ]);
}

function listPaths(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, inner]) => listPaths(inner, [...at, toKey(value, key)])),
  ];
}

const toKey = (holder: object, key: string) => (Array.isArray(holder) ? Number(key) : key);

function put(value: unknown, [key, ...rest]: Path, wrong: unknown): unknown {
  if (key === undefined) return wrong;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  (copy as Record<string | number, unknown>)[key] = put(
    (value as Record<string | number, unknown>)[key],
    rest,
    wrong,
  );
  return copy;
}

function without(value: unknown, [key, ...rest]: Path): unknown {
  if (Array.isArray(value) && rest.length === 0) return value.filter((_, index) => index !== key);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  if (rest.length === 0) delete copy[key!];
  else copy[key!] = without(copy[key!], rest);
  return copy;
}
