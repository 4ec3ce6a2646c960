/** What a caller may ask of a collection's features, read from the words of an address. */
import type { Collection, CollectionField } from "./collections.ts";
import {
  type Box,
  type ParameterError,
  ParameterReader,
  parseBox,
  type RawQuery,
  Wrong,
} from "./parameters.ts";
import { DEFAULT_SYSTEM, REFERENCE_SYSTEMS, type ReferenceSystem } from "./reference-systems.ts";

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 10_000;

/** Both ends belong to it; null: open. */
export interface TimeWindow {
  readonly from: string | null;
  readonly to: string | null;
}

export interface ItemsQuery {
  readonly limit: number;
  readonly after: string | null;
  /** Any of these; two where a box lies across the date line. Null: everywhere. */
  readonly boxes: readonly Box[] | null;
  readonly boxSystem: ReferenceSystem;
  readonly time: TimeWindow | null;
  readonly system: ReferenceSystem;
  readonly equals: readonly { readonly field: CollectionField; readonly value: string | boolean }[];
}

const FORMATS = ["json", "html"] as const;
export const FORMAT_PARAMETER = "f";
/** RFC 3339 §5.6 date-time. */
const INSTANT = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_ID = 2_147_483_647;

/** Whether a text could be the identifier of a feature of this collection. */
export function isFeatureId({ layer }: Collection, text: string): boolean {
  if (layer === null) return UUID.test(text);
  return /^\d{1,10}$/.test(text) && Number(text) <= MAX_ID;
}

/** Only `f` may be given: the pages about the collections take nothing else. */
export function checkPlainQuery(raw: RawQuery, alsoKnown: readonly string[] = []): readonly ParameterError[] {
  const reader = new ParameterReader(raw, [FORMAT_PARAMETER, ...alsoKnown]);
  reader.read(FORMAT_PARAMETER, parseFormat, null);
  return reader.errors;
}

export function readItemsQuery(
  collection: Collection,
  raw: RawQuery,
): { readonly query: ItemsQuery } | { readonly errors: readonly ParameterError[] } {
  const filters = collection.fields.filter((field) => field.filter);
  const reader = new ParameterReader(raw, [
    FORMAT_PARAMETER,
    "limit",
    "after",
    "bbox",
    "bbox-crs",
    "datetime",
    "crs",
    ...filters.map(({ name }) => name),
  ]);
  reader.read(FORMAT_PARAMETER, parseFormat, null);
  const boxSystem = reader.read("bbox-crs", parseSystem, DEFAULT_SYSTEM);
  const query: ItemsQuery = {
    limit: reader.read("limit", parseLimit, DEFAULT_LIMIT),
    after: reader.read<string | null>("after", (text) => parseAfter(collection, text), null),
    boxSystem,
    boxes: reader.read<readonly Box[] | null>("bbox", (text) => parseBox(text, boxSystem), null),
    time: reader.read<TimeWindow | null>("datetime", parseTime, null),
    system: reader.read("crs", parseSystem, DEFAULT_SYSTEM),
    equals: filters.flatMap((field) =>
      reader
        .read<readonly (string | boolean)[]>(field.name, (text) => [parseValue(field, text)], [])
        .map((value) => ({ field, value })),
    ),
  };
  return reader.errors.length > 0 ? { errors: reader.errors } : { query };
}

/** Of one feature only its reference system may be asked. */
export function readItemQuery(
  raw: RawQuery,
): { readonly system: ReferenceSystem } | { readonly errors: readonly ParameterError[] } {
  const reader = new ParameterReader(raw, [FORMAT_PARAMETER, "crs"]);
  reader.read(FORMAT_PARAMETER, parseFormat, null);
  const system = reader.read("crs", parseSystem, DEFAULT_SYSTEM);
  return reader.errors.length > 0 ? { errors: reader.errors } : { system };
}

function parseFormat(text: string): (typeof FORMATS)[number] {
  const found = FORMATS.find((format) => format === text);
  if (found === undefined) throw new Wrong(`expected one of ${FORMATS.join(", ")}`);
  return found;
}

/** More than the most is no error, the most is then given (part 1, /req/core/fc-limit-response-1). */
function parseLimit(text: string): number {
  if (!/^\d{1,15}$/.test(text) || Number(text) < 1) throw new Wrong("expected a whole number from 1 on");
  return Math.min(Number(text), MAX_LIMIT);
}

function parseAfter(collection: Collection, text: string): string {
  if (!isFeatureId(collection, text)) throw new Wrong("expected the value of a next link");
  return text;
}

function parseSystem(text: string): ReferenceSystem {
  const found = REFERENCE_SYSTEMS.find(({ uri }) => uri === text);
  if (found === undefined) {
    throw new Wrong(`expected one of ${REFERENCE_SYSTEMS.map(({ uri }) => uri).join(", ")}`);
  }
  return found;
}

function parseTime(text: string): TimeWindow {
  const parts = text.split("/");
  if (parts.length === 1) {
    const at = parseInstant(text);
    return { from: at, to: at };
  }
  if (parts.length > 2) throw new Wrong("expected an instant, or two with a slash between them");
  const [from, to] = parts.map((part) => (part === ".." || part === "" ? null : parseInstant(part))) as [
    string | null,
    string | null,
  ];
  if (from === null && to === null) throw new Wrong("expected at least one end");
  if (from !== null && to !== null && Date.parse(from) > Date.parse(to)) {
    throw new Wrong("expected the earlier end first");
  }
  return { from, to };
}

function parseInstant(text: string): string {
  const instant = text.toUpperCase();
  const atMs = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(atMs)) throw new Wrong("expected an instant like 2026-03-02T07:00:00Z");
  const utc = new Date(atMs).toISOString();
  // A year nought is known to RFC 3339 and not to the database.
  if (!/^\d{4}-/.test(utc) || utc.startsWith("0000")) throw new Wrong("expected a year from 0001 to 9999");
  return utc;
}

function parseValue({ type, values }: CollectionField, text: string): string | boolean {
  if (type === "boolean") {
    if (text !== "true" && text !== "false") throw new Wrong("expected true or false");
    return text === "true";
  }
  if (values !== undefined && !values.includes(text)) throw new Wrong(`expected one of ${values.join(", ")}`);
  if (text.length > 300 || text.includes("\0")) throw new Wrong("expected a text of at most 300 characters");
  return text;
}
