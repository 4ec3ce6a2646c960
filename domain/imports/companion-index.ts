import type { SourceRecord } from "./source-record.ts";

const indices = new WeakMap<readonly SourceRecord[], Map<unknown, unknown>>();

/** A companion is the same array for every record of a dataset: what is made of it is made once. */
export function indexed<T>(
  records: readonly SourceRecord[],
  make: (records: readonly SourceRecord[]) => T,
): T {
  const made = indices.get(records) ?? new Map<unknown, unknown>();
  indices.set(records, made);
  if (!made.has(make)) made.set(make, make(records));
  return made.get(make) as T;
}
