import type { TransitLineRecord } from "../../../../domain/city/city-data.ts";
import type { Position } from "../../../../domain/geo/geometry.ts";
import type { ProblemFound } from "../../../../domain/imports/source-record.ts";
import { isRoute, type OsmExtract } from "./extract.ts";
import { osmLayer } from "./osm-layer.ts";
import type { OsmRelation, Tags } from "./pbf.ts";

const MODES: Readonly<Record<string, TransitLineRecord["mode"]>> = {
  tram: "tram",
  light_rail: "tram",
  bus: "bus",
  trolleybus: "bus",
  subway: "metro",
  train: "rail",
  funicular: "funicular",
};
/** Members where one waits, not ways along which one goes. */
const WAITING = /^(platform|stop)/;

interface Route {
  readonly number: number;
  readonly relation: OsmRelation;
  readonly tags: Tags;
  readonly mode: TransitLineRecord["mode"];
  readonly code: string;
}

function routesOf(extract: OsmExtract): Route[] {
  return extract.relations.flatMap(({ item: relation, number }) => {
    const { tags } = relation;
    if (!isRoute(tags)) return [];
    const [mode, code] = [MODES[tags.route!], tags.ref ?? tags.name];
    return mode === undefined || code === undefined ? [] : [{ number, relation, tags, mode, code }];
  });
}

/** Lines: all routes of one number are one line (there and back, and its variants), each way drawn once. */
export const osmTransitLines = osmLayer({
  id: "transit-lines",
  layer: "transit_line",
  title: "Linee di trasporto pubblico",
  assumptions: [
    {
      it: "Le varianti di una linea sono unite; di una linea che esce dall'estratto c'è solo la parte interna.",
      en: "Variants of a line are joined; of a line that leaves the extract only the part inside is there.",
    },
  ],
  async *read(extract, options) {
    options.signal.throwIfAborted();
    const lines = new Map<string, Route[]>();
    for (const route of routesOf(extract)) {
      options.onRecord(route.number);
      const key = `${route.mode}/${route.code}`;
      lines.set(key, [...(lines.get(key) ?? []), route]);
    }
    for (const [externalId, routes] of lines) {
      const { number, mode, code, tags } = routes[0]!;
      const drawn = linesOf(routes, extract);
      if (drawn.length === 0) {
        const refused: ProblemFound = {
          code: "no-geometry",
          detail: `${externalId}: none of its ways is here`,
        };
        yield { number, refused };
        continue;
      }
      const record = {
        externalId,
        code,
        mode,
        title: tags.name ?? code,
        geom: { type: "MultiLineString", coordinates: drawn } as const,
      };
      yield { number, record };
    }
  },
});

function linesOf(routes: readonly Route[], extract: OsmExtract): Position[][] {
  const wayIds = new Set(
    routes.flatMap(({ relation }) =>
      relation.members
        .filter(({ type, role }) => type === "way" && !WAITING.test(role))
        .map(({ ref }) => ref),
    ),
  );
  return [...wayIds]
    .map((id) => extract.placesOf(extract.findMember(id) ?? []))
    .filter((places) => places.length >= 2);
}

const isStop = (tags: Tags) =>
  tags.highway === "bus_stop" ||
  tags.railway === "tram_stop" ||
  tags.railway === "station" ||
  tags.railway === "halt";

export const osmTransitStops = osmLayer({
  id: "transit-stops",
  layer: "transit_stop",
  title: "Fermate",
  assumptions: [
    {
      it: "Le linee di una fermata sono quelle che la nominano: dove una linea nomina solo la banchina non si sanno.",
      en: "The lines of a stop are those that name it: where a line names the platform alone they are not known.",
    },
  ],
  async *read(extract, options) {
    const codes = new Map<number, Set<string>>();
    for (const { relation, code } of routesOf(extract)) {
      for (const { type, ref } of relation.members) {
        if (type === "node") codes.set(ref, (codes.get(ref) ?? new Set<string>()).add(code));
      }
    }
    for await (const block of extract.blocks("node", options))
      for (const { item, number } of block) {
        if (item.tags === undefined || !isStop(item.tags)) continue;
        const { tags } = item;
        if (tags.name === undefined) {
          yield { number, refused: { code: "missing-value", field: "name", detail: `node/${item.id}` } };
          continue;
        }
        yield {
          number,
          record: {
            externalId: `node/${item.id}`,
            name: tags.name,
            lineCodes: [...(codes.get(item.id) ?? [])].sort(),
            stepFree: tags.wheelchair === "yes" ? true : tags.wheelchair === "no" ? false : null,
            geom: { type: "Point", coordinates: [item.lon, item.lat] },
          },
        };
      }
  },
});
