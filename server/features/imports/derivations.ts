import type { CityLayer } from "../../../domain/city/city-data.ts";
import type { MappedRecord } from "../../../domain/imports/mapping.ts";
import type { Database } from "../../platform/db.ts";
import { deriveFindings } from "../conflicts/derive-findings.ts";
import { deriveGround } from "../ground/ground-derivation.ts";
import { deriveRelief } from "../ground/relief-derivation.ts";
import { derivePlaceIndex } from "../places/derive-place-index.ts";
import type { DatasetTerms } from "./import-plan.ts";

export interface DerivationContext {
  readonly database: Database;
  readonly city: string;
  readonly signal: AbortSignal;
  readonly onProgress: (what: string, done: number, total: number) => void;
  /**
   * Replaces a whole layer the way an import does: staged in small batches, ids kept by externalId, swapped in one
   * short transaction. Geometries in EPSG:32632 metres. Its dataset row is written when the derivation ends; those
   * of what was read stay.
   */
  replaceLayer<L extends CityLayer>(
    terms: DatasetTerms & { readonly layer: L },
    records: AsyncIterable<MappedRecord<L>> | Iterable<MappedRecord<L>>,
  ): Promise<DerivedDataset>;
}

/** What was worked out; a derivation that fills its table itself (relief) returns this for its dataset row. */
export interface DerivedDataset {
  readonly terms: DatasetTerms;
  readonly featureCount: number;
  readonly contentHash: string;
}

/** Something worked out from layers after they were swapped in. It runs again when one of its inputs changed. */
export interface Derivation {
  readonly name: string;
  readonly inputs: readonly (CityLayer | "relief")[];
  derive(context: DerivationContext): Promise<readonly DerivedDataset[]>;
}

/** In the order in which they run: each may need what those before it made. */
export const DERIVATIONS: readonly Derivation[] = [
  deriveRelief,
  deriveGround,
  derivePlaceIndex,
  deriveFindings,
];
