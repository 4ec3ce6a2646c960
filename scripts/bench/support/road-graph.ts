/**
 * Streets to measure on: Turin's own graph where the data folder is there, else an invented one of the same size.
 * Which of the two it was belongs into every figure measured on it.
 */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import proj4 from "proj4";
import type { StreetNodeRecord, StreetSegmentRecord } from "../../../domain/city/city-data.ts";
import type { LineStringGeometry, Position } from "../../../domain/geo/geometry.ts";
import { randomFor } from "../../sample-city/random.ts";
import { projectFolder } from "../../setup/folders.ts";

export interface RoadGraph {
  readonly origin: "turin" | "generated";
  readonly nodes: readonly StreetNodeRecord[];
  readonly segments: readonly StreetSegmentRecord[];
}

/** Real data of Turin, kept outside the repository. */
export const turinFolder = join(
  process.env.DECUMANO_DATA || join(projectFolder, "..", "shared", "data"),
  "turin",
);

export async function openRoadGraph(seed: number): Promise<RoadGraph> {
  return existsSync(turinFolder) ? readTurinGraph() : generateGraph(seed);
}

interface EdgeFeature {
  readonly properties: {
    readonly u: number;
    readonly v: number;
    readonly key: number;
    readonly oneway: boolean;
    readonly highway: string;
    readonly name?: string;
    readonly lanes?: string;
    readonly maxspeed?: string;
    readonly bridge?: string;
    readonly tunnel?: string;
    readonly width?: string;
  };
  readonly geometry: { readonly coordinates: readonly [number, number][] };
}

/** Where edges were merged, a tag is the text of a list: its first value counts. */
const firstOf = (tag: string | undefined) =>
  tag === undefined ? null : (/[^[\]', ]+/.exec(tag)?.[0] ?? null);
const firstName = (tag: string | undefined) =>
  tag === undefined ? null : tag.startsWith("[") ? (/['"](.+?)['"][,\]]/.exec(tag)?.[1] ?? null) : tag;
const numberOf = (tag: string | undefined) => {
  const value = Number.parseFloat(firstOf(tag) ?? "");
  return Number.isFinite(value) && value > 0 ? value : null;
};

const CLASSES: Readonly<Record<string, StreetSegmentRecord["class"]>> = {
  motorway: "motorway",
  trunk: "motorway",
  primary: "main",
  secondary: "area_collector",
  tertiary: "local_collector",
  service: "lot",
  pedestrian: "pedestrian",
};

/** Both directions of a street, drawn the one as the other turned round, are one stretch both ways. */
async function readTurinGraph(): Promise<RoadGraph> {
  const toMetres = proj4("EPSG:4326", "+proj=utm +zone=32 +datum=WGS84 +units=m +no_defs");
  const place = (at: readonly [number, number]): Position => {
    const [x, y] = toMetres.forward([at[0], at[1]]);
    return [x!, y!];
  };
  const folder = join(turinFolder, "roads_osm");
  const read = async (file: string) => JSON.parse(await readFile(join(folder, file), "utf8")).features;
  const points: { properties: { osmid: number }; geometry: { coordinates: [number, number] } }[] = await read(
    "roads_drive_simplified_nodes.geojson",
  );
  const edges: EdgeFeature[] = await read("roads_drive_simplified.geojson");
  const nodes = points.map(({ properties, geometry }, index) => ({
    id: index + 1,
    externalId: `node/${properties.osmid}`,
    geom: { type: "Point" as const, coordinates: place(geometry.coordinates) },
  }));
  const numbers = new Map(points.map(({ properties }, index) => [properties.osmid, index + 1]));
  const seen = new Set<string>();
  const segments: StreetSegmentRecord[] = [];
  for (const { properties, geometry } of edges) {
    const { u, v, key, oneway, highway, lanes, maxspeed, name, bridge, tunnel, width } = properties;
    const drawn = JSON.stringify([u, v, geometry.coordinates]);
    if (seen.has(drawn)) continue;
    if (!oneway) seen.add(JSON.stringify([v, u, [...geometry.coordinates].reverse()]));
    const word = firstOf(highway)!;
    segments.push({
      id: segments.length + 1,
      externalId: `edge/${u}/${v}/${key}`,
      geom: { type: "LineString", coordinates: geometry.coordinates.map(place) },
      streetId: null,
      fromNode: numbers.get(u)!,
      toNode: numbers.get(v)!,
      oneWay: oneway,
      lanes: numberOf(lanes),
      speedKilometresPerHour: numberOf(maxspeed),
      name: firstName(name),
      highway: word,
      class: CLASSES[word.replace(/_link$/, "")] ?? "residential",
      bridge: bridge !== undefined,
      tunnel: tunnel !== undefined,
      carriagewayWidthMetres: numberOf(width),
      wayIds: [],
    });
  }
  return { origin: "turin", nodes, segments };
}

/** Blocks of about 90 m, turned and shaken a little: as many stretches as Turin has. */
const GRID = 94;
const BLOCK_METRES = 90;

export function generateGraph(seed: number, grid = GRID): RoadGraph {
  const random = randomFor(`graph:${seed}`);
  const origin: Position = [391_000, 4_987_000];
  const nodes: StreetNodeRecord[] = [];
  for (let row = 0; row <= grid; row++) {
    for (let column = 0; column <= grid; column++) {
      const [x, y] = [column + random.between(-0.18, 0.18), row + random.between(-0.18, 0.18)];
      const turned: Position = [
        origin[0] + (x * 0.9 + y * 0.4) * BLOCK_METRES,
        origin[1] + (y * 0.9 - x * 0.4) * BLOCK_METRES,
      ];
      nodes.push({
        id: nodes.length + 1,
        externalId: `node/${row}/${column}`,
        geom: { type: "Point", coordinates: turned },
      });
    }
  }
  const segments: StreetSegmentRecord[] = [];
  const add = (from: StreetNodeRecord, to: StreetNodeRecord, street: string, index: number) => {
    const main = index % 12 === 0;
    const geom: LineStringGeometry = {
      type: "LineString",
      coordinates: [from.geom.coordinates, to.geom.coordinates],
    };
    segments.push({
      id: segments.length + 1,
      externalId: `${from.externalId}-${to.externalId}`,
      geom,
      streetId: null,
      fromNode: from.id,
      toNode: to.id,
      oneWay: !main && index % 3 === 0,
      lanes: main ? 4 : null,
      speedKilometresPerHour: main ? 50 : 30,
      name: `Via ${street} ${index + 1} (sintetica)`,
      highway: null,
      class: main ? "main" : index % 4 === 0 ? "local_collector" : "residential",
      bridge: false,
      tunnel: false,
      carriagewayWidthMetres: null,
      wayIds: [],
    });
  };
  const at = (row: number, column: number) => nodes[row * (grid + 1) + column]!;
  for (let row = 0; row <= grid; row++) {
    for (let column = 0; column <= grid; column++) {
      if (column < grid) add(at(row, column), at(row, column + 1), "Lunga", row);
      if (row < grid) add(at(row, column), at(row + 1, column), "Corta", column);
    }
  }
  return { origin: "generated", nodes, segments };
}
