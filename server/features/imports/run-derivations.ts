/** What is worked out of layers follows them: again when one of its inputs is another than before. */
import type { CityLayer } from "../../../domain/city/city-data.ts";
import type { ImportedLayer, MappedRecord } from "../../../domain/imports/mapping.ts";
import type { Database, Db } from "../../platform/db.ts";
import type { Derivation, DerivationContext, DerivedDataset } from "./derivations.ts";
import { replaceWholeLayer } from "./replace-layer.ts";
import { listDue, replaceDatasets, settleDue } from "./swap-store.ts";

export interface DerivationSetting {
  readonly database: Database;
  readonly city: string;
  readonly signal: AbortSignal;
  /** Fails when the run was lost; called in each transaction that changes the city. */
  readonly hold: (db: Db) => Promise<void>;
  readonly onProgress: DerivationContext["onProgress"];
}

/**
 * Runs those whose inputs have changed since they last ran to their end. Should one fail, it is still due.
 * @returns layers that they made anew
 */
export async function runDerivations(
  setting: DerivationSetting,
  derivations: readonly Derivation[],
): Promise<(ImportedLayer | "relief")[]> {
  const { database, city, signal, onProgress } = setting;
  const due = new Set<string>(await database.transaction(city, listDue));
  if (due.size === 0) return [];
  const made: (ImportedLayer | "relief")[] = [];
  for (const derivation of derivations) {
    if (!derivation.inputs.some((input) => due.has(input))) continue;
    signal.throwIfAborted();
    const results = await derivation.derive({
      database,
      city,
      signal,
      onProgress,
      replaceLayer: <L extends CityLayer>(
        terms: DerivedDataset["terms"] & { readonly layer: L },
        records: AsyncIterable<MappedRecord<L>> | Iterable<MappedRecord<L>>,
      ) => replaceWholeLayer(setting, terms, records),
    });
    await database.transaction(city, async (db) => {
      await setting.hold(db);
      const layers = [...new Set(results.map(({ terms }) => terms.layer))];
      const entries = results.map((result) => ({ ...result, counts: null }));
      await replaceDatasets(db, layers, entries, new Date(), true);
    });
    for (const { terms } of results) {
      made.push(terms.layer);
      due.add(terms.layer);
    }
  }
  await database.transaction(city, settleDue);
  return made;
}
