import type { ManifestCity } from "../../../domain/imports/manifest.ts";
import type { ImportedLayer, StagedInput } from "../../../domain/imports/mapping.ts";
import type { BadRecord } from "../../../domain/imports/source-record.ts";
import type { LocalizedText } from "../../../domain/localized.ts";

/** What is written into `dataset` beside counts and hash. */
export interface DatasetTerms {
  readonly id: string;
  readonly layer: ImportedLayer | "relief";
  readonly title: string;
  readonly source: string;
  readonly publisher: string | null;
  readonly licence: string;
  readonly attribution: string | null;
  readonly synthetic: boolean;
  readonly derived: boolean;
  readonly assumptions: readonly LocalizedText[];
  /** Name without folder, format and CRS ("EPSG:4326"); null where nothing was read. */
  readonly file: string | null;
  readonly format: string | null;
  readonly crs: string | null;
}

/** How far reading is; `total` bytes of all it will read, null while that is not known. */
export type OnRead = (bytes: number, total: number | null) => void;

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onRead: OnRead;
}

export interface OpenOptions extends ReadOptions {
  /** How many records there have been, whatever was made of them. */
  readonly onRecord: (number: number) => void;
  /**
   * For what a mapping over many records cannot pass on: a record that could not be read (`refused`), or one that
   * was read with a remark. To be awaited before the next record is read, so that a file of noise fills no memory.
   */
  readonly onProblem: (found: BadRecord & { readonly refused: boolean }) => Promise<void>;
}

/** One dataset of an import: its terms, and its records when asked. */
export interface PlannedDataset<L extends ImportedLayer = ImportedLayer> {
  readonly terms: DatasetTerms & { readonly layer: L };
  readonly onlyWhereLacking: boolean;
  readonly clipToCity: boolean;
  /**
   * Reads from the beginning, each time it is asked, with memory that does not grow with the source. Throws
   * UnreadableSource when the whole is not what it was said to be; a bad record is an item like the others.
   */
  open(options: OpenOptions): Promise<OpenedDataset<L>>;
}

export interface OpenedDataset<L extends ImportedLayer> {
  /** EPSG code of the geometries. */
  readonly srid: number;
  readonly records: AsyncIterable<StagedInput<L>>;
}

/** A city to be taken in, from a manifest or from one extract of OpenStreetMap. */
export interface ImportPlan {
  readonly city: ManifestCity;
  /** Datasets of one layer follow each other; layers that others refer to come before them. */
  readonly datasets: readonly PlannedDataset[];
}

/** A file that as a whole cannot be taken in: missing, cut short, of another format. Its message is for people. */
export class UnreadableSource extends Error {
  override readonly name = "UnreadableSource";
}
