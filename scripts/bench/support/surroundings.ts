/** What rules ask about beside other works: trees, pipes, buildings, stops and zones along the streets of a graph. */
import type {
  BuildingRecord,
  CityData,
  TransitStopRecord,
  TreeRecord,
  UtilityRecord,
  ZoneRecord,
} from "../../../domain/city/city-data.ts";
import { UTILITY_NETWORKS } from "../../../domain/city/city-data.ts";
import type { LineStringGeometry, PolygonGeometry, Position } from "../../../domain/geo/geometry.ts";
import { alongLine, lengthOf } from "../../../domain/geo/line-parts.ts";
import { type Random, randomFor } from "../../sample-city/random.ts";
import type { RoadGraph } from "./road-graph.ts";

const TREES = 60_000;
const STOP_METRES = 350;
const BUILDING_METRES = 60;
const ZONE_METRES = 500;

type Segments = RoadGraph["segments"];

export function buildSurroundings(graph: RoadGraph, seed: number): CityData["layers"] {
  const { segments } = graph;
  const random = (what: string) => randomFor(`surroundings:${seed}:${what}`);
  return {
    building: buildings(segments, random("building")),
    ground: [],
    street: [],
    street_segment: segments,
    address: [],
    tree: trees(segments, random("tree")),
    transit_line: [],
    transit_stop: stops(segments),
    utility: utilities(segments, random("utility")),
    zone: zones(graph),
  };
}

/** A place beside the line, `metres` along it and `offset` to its left. */
function placeBeside(line: LineStringGeometry, metres: number, offset: number): Position {
  const [a, b] = [alongLine(line, metres - 0.5), alongLine(line, metres + 0.5)];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const at = alongLine(line, metres);
  return [at[0] - ((b[1] - a[1]) / length) * offset, at[1] + ((b[0] - a[0]) / length) * offset];
}

/** Places every `step` metres along all streets, in their order. */
function* walk(segments: Segments, step: number): Generator<{ line: LineStringGeometry; metres: number }> {
  let left = step / 2;
  for (const { geom: line, tunnel } of segments) {
    if (tunnel) continue;
    const length = lengthOf(line);
    while (left < length) {
      yield { line, metres: left };
      left += step;
    }
    left -= length;
  }
}

const total = (segments: Segments) =>
  segments.reduce((sum, { geom, tunnel }) => sum + (tunnel ? 0 : lengthOf(geom)), 0);

function trees(segments: Segments, random: Random): TreeRecord[] {
  const records: TreeRecord[] = [];
  for (const { line, metres } of walk(segments, total(segments) / (TREES + 0.5))) {
    if (records.length === TREES) break;
    const sizeClass = random.pick(["first", "second", "third"] as const);
    const trunk = { first: 0.6, second: 0.4, third: 0.25 }[sizeClass];
    const side = random.chance(0.5) ? 1 : -1;
    records.push({
      id: records.length + 1,
      externalId: `tree-${records.length + 1}`,
      geom: { type: "Point", coordinates: placeBeside(line, metres, side * random.between(4, 9)) },
      species: random.pick(["Platanus × acerifolia", "Tilia cordata", "Celtis australis"]),
      sizeClass,
      monumental: random.chance(0.002),
      heightMetres: trunk * 30,
      crownDiameterMetres: trunk * 16,
      trunkDiameterMetres: trunk,
      baseMetres: 239,
    });
  }
  return records;
}

/** Three networks of the six under each street, each on its own side and depth. */
function utilities(segments: Segments, random: Random): UtilityRecord[] {
  const records: UtilityRecord[] = [];
  for (const { geom, tunnel } of segments) {
    const length = lengthOf(geom);
    if (tunnel || length < 1) continue;
    UTILITY_NETWORKS.forEach((network, index) => {
      if (!random.chance(0.5)) return;
      const offset = (index - 2.5) * 1.1;
      records.push({
        id: records.length + 1,
        externalId: `utility-${records.length + 1}`,
        geom: {
          type: "LineString",
          coordinates: [0, length / 2, length].map((metres) => placeBeside(geom, metres, offset)),
        },
        network,
        diameterMillimetres: random.pick([63, 110, 200, 400]),
        depthMetres: Math.round((0.6 + index * 0.3) * 10) / 10,
        material: null,
        accuracyClass: random.pick(["B", "C", "D"]),
      });
    });
  }
  return records;
}

function buildings(segments: Segments, random: Random): BuildingRecord[] {
  const records: BuildingRecord[] = [];
  for (const { line, metres } of walk(segments, BUILDING_METRES)) {
    const side = random.chance(0.5) ? 1 : -1;
    // Square to one straight direction: along a bend its corners would cross over.
    const [a, b] = [placeBeside(line, metres, 0), placeBeside(line, metres, side)];
    const [acrossX, acrossY] = [b[0] - a[0], b[1] - a[1]];
    const corner = (along: number, away: number): Position => [
      a[0] + acrossX * away + acrossY * along,
      a[1] + acrossY * away - acrossX * along,
    ];
    const half = random.between(6, 9);
    const ring = [corner(-half, 10), corner(half, 10), corner(half, 22), corner(-half, 22)];
    records.push({
      id: records.length + 1,
      externalId: `building-${records.length + 1}`,
      geom: closed(ring),
      baseMetres: 239,
      heightMetres: random.whole(6, 24),
      heightSource: "generated",
      name: null,
      clearHeightMetres: 0,
      use: "unknown",
      floors: null,
      yearBuilt: null,
    });
  }
  return records;
}

function stops(segments: Segments): TransitStopRecord[] {
  const served = segments.filter(({ class: of }) => of === "main" || of === "area_collector");
  return [...walk(served, STOP_METRES)].map(({ line, metres }, index) => ({
    id: index + 1,
    externalId: `stop-${index + 1}`,
    geom: { type: "Point", coordinates: placeBeside(line, metres, -6) },
    name: `Fermata ${index + 1} (sintetica)`,
    lineCodes: [String((index % 90) + 1)],
    stepFree: null,
  }));
}

function zones({ segments }: RoadGraph): ZoneRecord[] {
  const cells = new Set<string>();
  for (const { geom } of segments) {
    const [x, y] = geom.coordinates[0]!;
    cells.add(`${Math.floor(x / ZONE_METRES)} ${Math.floor(y / ZONE_METRES)}`);
  }
  return [...cells].map((cell, index) => {
    const [x, y] = cell.split(" ").map((part) => Number(part) * ZONE_METRES) as [number, number];
    const ring: Position[] = [
      [x, y],
      [x + ZONE_METRES, y],
      [x + ZONE_METRES, y + ZONE_METRES],
      [x, y + ZONE_METRES],
    ];
    return {
      id: index + 1,
      externalId: `zone-${cell}`,
      geom: { type: "MultiPolygon", coordinates: [closed(ring).coordinates] },
      kind: "census",
      name: `Zona ${index + 1} (sintetica)`,
      residents: null,
      households: null,
    };
  });
}

function closed(ring: readonly Position[]): PolygonGeometry {
  return { type: "Polygon", coordinates: [[...ring, ring[0]!]] };
}
