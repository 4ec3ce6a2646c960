import { getOpenData } from "../../../domain/open-data/contract.ts";
import { DEFAULT_SYSTEM } from "../../../domain/open-data/reference-systems.ts";
import { implement } from "../../platform/implement.ts";
import { readServedCity } from "../city/service.ts";
import { listCollections } from "./collection-facts.ts";
import { countFeatures } from "./collection-store.ts";
import { licenceOfFeeds } from "./licences.ts";

const ALL = { boxes: null, boxSystem: DEFAULT_SYSTEM, time: null, equals: [] };

/** @param chosen the licence that a real city's office chose for its interventions */
export function openDataRoutes(city: string, chosen: string | null) {
  return [
    implement(getOpenData)(async ({ db }) => {
      const served = await readServedCity(db, city);
      const feedLicence = licenceOfFeeds(served, chosen);
      const collections = [];
      for (const { collection, terms } of await listCollections(db)) {
        const { id, title, description, layer } = collection;
        const ofCity = layer === null;
        collections.push({
          id,
          title,
          description,
          path: `/ogc/collections/${id}`,
          features: await countFeatures(db, collection, ALL),
          licences: ofCity ? [feedLicence ?? []].flat() : [...new Set(terms.map(({ licence }) => licence))],
          attributions: ofCity
            ? [served.attribution]
            : [...new Set(terms.flatMap(({ attribution }) => attribution ?? []))],
          synthetic: ofCity ? served.synthetic : terms.some(({ synthetic }) => synthetic),
        });
      }
      return { feedLicence, collections };
    }),
  ];
}
