/** A square kilometre with one of each difficulty that street surfaces have. Metres from its south-west corner. */
import type { CityData, GroundRecord, StreetSegmentRecord } from "../../domain/city/city-data.ts";
import type { PolygonGeometry, Position } from "../../domain/geo/geometry.ts";
import { GENERATED_LAYERS } from "../../server/features/city/layer-tables.ts";
import { ORIGIN } from "./small-city.ts";
import { TEST_CITY } from "./test-city.ts";

const place = ([x, y]: readonly [number, number]): Position => [ORIGIN.x + x, ORIGIN.y + y];
const area = (...corners: readonly (readonly [number, number])[]): PolygonGeometry => ({
  type: "Polygon",
  coordinates: [[...corners, corners[0]!].map(place)],
});
const box = (x: number, y: number, width: number, height: number) =>
  area([x, y], [x + width, y], [x + width, y + height], [x, y + height]);

/** Not along the squares it is worked out in, and with a bay. */
export const OUTLINE = area([20, 10], [980, 40], [960, 700], [700, 640], [940, 980], [30, 960]);

const NODES = {
  west: [40, 300],
  middle: [500, 300],
  east: [800, 300],
  south: [500, 20],
  north: [500, 940],
  sharp: [880, 420],
  bridgeNorth: [600, 170],
  bridgeSouth: [600, 50],
  bridgeEast: [920, 60],
  walkWest: [100, 800],
  walkEast: [460, 800],
  weir: [150, 60],
  tunnelWest: [560, 650],
  tunnelEast: [840, 650],
} as const satisfies Record<string, readonly [number, number]>;
type Node = keyof typeof NODES;

function segment(
  from: Node,
  to: Node,
  more: Partial<StreetSegmentRecord> & { readonly by?: readonly (readonly [number, number])[] } = {},
): Omit<StreetSegmentRecord, "id" | "externalId"> {
  const { by = [], ...fields } = more;
  const names = Object.keys(NODES);
  return {
    geom: { type: "LineString", coordinates: [NODES[from], ...by, NODES[to]].map(place) },
    streetId: null,
    fromNode: names.indexOf(from) + 1,
    toNode: names.indexOf(to) + 1,
    oneWay: false,
    lanes: null,
    speedKilometresPerHour: null,
    name: null,
    highway: null,
    class: "residential",
    bridge: false,
    tunnel: false,
    carriagewayWidthMetres: null,
    wayIds: [],
    ...fields,
  };
}

export const SEGMENTS: readonly StreetSegmentRecord[] = [
  segment("west", "middle", { class: "main", lanes: 3 }),
  // A dead end.
  segment("middle", "east"),
  segment("middle", "north", { carriagewayWidthMetres: 8.37 }),
  segment("middle", "sharp", { class: "local_collector", oneWay: true }),
  segment("middle", "bridgeNorth", { by: [[590, 200]] }),
  segment("bridgeNorth", "bridgeSouth", { bridge: true }),
  segment("bridgeSouth", "bridgeEast", { oneWay: true }),
  segment("walkWest", "walkEast", { class: "pedestrian" }),
  segment("west", "weir", { oneWay: true }),
  segment("tunnelWest", "tunnelEast", { tunnel: true, class: "main" }),
  // A ring of two one-way streets, and one that comes back to where it began.
  segment("bridgeEast", "sharp", { oneWay: true }),
  segment("sharp", "bridgeEast", { oneWay: true, by: [[915, 240]] }),
].map((fields, index) => ({ id: index + 1, externalId: `segment-${index + 1}`, ...fields }));

const GROUND: readonly GroundRecord[] = [
  { ...ground("water", "Rio", null), geom: area([0, 90], [1000, 95], [1000, 150], [0, 145]) },
  { ...ground("green", "Giardino", 240), geom: box(470, 400, 60, 50) },
].map((fields, index) => ({ ...fields, id: index + 1 }));

function ground(kind: "water" | "green", name: string, elevationMetres: number | null) {
  return { externalId: `${kind}-1`, kind, name, elevationMetres, derived: false };
}

/** A city of these streets, which its one zone outlines, and nothing else. */
export function boxCity(outline: PolygonGeometry, segments: readonly StreetSegmentRecord[]): CityData {
  return {
    id: TEST_CITY,
    name: "Prova",
    timeZone: "Europe/Rome",
    synthetic: true,
    attribution: "tests",
    geoidUndulationMetres: 50,
    extent: outline,
    centre: { type: "Point", coordinates: outline.coordinates[0]![0]! },
    datasets: GENERATED_LAYERS.map((layer) => ({
      layer,
      title: layer,
      source: "-",
      licence: "-",
      synthetic: true,
    })),
    layers: {
      building: [],
      ground: [],
      street: [],
      street_segment: segments,
      address: [],
      tree: [],
      transit_line: [],
      transit_stop: [],
      utility: [],
      zone: [
        {
          id: 1,
          externalId: "zone-1",
          geom: { type: "MultiPolygon", coordinates: [outline.coordinates] },
          kind: "district",
          name: "Prova",
          residents: null,
          households: null,
        },
      ],
    },
    offices: [],
  };
}

export function ribbonCity(): CityData {
  const city = boxCity(OUTLINE, SEGMENTS);
  return {
    ...city,
    layers: {
      ...city.layers,
      ground: GROUND,
      building: [
        {
          id: 1,
          externalId: "building-1",
          geom: box(380, 306.5, 30, 20),
          baseMetres: null,
          heightMetres: null,
          heightSource: "unknown",
          name: null,
          clearHeightMetres: 0,
          use: "unknown",
          floors: null,
          yearBuilt: null,
        },
      ],
    },
  };
}
