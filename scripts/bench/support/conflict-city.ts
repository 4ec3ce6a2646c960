/**
 * The city that conflicts are measured on (COORDINATION.md §5): a road graph, what stands around it, and a history
 * of works. Everything but Turin's own streets is invented, and everything is seeded.
 */
import type { CityData, DatasetRecord } from "../../../domain/city/city-data.ts";
import type { PolygonGeometry, Position } from "../../../domain/geo/geometry.ts";
import { GENERATED_LAYERS } from "../../../server/features/city/layer-tables.ts";
import { loadCity } from "../../../server/features/city/load-city.ts";
import type { Database } from "../../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../../server/platform/migrate.ts";
import { analyzeCity, countOverlappingPairs, dropCity, type OverlappingPairs } from "./bench-store.ts";
import { type FillOptions, FULL_COUNT, fillInterventions } from "./fill-interventions.ts";
import { openRoadGraph, type RoadGraph } from "./road-graph.ts";
import { buildStreetSides } from "./street-sides.ts";
import { buildSurroundings } from "./surroundings.ts";

export const CONFLICT_CITY = "bench";

/** What 125,500 must give at the least. */
const LEAST_PAIRS: OverlappingPairs = { live: 800, historic: 20_000 };

export interface ConflictCity {
  readonly city: typeof CONFLICT_CITY;
  readonly timeZone: string;
  readonly origin: RoadGraph["origin"];
  readonly interventions: number;
  readonly pairs: OverlappingPairs;
}

/**
 * Makes the city anew under the name `CONFLICT_CITY`; one of that name that is there goes.
 * @throws when fewer overlaps came about than the measurement stands for
 */
export async function makeConflictCity(
  database: Database,
  options: FillOptions,
  { withSides = false }: { readonly withSides?: boolean } = {},
): Promise<ConflictCity> {
  const { timeZone, origin } = await makeStreetCity(database, CONFLICT_CITY, options.seed, { withSides });
  await fillInterventions(database, CONFLICT_CITY, options);
  const pairs = await database.transaction(CONFLICT_CITY, async (db) => {
    await analyzeCity(db);
    return countOverlappingPairs(db);
  });
  const least = leastPairs(options.count);
  if (pairs.live < least.live || pairs.historic < least.historic) {
    throw new Error(
      `${options.count} interventions: expected at least ${least.live} live and ${least.historic} historic ` +
        `pairs, got ${pairs.live} and ${pairs.historic}`,
    );
  }
  return { city: CONFLICT_CITY, timeZone, origin, interventions: options.count, pairs };
}

export interface StreetCity {
  readonly timeZone: string;
  readonly origin: RoadGraph["origin"];
  readonly segments: number;
}

/**
 * Streets and what stands around them, without works, under this name; a city of that name goes.
 * @param options `withSides`: streets by name, with widths and pavements
 */
export async function makeStreetCity(
  database: Database,
  id: string,
  seed: number,
  { withSides = false }: { readonly withSides?: boolean } = {},
): Promise<StreetCity> {
  const graph = await openRoadGraph(seed);
  const city = { ...describeCity(graph, seed), id };
  if (withSides) Object.assign(city.layers, buildStreetSides(graph.segments));
  await dropCity(database, id);
  await migratePlatform(database);
  await migrateCity(database, id);
  await database.transaction(id, (db) => loadCity(db, city, []));
  await database.transaction(id, analyzeCity);
  return { timeZone: city.timeZone, origin: graph.origin, segments: graph.segments.length };
}

/** Fewer interventions meet less often by the square of their share, give or take what chance allows. */
function leastPairs(count: number): OverlappingPairs {
  const share = (count / FULL_COUNT) ** 2;
  const scaled = (pairs: number) =>
    share === 1 ? pairs : Math.max(0, Math.floor(pairs * share - 3 * Math.sqrt(pairs * share)));
  return { live: scaled(LEAST_PAIRS.live), historic: scaled(LEAST_PAIRS.historic) };
}

const OFFICES: CityData["offices"] = [
  ...["Acqua", "Gas", "Energia", "Fibra", "Calore"].map((name) => ({
    id: name.toLowerCase(),
    name: `${name} (sintetico)`,
    kind: "utility" as const,
  })),
  ...["Strade", "Verde", "Suolo", "Eventi"].map((name) => ({
    id: name.toLowerCase(),
    name: `Ufficio ${name} (sintetico)`,
    kind: "municipal" as const,
  })),
];

function describeCity(graph: RoadGraph, seed: number): CityData {
  const extent = extentOf(graph);
  const [west, south] = extent.coordinates[0]![0]!;
  const [east, north] = extent.coordinates[0]![2]!;
  const streets: Omit<DatasetRecord, "layer"> =
    graph.origin === "turin"
      ? { title: "-", source: "OpenStreetMap", licence: "ODbL 1.0", synthetic: false }
      : { title: "-", source: "generated", licence: "-", synthetic: true };
  return {
    id: CONFLICT_CITY,
    name: "Banco di prova",
    timeZone: "Europe/Rome",
    synthetic: true,
    attribution: graph.origin === "turin" ? "© OpenStreetMap contributors" : "-",
    geoidUndulationMetres: 50,
    extent,
    centre: { type: "Point", coordinates: [(west + east) / 2, (south + north) / 2] },
    datasets: GENERATED_LAYERS.map((layer) => ({
      ...streets,
      synthetic: layer === "street_segment" ? streets.synthetic : true,
      layer,
    })),
    layers: buildSurroundings(graph, seed),
    offices: OFFICES,
  };
}

/** With room for what lies beside the last street. */
const MARGIN_METRES = 200;

function extentOf({ segments }: RoadGraph): PolygonGeometry {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geom } of segments) {
    for (const [x, y] of geom.coordinates) {
      west = Math.min(west, x);
      south = Math.min(south, y);
      east = Math.max(east, x);
      north = Math.max(north, y);
    }
  }
  const [x0, y0] = [Math.floor(west - MARGIN_METRES), Math.floor(south - MARGIN_METRES)];
  const [x1, y1] = [Math.ceil(east + MARGIN_METRES), Math.ceil(north + MARGIN_METRES)];
  const ring: Position[] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
    [x0, y0],
  ];
  return { type: "Polygon", coordinates: [ring] };
}
