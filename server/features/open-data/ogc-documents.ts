/** The documents of OGC API - Features, part 1 §7, that tell what there is. */
import type { LocalizedText } from "../../../domain/localized.ts";
import { CRS84, EPSG_32632, REFERENCE_SYSTEMS } from "../../../domain/open-data/reference-systems.ts";
import {
  type Asked,
  GEOJSON_TYPE,
  HTML_TYPE,
  JSON_TYPE,
  type Link,
  linksToSelf,
  OPENAPI_TYPE,
} from "./asked.ts";
import type { CollectionExtent, CollectionFacts, CollectionTerms } from "./collection-facts.ts";
import { licenceAddress } from "./licences.ts";
import type { ServedCity } from "./setting.ts";

export const CONFORMANCE_CLASSES = [
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
  "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
];

const LANDING = {
  it: {
    title: "Dati aperti",
    description:
      "Gli interventi decisi sul suolo pubblico e gli strati della città, secondo OGC API - Features.",
  },
  en: {
    title: "Open data",
    description: "Decided works on public ground, and the layers of the city, by OGC API - Features.",
  },
};

export function landingPage(city: ServedCity, asked: Asked) {
  const { base, language } = asked;
  return {
    title: `${LANDING[language].title} · ${city.name}`,
    description: LANDING[language].description,
    attribution: city.attribution,
    links: [
      ...linksToSelf(asked, JSON_TYPE),
      { href: `${base}/api?f=json`, rel: "service-desc", type: OPENAPI_TYPE, title: "API definition" },
      { href: `${base}/api?f=html`, rel: "service-doc", type: HTML_TYPE, title: "API documentation" },
      { href: `${base}/conformance`, rel: "conformance", type: JSON_TYPE, title: "Conformance classes" },
      { href: `${base}/collections`, rel: "data", type: JSON_TYPE, title: "Collections" },
    ] as Link[],
  };
}

export function conformancePage(asked: Asked) {
  return { links: linksToSelf(asked, JSON_TYPE), conformsTo: CONFORMANCE_CLASSES };
}

const UNCONFIRMED: LocalizedText = { it: "Da confermare dall'ufficio", en: "To be confirmed by the office" };

function termsOf(
  { collection, terms }: CollectionFacts,
  city: ServedCity,
  asked: Asked,
): readonly CollectionTerms[] {
  if (collection.layer !== null) return terms;
  return [
    {
      title: collection.title[asked.language],
      source: "Decumano",
      publisher: city.name,
      licence: city.licence ?? UNCONFIRMED[asked.language],
      attribution: city.attribution,
      synthetic: city.synthetic,
      derived: false,
    },
  ];
}

export type CollectionDocument = ReturnType<typeof describeCollection>;

/** The same in the list and by itself (/req/core/sfc-md-success). */
export function describeCollection(
  facts: CollectionFacts,
  extent: CollectionExtent,
  city: ServedCity,
  asked: Asked,
) {
  const { base, language } = asked;
  const { id, title, description } = facts.collection;
  const datasets = termsOf(facts, city, asked);
  const licences = [...new Set(datasets.map(({ licence }) => licence))];
  const address = `${base}/collections/${id}`;
  const links: Link[] = [
    { href: address, rel: "self", type: JSON_TYPE, title: title[language] },
    { href: `${address}?f=html`, rel: "alternate", type: HTML_TYPE, title: title[language] },
    { href: `${address}/items?f=json`, rel: "items", type: GEOJSON_TYPE, title: title[language] },
    { href: `${address}/items?f=html`, rel: "items", type: HTML_TYPE, title: title[language] },
    ...licences.flatMap((licence) => {
      const href = licenceAddress(licence);
      return href === null ? [] : [{ href, rel: "license", type: HTML_TYPE, title: licence }];
    }),
  ];
  return {
    id,
    title: title[language],
    description: description[language],
    attribution: [...new Set(datasets.flatMap(({ attribution }) => attribution ?? []))].join(" · "),
    license: licences.join("; "),
    datasets,
    ...(extent.box === null ? {} : { extent: describeExtent(extent) }),
    itemType: "feature",
    crs: REFERENCE_SYSTEMS.map(({ uri }) => uri),
    storageCrs: EPSG_32632,
    links,
  };
}

/** Outwards, so that what lies on the border is within. */
const STEP = 1e7;
const down = (value: number) => Math.floor(value * STEP) / STEP;
const up = (value: number) => Math.ceil(value * STEP) / STEP;

function describeExtent({ box, from, to }: CollectionExtent) {
  const [west, south, east, north] = box!;
  return {
    spatial: { bbox: [[down(west), down(south), up(east), up(north)]], crs: CRS84 },
    ...(from === null || to === null
      ? {}
      : {
          temporal: {
            interval: [[from.toISOString(), to.toISOString()]],
            trs: "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
          },
        }),
  };
}

export function collectionsPage(collections: readonly CollectionDocument[], asked: Asked) {
  return { links: linksToSelf(asked, JSON_TYPE), collections };
}
