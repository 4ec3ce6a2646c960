import type { CityLayer } from "../../../domain/city/city-data.ts";
import type { MappedRecord, StagedInput } from "../../../domain/imports/mapping.ts";
import type { DerivedDataset } from "./derivations.ts";
import { toGroundExtent } from "./extent-store.ts";
import type { PlannedDataset } from "./import-plan.ts";
import { shapeOf } from "./layer-shapes.ts";
import type { DerivationSetting } from "./run-derivations.ts";
import { DatasetStager, emptyTally } from "./stage-dataset.ts";
import {
  analyzeStaging,
  createStaging,
  dropStaging,
  isGeometryOptional,
  listConditions,
  reserveIds,
} from "./staging-store.ts";
import { swapLayers } from "./swap-store.ts";
import { whenFree } from "./when-free.ts";

/** UTM 32 reaches further than any city: nothing derived is refused for where it lies. */
const EVERYWHERE = [-5, 0, 25, 84] as const;

/**
 * A layer made anew from records of our own making (EPSG:32632), by the way of an import.
 * @throws when one of them cannot go in: that is a fault of whoever made it, not of a source
 */
export async function replaceWholeLayer<L extends CityLayer>(
  { database, city, signal, hold }: DerivationSetting,
  terms: DerivedDataset["terms"] & { readonly layer: L },
  records: AsyncIterable<MappedRecord<L>> | Iterable<MappedRecord<L>>,
): Promise<DerivedDataset> {
  const shape = shapeOf(terms.layer);
  const prepared = await database.transaction(city, async (db) => {
    await hold(db);
    await dropStaging(db, terms.layer);
    await createStaging(db, shape);
    return {
      conditions: await listConditions(db, terms.layer),
      nullableGeometry: await isGeometryOptional(db, terms.layer),
      extent: await toGroundExtent(db, EVERYWHERE),
      lastId: await reserveIds(db, terms.layer),
    };
  });
  const { lastId, ...rest } = prepared;
  const tally = emptyTally();
  const dataset: PlannedDataset = {
    terms,
    onlyWhereLacking: false,
    clipToCity: false,
    open: async () => ({ srid: 32632, records: numbered(records) }),
  };
  const stager = new DatasetStager({
    database,
    city,
    dataset,
    tally,
    signal,
    lastId,
    setting: { ...rest, shape, staged: new Set(), dataset: 0, onlyWhereLacking: false, keepsTaken: false },
    report: {
      add: async (place, consequence, problem) => {
        if (consequence === "refused")
          throw new Error(
            `${terms.id}: record ${place.number}: ${problem.code} ${problem.field ?? ""} ${problem.detail ?? ""}`,
          );
      },
    },
    mayBeEmpty: true,
    onBatch: async () => undefined,
  });
  const contentHash = await stager.stage();
  if (database.kind === "postgres") await database.transaction(city, (db) => analyzeStaging(db, terms.layer));
  await whenFree(signal, () =>
    database.transaction(city, async (db) => {
      await hold(db);
      await swapLayers(db, city, [terms.layer]);
    }),
  );
  return { terms, featureCount: tally.features, contentHash };
}

async function* numbered<L extends CityLayer>(
  records: AsyncIterable<MappedRecord<L>> | Iterable<MappedRecord<L>>,
): AsyncGenerator<StagedInput<L>> {
  let number = 0;
  for await (const record of records) {
    number += 1;
    yield { record, number } as StagedInput<L>;
  }
}
