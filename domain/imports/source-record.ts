import type { Geometry, Position } from "../geo/geometry.ts";

/** GeoJSON as sources have it, in the source's own CRS; a third ordinate is kept. */
export type SourceGeometry =
  | Geometry
  | { readonly type: "MultiPoint"; readonly coordinates: readonly Position[] }
  | { readonly type: "GeometryCollection"; readonly geometries: readonly SourceGeometry[] };

/** One record as it was read, before anything is made of it. */
export interface SourceRecord {
  /** Position in the source, from 1: feature, row of data, row of the table. */
  readonly number: number;
  /** Line of the text it begins on, from 1; absent in binary formats. */
  readonly line?: number;
  readonly geometry: SourceGeometry | null;
  /** As the format tells them: CSV gives text, the others numbers and booleans too; absent values are null. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the reader had to set right to read it at all (a text that is not in the declared encoding). */
  readonly remarks?: readonly ProblemFound[];
}

/** What could not be read as a record. The reader goes on behind it wherever the format lets it. */
export interface BadRecord {
  readonly number: number;
  readonly line?: number;
  readonly problem: ProblemFound;
}

export interface ProblemFound {
  readonly code: ProblemCode;
  /** Field or column it was found in. */
  readonly field?: string;
  /** The particulars, without the record's place: "expected a number, got \"n.d.\"". English, for the report. */
  readonly detail?: string;
}

/** What can be wrong with a record, in words of import-problems.ts. */
export const PROBLEM_CODES = [
  "unreadable",
  "too-long",
  "wrong-encoding",
  "no-geometry",
  "wrong-geometry",
  "invalid-geometry",
  "repaired-geometry",
  "outside-city",
  "swapped-axes",
  "duplicate-id",
  "duplicate-content",
  "ground-taken",
  "ground-cut",
  "unknown-reference",
  "missing-value",
  "invalid-value",
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export function isBadRecord(record: SourceRecord | BadRecord): record is BadRecord {
  return "problem" in record;
}
