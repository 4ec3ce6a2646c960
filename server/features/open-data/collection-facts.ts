import { COLLECTIONS, type Collection } from "../../../domain/open-data/collections.ts";
import type { Box } from "../../../domain/open-data/parameters.ts";
import type { Db } from "../../platform/db.ts";
import { listCityDatasets } from "../city/service.ts";
import { findExtent, findProgrammeVersion } from "./collection-store.ts";

/** Whose data a collection is, and under which terms, in the words of the city's manifest. */
export interface CollectionTerms {
  readonly title: string;
  readonly source: string;
  readonly publisher: string | null;
  readonly licence: string;
  readonly attribution: string | null;
  readonly synthetic: boolean;
  readonly derived: boolean;
}

export interface CollectionFacts {
  readonly collection: Collection;
  /** Another whenever its features may be others. */
  readonly version: string;
  readonly updatedAt: Date | null;
  readonly terms: readonly CollectionTerms[];
}

export interface CollectionExtent {
  /** Degrees; null where there is nothing. */
  readonly box: Box | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** The collections that this city has: those of a layer it has data of, and its interventions. */
export async function listCollections(db: Db): Promise<CollectionFacts[]> {
  const programme = await findProgrammeVersion(db);
  const datasets = await listCityDatasets(db);
  return COLLECTIONS.flatMap((collection): CollectionFacts[] => {
    if (collection.layer === null) return [{ collection, ...programme, terms: [] }];
    const own = datasets.filter(({ layer }) => layer === collection.layer);
    if (own.length === 0) return [];
    const loadedMs = own.map(({ loadedAt }) => loadedAt.getTime());
    return [
      {
        collection,
        version: own.map(({ id, featureCount }, at) => `${id}-${featureCount}-${loadedMs[at]}`).join(),
        updatedAt: new Date(Math.max(...loadedMs)),
        terms: own.map(({ title, source, publisher, licence, attribution, synthetic, derived }) => ({
          title,
          source,
          publisher,
          licence,
          attribution,
          synthetic,
          derived,
        })),
      },
    ];
  });
}

/** Extents as they were reckoned last: of a layer of a city they change with its next import. */
export class Extents {
  readonly #known = new Map<string, { readonly version: string; readonly extent: CollectionExtent }>();

  async of(db: Db, { collection, version }: CollectionFacts): Promise<CollectionExtent> {
    const known = this.#known.get(collection.id);
    if (known?.version === version) return known.extent;
    const { west, south, east, north, from, to } = await findExtent(db, collection);
    const extent = {
      box: west === null ? null : ([west, south!, east!, north!] as const),
      from,
      to,
    };
    this.#known.set(collection.id, { version, extent });
    return extent;
  }
}
