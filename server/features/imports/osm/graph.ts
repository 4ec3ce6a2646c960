import type { MappedRecord } from "../../../../domain/imports/mapping.ts";
import {
  classOfHighway,
  directionOf,
  isCrossing,
  mainHighway,
} from "../../../../domain/imports/osm/highways.ts";
import { readCount, readList, readMetres, readSpeed } from "../../../../domain/imports/osm/measures.ts";
import type { ProblemFound } from "../../../../domain/imports/source-record.ts";
import type { StreetProfiles } from "../../../../domain/imports/street-profile.ts";
import type { OsmExtract } from "./extract.ts";
import { isOnGraph } from "./graph-ways.ts";
import { osmLayer } from "./osm-layer.ts";
import type { OsmWay, Tags } from "./pbf.ts";
import { profileStreets } from "./streets.ts";

const nodeId = (id: number) => `node/${id}`;

export const osmStreetNodes = osmLayer({
  id: "street-nodes",
  layer: "street_node",
  title: "Nodi del grafo stradale",
  assumptions: [],
  async *read(extract, options) {
    for await (const block of extract.blocks("node", options))
      for (const { item, number } of block) {
        if (!extract.isJunction(item.id)) continue;
        const geom = { type: "Point", coordinates: [item.lon, item.lat] } as const;
        yield { number, record: { externalId: nodeId(item.id), geom } };
      }
  },
});

export const osmStreetSegments = osmLayer({
  id: "street-segments",
  layer: "street_segment",
  title: "Grafo stradale e pedonale",
  assumptions: [
    {
      it: "Le strade sono divise dove si incontrano. Classe dalla parola di OpenStreetMap (trunk e primary principale, secondary interquartiere, tertiary di quartiere, service e track accesso, percorsi a piedi e in bici pedonale). Corsie e velocità non indicate restano non note; divieti di accesso e di svolta non sono presi.",
      en: "Streets are split where they meet. Class from OpenStreetMap's word (trunk and primary main, secondary area collector, tertiary local collector, service and track access, ways on foot and by bicycle pedestrian). Lanes and speeds that are not tagged stay unknown; bans of access and of turns are not taken in.",
    },
  ],
  async *read(extract, options) {
    const profiles = await profileStreets(extract, options);
    for await (const block of extract.blocks("way", options))
      for (const { item, number } of block) {
        if (item.tags === undefined || !isOnGraph(item.tags)) continue;
        const { values, remarks } = segmentTags(item.tags, item.id, profiles);
        const direction = directionOf(item.tags);
        const refs = direction === -1 ? [...item.refs].reverse() : item.refs;
        const times = new Map<string, number>();
        for (const [index, piece] of splitAtJunctions(refs, extract).entries()) {
          const [from, to] = [piece[0]!, piece.at(-1)!];
          const places = extract.placesOf(piece);
          if (places.length < piece.length) {
            const detail = `way/${item.id}: ${piece.length - places.length} of its nodes are not in the extract`;
            yield { number, refused: { code: "invalid-geometry", detail } };
            continue;
          }
          const pair = `${from}-${to}-${item.id}`;
          const time = (times.get(pair) ?? 0) + 1;
          times.set(pair, time);
          yield {
            number,
            remarks: index === 0 ? remarks : [],
            record: {
              externalId: time === 1 ? pair : `${pair}-${time}`,
              fromNode: nodeId(from),
              toNode: nodeId(to),
              oneWay: direction !== 0,
              ...values,
              geom: { type: "LineString", coordinates: places },
            },
          };
        }
      }
  },
});

/** Pieces from junction to junction; the ends of a way are junctions themselves. */
function splitAtJunctions(refs: readonly number[], extract: OsmExtract): number[][] {
  const pieces: number[][] = [];
  let piece: number[] = [];
  for (const ref of refs) {
    // A node that stands there twice in a row draws nothing.
    if (piece.at(-1) === ref) continue;
    piece.push(ref);
    if (piece.length > 1 && extract.isJunction(ref)) {
      pieces.push(piece);
      piece = [ref];
    }
  }
  return pieces;
}

type SegmentValues = Omit<
  MappedRecord<"street_segment">,
  "externalId" | "fromNode" | "toNode" | "oneWay" | "geom"
>;

function segmentTags(
  tags: Tags,
  wayId: OsmWay["id"],
  profiles: StreetProfiles,
): { readonly values: SegmentValues; readonly remarks: readonly ProblemFound[] } {
  const remarks: ProblemFound[] = [];
  const read = (field: string, how: (value: unknown) => number | null) => {
    const value = tags[field];
    if (value === undefined) return null;
    const figure = how(value);
    if (figure === null || figure <= 0) {
      remarks.push({
        code: "invalid-value",
        field,
        detail: `way/${wayId}: expected a figure, got "${value}"`,
      });
      return null;
    }
    return figure;
  };
  const highway = mainHighway(tags.highway)!;
  const lanes = read("lanes", readCount);
  const names = readList(tags.name);
  return {
    remarks,
    values: {
      streetId: profiles.chooseName(names),
      lanes: lanes === null ? null : Math.round(lanes),
      // Names of rules ("CH:urban", "walk") are no mistake.
      speedKilometresPerHour: readSpeed(tags.maxspeed),
      name: names.length === 0 ? null : names.join("; "),
      highway,
      class: classOfHighway(highway),
      bridge: isCrossing(tags.bridge),
      tunnel: isCrossing(tags.tunnel),
      carriagewayWidthMetres: read("width", readMetres),
      wayIds: [wayId],
    },
  };
}
