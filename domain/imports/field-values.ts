import type { MappingContext, RefusedRecord } from "./mapping.ts";
import type { ProblemFound, SourceRecord } from "./source-record.ts";

/** Text without blanks around it; null for an absent or empty value. Numbers become their text. */
export function readText(record: SourceRecord, field: string): string | null {
  const value = record.properties[field];
  if (value === null || value === undefined) return null;
  const text = String(value).trim();
  return text === "" ? null : text;
}

/** A number, also where the source wrote it as text (CSV); null when absent. Else the problem. */
export function readNumber(record: SourceRecord, field: string): number | null | ProblemFound {
  const text = readText(record, field);
  if (text === null) return null;
  const number = Number(text);
  return Number.isFinite(number)
    ? number
    : { code: "invalid-value", field, detail: `expected a number, got "${text}"` };
}

/** A whole number that is not negative; null when absent. Else the problem. */
export function readWhole(record: SourceRecord, field: string): number | null | ProblemFound {
  const number = readNumber(record, field);
  if (number === null || isProblem(number) || (Number.isInteger(number) && number >= 0)) return number;
  return { code: "invalid-value", field, detail: `expected a whole number from 0, got ${number}` };
}

export function isProblem(value: unknown): value is ProblemFound {
  return typeof value === "object" && value !== null && "code" in value;
}

export function missing(field: string): RefusedRecord {
  return { refused: { code: "missing-value", field } };
}

/** What the manifest says about `name`. @throws when it says nothing, because the mapping cannot do without */
export function requireField(context: MappingContext, name: string): string {
  const field = context.fields[name];
  if (field === undefined) {
    throw new Error(`dataset ${context.datasetId}: its mapping needs "${name}" among the manifest's fields`);
  }
  return field;
}

/** @throws when the manifest gives no such companion */
export function requireCompanion(context: MappingContext, id: string): readonly SourceRecord[] {
  const companion = context.companions.get(id);
  if (companion === undefined) {
    throw new Error(`dataset ${context.datasetId}: its mapping needs a companion "${id}"`);
  }
  return companion;
}
