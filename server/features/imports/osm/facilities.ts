import type { FacilityRecord } from "../../../../domain/city/city-data.ts";
import type { Position } from "../../../../domain/geo/geometry.ts";
import { readCount } from "../../../../domain/imports/osm/measures.ts";
import type { OpenOptions } from "../import-plan.ts";
import { middleOf } from "./addresses.ts";
import { type BrokenArea, readAreas } from "./areas.ts";
import type { OsmExtract } from "./extract.ts";
import { osmLayer } from "./osm-layer.ts";
import type { Tags } from "./pbf.ts";

const KINDS: Readonly<Record<string, FacilityRecord["kind"]>> = {
  school: "school",
  kindergarten: "school",
  pharmacy: "pharmacy",
  library: "library",
  hospital: "hospital",
};

interface Spot {
  readonly number: number;
  readonly externalId: string;
  readonly tags: Tags;
  readonly place: Position;
}

/** Nodes, and areas in their middle. */
async function* readSpots(
  extract: OsmExtract,
  isWanted: (tags: Tags) => boolean,
  options: OpenOptions,
): AsyncGenerator<Spot | BrokenArea> {
  for await (const block of extract.blocks("node", options))
    for (const { item, number } of block) {
      if (item.tags === undefined || !isWanted(item.tags)) continue;
      yield { number, externalId: `node/${item.id}`, tags: item.tags, place: [item.lon, item.lat] };
    }
  for await (const area of readAreas(extract, isWanted, options)) {
    if ("refused" in area) yield area;
    else yield { ...area, place: middleOf(area.rings[0]!) };
  }
}

export const osmFacilities = osmLayer({
  id: "facilities",
  layer: "facility",
  title: "Scuole, farmacie, biblioteche, ospedali",
  assumptions: [],
  async *read(extract, options) {
    const isWanted = (tags: Tags) => tags.amenity !== undefined && tags.amenity in KINDS;
    for await (const spot of readSpots(extract, isWanted, options)) {
      if ("refused" in spot) yield spot;
      else {
        const { number, externalId, tags, place } = spot;
        const [street, houseNumber] = [tags["addr:street"], tags["addr:housenumber"]];
        if (tags.name === undefined) {
          yield { number, refused: { code: "missing-value", field: "name", detail: externalId } };
          continue;
        }
        const record = {
          externalId,
          kind: KINDS[tags.amenity!]!,
          name: tags.name,
          address: street === undefined ? null : [street, houseNumber].filter(Boolean).join(" "),
          pupils: null,
          geom: { type: "Point" as const, coordinates: place },
        };
        yield { number, record };
      }
    }
  },
});

export const osmCarParks = osmLayer({
  id: "car-parks",
  layer: "car_park",
  title: "Parcheggi con nome",
  assumptions: [],
  async *read(extract, options) {
    const isWanted = (tags: Tags) => tags.amenity === "parking" && tags.name !== undefined;
    for await (const spot of readSpots(extract, isWanted, options)) {
      if ("refused" in spot) yield spot;
      else {
        const { number, externalId, tags, place } = spot;
        const places = readCount(tags.capacity);
        const record = {
          externalId,
          name: tags.name!,
          places: places === null ? null : Math.round(places),
          geom: { type: "Point" as const, coordinates: place },
        };
        yield { number, record };
      }
    }
  },
});
