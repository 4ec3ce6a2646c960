/**
 * A made-up city of a thousand buildings for the tiler's tests: a plain grid, so that every number is known,
 * with each kind of shape that needs care. Numbers are EPSG:32632 metres near Turin.
 */
import {
  type BuildingRecord,
  type CityData,
  type GeneratedLayer,
  GROUND_KINDS,
  type GroundRecord,
  type TreeRecord,
} from "../../../domain/city/city-data.ts";
import type { PolygonGeometry, Position } from "../../../domain/geo/geometry.ts";
import { TEST_CITY } from "../../support/test-city.ts";

export const WEST = 394_500;
export const SOUTH = 4_990_500;
const PER_ROW = 32;
const SPACING_METRES = 30;
const SIDE_METRES = PER_ROW * SPACING_METRES;

export const CROSSING_BUILDING = "crossing";
export const CROSSING_GROUND = "crossing-ground";
export const TOO_CLEAR_BUILDING = "too-clear";

type Corners = readonly (readonly [number, number])[];

function polygon(x: number, y: number, ...rings: Corners[]): PolygonGeometry {
  const place = (ring: Corners): Position[] =>
    [...ring, ring[0]!].map(([dx, dy]) => [WEST + x + dx, SOUTH + y + dy] as const);
  return { type: "Polygon", coordinates: rings.map(place) };
}

const box = (west: number, south: number, east: number, north: number): Corners => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];

function listBuildings(): BuildingRecord[] {
  const buildings: BuildingRecord[] = [];
  for (let i = 0; i < PER_ROW * PER_ROW; i++) {
    const [x, y] = [(i % PER_ROW) * SPACING_METRES, Math.floor(i / PER_ROW) * SPACING_METRES];
    const shape = shapeOf(i);
    buildings.push({
      id: i + 1,
      externalId: shape.name ?? `house-${i}`,
      geom: polygon(x, y, ...shape.rings),
      baseMetres: 235 + (i % 7) * 0.5,
      heightMetres: 6 + (i % 11) * 1.5,
      heightSource: "generated",
      name: null,
      clearHeightMetres: shape.clearHeightMetres ?? 0,
      use: i % 3 === 0 ? "residential" : "città mista",
      floors: i % 5 === 0 ? null : 2 + (i % 6),
      yearBuilt: i % 4 === 0 ? null : 1700 + (i % 300),
    });
  }
  return buildings;
}

function shapeOf(i: number): { rings: Corners[]; name?: string; clearHeightMetres?: number } {
  if (i === 40) {
    const bowTie: Corners = [
      [0, 0],
      [20, 16],
      [20, 0],
      [0, 16],
    ];
    return { rings: [bowTie], name: CROSSING_BUILDING };
  }
  if (i === 41) {
    // A hole that touches the outline in one corner: valid, and more than an ear-cutter bears.
    const hole: Corners = [
      [0, 8],
      [8, 12],
      [8, 4],
    ];
    return { rings: [box(0, 0, 20, 16), hole], name: "touching" };
  }
  if (i === 42) return { rings: [box(0, 0, 10, 10)], name: TOO_CLEAR_BUILDING, clearHeightMetres: 400 };
  if (i % 7 === 0) {
    const court: Corners = [...box(6, 5, 14, 11)].reverse();
    return { rings: [box(0, 0, 20, 16), court], name: `courtyard-${i}` };
  }
  if (i % 11 === 0) return { rings: [box(0, 0, 20, 4)], name: `arcade-${i}`, clearHeightMetres: 4.5 };
  // Sources do not agree on which way round a ring runs.
  return { rings: [i % 13 === 5 ? [...box(0, 0, 18, 12)].reverse() : box(0, 0, 18, 12)] };
}

function listGround(): GroundRecord[] {
  const ground: GroundRecord[] = GROUND_KINDS.map((kind, i) => ({
    id: i + 1,
    externalId: `ground-${kind}`,
    kind,
    name: kind === "square" ? "Piazza di Prova" : null,
    elevationMetres: 235,
    derived: false,
    geom: polygon(
      0,
      0,
      kind === "base" ? box(-20, -20, SIDE_METRES, SIDE_METRES) : box(i * 40, -15, i * 40 + 40, -5),
    ),
  }));
  const crossing = polygon(500, -15, [
    [0, 0],
    [20, 10],
    [20, 0],
    [0, 10],
  ]);
  ground.push({
    id: 100,
    externalId: CROSSING_GROUND,
    kind: "green",
    name: null,
    elevationMetres: 235,
    derived: false,
    geom: crossing,
  });
  return ground;
}

const SPECIES = ["Platanus x acerifolia", "Cedrus atlantica", "Populus nigra 'Italica'", "Tilia cordata"];

function listTrees(): TreeRecord[] {
  return Array.from({ length: 300 }, (_, i) => ({
    id: i + 1,
    externalId: `tree-${i}`,
    species: SPECIES[i % SPECIES.length]!,
    sizeClass: i % 2 === 0 ? "first" : "second",
    monumental: false,
    heightMetres: 8 + (i % 13),
    crownDiameterMetres: 4 + (i % 5),
    trunkDiameterMetres: 0.4,
    baseMetres: 235,
    geom: {
      type: "Point",
      coordinates: [WEST + (i % 20) * 45 + 24, SOUTH + Math.floor(i / 20) * 60 + 25],
    },
  }));
}

export function buildTileCity(): CityData {
  const street = (id: number, name: string, y: number) => ({
    id,
    externalId: `street-${id}`,
    name,
    class: "residential" as const,
    widthMetres: 12,
    carriagewayWidthMetres: 8,
    widthSource: "generated" as const,
    geom: { type: "MultiLineString" as const, coordinates: [eastward(y)] },
  });
  const eastward = (y: number): Position[] => [
    [WEST, SOUTH + y],
    [WEST + SIDE_METRES, SOUTH + y],
  ];
  const layers: CityData["layers"] = {
    building: listBuildings(),
    ground: listGround(),
    street: [street(1, "Via della Prova", 26), street(2, "Corso dell'Esempio", 416)],
    street_segment: [],
    address: [],
    tree: listTrees(),
    transit_line: [
      {
        id: 1,
        externalId: "line-4",
        code: "4",
        mode: "tram",
        title: "Linea 4",
        geom: { type: "MultiLineString", coordinates: [eastward(416)] },
      },
    ],
    transit_stop: [
      {
        id: 1,
        externalId: "stop-1",
        name: "Fermata Prova",
        lineCodes: ["4"],
        stepFree: null,
        geom: { type: "Point", coordinates: [WEST + 300, SOUTH + 416] },
      },
    ],
    utility: [],
    zone: [],
  };
  return {
    id: TEST_CITY,
    name: "Città di prova",
    timeZone: "Europe/Rome",
    synthetic: true,
    attribution: "made up for tests",
    geoidUndulationMetres: 48.25,
    extent: polygon(0, 0, box(-20, -20, SIDE_METRES + 20, SIDE_METRES + 20)),
    centre: { type: "Point", coordinates: [WEST + SIDE_METRES / 2, SOUTH + SIDE_METRES / 2] },
    datasets: (Object.keys(layers) as GeneratedLayer[]).map((layer) => ({
      layer,
      title: layer,
      source: "made up for tests",
      licence: "CC0-1.0",
      synthetic: true,
    })),
    layers,
    offices: [],
  };
}
