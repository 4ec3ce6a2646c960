import type { Position } from "../../../../domain/geo/geometry.ts";
import { readList } from "../../../../domain/imports/osm/measures.ts";
import { StreetProfiles, type TaggedStretch } from "../../../../domain/imports/street-profile.ts";
import type { OpenOptions } from "../import-plan.ts";
import type { Numbered, OsmExtract } from "./extract.ts";
import { isOnGraph } from "./graph-ways.ts";
import { osmLayer } from "./osm-layer.ts";
import type { OsmWay } from "./pbf.ts";

/** Streets by name, from the ways that bear it. Their lines are held at once: a city's named streets are few. */
export const osmStreets = osmLayer({
  id: "streets",
  layer: "street",
  title: "Vie con nome",
  assumptions: [
    {
      it: "Una via è ogni nome dell'estratto, con la classe di più metri. Larghezze non rilevate: dalle corsie dove sono note, altrimenti ipotizzate per classe.",
      en: "A street is each name of the extract, with the class of most of its metres. Widths are not surveyed: from lanes where they are known, else assumed by class.",
    },
  ],
  async *read(extract, options) {
    const profiles = await profileStreets(extract, options);
    const streets = new Map<string, { readonly number: number; readonly lines: Position[][] }>();
    for await (const { item, number } of graphWays(extract, options)) {
      const name = profiles.chooseName(readList(item.tags?.name));
      const places = extract.placesOf(item.refs);
      if (name === null || places.length < 2) continue;
      const street = streets.get(name) ?? { number, lines: [] };
      street.lines.push(places);
      streets.set(name, street);
    }
    for (const [name, { number, lines }] of streets) {
      yield {
        number,
        record: {
          externalId: name,
          name,
          ...profiles.describe(name),
          geom: { type: "MultiLineString", coordinates: lines },
        },
      };
    }
  },
});

const profilesOf = new WeakMap<OsmExtract, StreetProfiles>();

/** Class, lanes and length of every street of the extract, worked out when first asked for. */
export async function profileStreets(extract: OsmExtract, options: OpenOptions): Promise<StreetProfiles> {
  const known = profilesOf.get(extract);
  if (known !== undefined) return known;
  const profiles = new StreetProfiles();
  for await (const { item } of graphWays(extract, options)) profiles.add(stretchOf(item, extract));
  profilesOf.set(extract, profiles);
  return profiles;
}

async function* graphWays(extract: OsmExtract, options: OpenOptions): AsyncGenerator<Numbered<OsmWay>> {
  for await (const block of extract.blocks("way", options))
    for (const { item, number } of block) {
      if (item.tags !== undefined && isOnGraph(item.tags)) yield { item, number };
    }
}

const METRES_PER_DEGREE = 111_195;

function stretchOf(way: OsmWay, extract: OsmExtract): TaggedStretch {
  const places = extract.placesOf(way.refs);
  let lengthMetres = 0;
  for (let i = 1; i < places.length; i++) {
    const [[ax, ay], [bx, by]] = [places[i - 1]!, places[i]!];
    lengthMetres += Math.hypot((bx - ax) * Math.cos((ay * Math.PI) / 180), by - ay) * METRES_PER_DEGREE;
  }
  return { name: way.tags?.name, highway: way.tags?.highway, lanes: way.tags?.lanes, lengthMetres };
}
