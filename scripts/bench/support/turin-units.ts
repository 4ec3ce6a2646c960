/** Turin's building units from the files themselves, for benches of what comes after an import. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Flatbush from "flatbush";
import proj4 from "proj4";
import type { BuildingRecord, CityData, GeneratedLayer } from "../../../domain/city/city-data.ts";
import type { PolygonGeometry, Position } from "../../../domain/geo/geometry.ts";
import { GENERATED_LAYERS } from "../../../server/features/city/layer-tables.ts";
import { loadCity } from "../../../server/features/city/load-city.ts";
import type { Database } from "../../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../../server/platform/migrate.ts";

const UTM_32 = "+proj=utm +zone=32 +datum=WGS84 +units=m";
const toMetres = proj4("EPSG:4326", UTM_32);

interface Feature {
  readonly properties: Readonly<Record<string, string | number | null>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/** Surveyed units, and of OpenStreetMap's buildings those whose middle lies in no surveyed unit's box. */
export async function fillTurinUnits(database: Database, id: string, dataFolder: string): Promise<number> {
  const surveyed = listSurveyed(dataFolder);
  const index = new Flatbush(surveyed.length);
  for (const { geom } of surveyed) index.add(...boxOf(geom.coordinates[0]!));
  index.finish();
  const others = listMapped(dataFolder).filter(({ geom }) => {
    const [west, south, east, north] = boxOf(geom.coordinates[0]!);
    const [x, y] = [(west + east) / 2, (south + north) / 2];
    return index.search(x, y, x, y).length === 0;
  });
  const building = [...surveyed, ...others].map((unit, i): BuildingRecord => ({ ...unit, id: i + 1 }));
  await migratePlatform(database);
  await migrateCity(database, id);
  await database.transaction(id, (db) => loadCity(db, cityOf(id, building), []));
  return building.length;
}

export function hasTurinUnits(dataFolder: string): boolean {
  return existsSync(join(dataFolder, "turin", "buildings_ctc"));
}

function listSurveyed(dataFolder: string): BuildingRecord[] {
  const units = new Map<string, BuildingRecord>();
  for (const part of ["centro_arbarello", "politecnico_san_paolo"]) {
    for (const { properties, geometry } of readFeatures(dataFolder, `buildings_ctc/ctc_units_${part}`)) {
      const height = Number(properties.altezza_m) || null;
      const base = Number(properties.qt_suolo_m) || null;
      const externalId = `ctc-${properties.cit_ar}`;
      units.set(externalId, unitOf(externalId, polygonsOf(geometry)[0]!, base, height));
    }
  }
  return [...units.values()];
}

function listMapped(dataFolder: string): BuildingRecord[] {
  return ["centro_2018", "politecnico_san_paolo_2023"].flatMap((part) =>
    readFeatures(dataFolder, `buildings_osm/osm_buildings_${part}`).flatMap(({ geometry }, number) =>
      polygonsOf(geometry).map((rings, k) => unitOf(`osm-${part}-${number}-${k}`, rings, null, null)),
    ),
  );
}

function unitOf(
  externalId: string,
  coordinates: PolygonGeometry["coordinates"],
  baseMetres: number | null,
  heightMetres: number | null,
): BuildingRecord {
  return {
    id: 0,
    externalId,
    geom: {
      type: "Polygon",
      coordinates: coordinates.map((ring) =>
        ring.map(([x, y]) => toMetres.forward<[number, number]>([x, y])),
      ),
    },
    baseMetres,
    heightMetres,
    heightSource: heightMetres === null ? "unknown" : "surveyed",
    name: null,
    clearHeightMetres: 0,
    use: "unknown",
    floors: null,
    yearBuilt: null,
  };
}

function readFeatures(dataFolder: string, name: string): Feature[] {
  const text = readFileSync(join(dataFolder, "turin", `${name}.geojson`), "utf8");
  return (JSON.parse(text) as { features: Feature[] }).features;
}

function polygonsOf({ type, coordinates }: Feature["geometry"]): PolygonGeometry["coordinates"][] {
  if (type === "Polygon") return [coordinates as PolygonGeometry["coordinates"]];
  return type === "MultiPolygon" ? (coordinates as PolygonGeometry["coordinates"][]) : [];
}

function boxOf(ring: readonly Position[]): [number, number, number, number] {
  const [xs, ys] = [ring.map((place) => place[0]!), ring.map((place) => place[1]!)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function cityOf(id: string, building: readonly BuildingRecord[]): CityData {
  const empty = Object.fromEntries(
    GENERATED_LAYERS.map((layer) => [layer, []]),
  ) as unknown as CityData["layers"];
  const [west, south] = toMetres.forward([7.64, 45.05]);
  const [east, north] = toMetres.forward([7.71, 45.09]);
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    id,
    name: "Torino",
    timeZone: "Europe/Rome",
    synthetic: false,
    attribution: "Città di Torino; © OpenStreetMap contributors (ODbL 1.0)",
    geoidUndulationMetres: 50,
    extent: { type: "Polygon", coordinates: [corners] } as unknown as CityData["extent"],
    centre: { type: "Point", coordinates: [(west! + east!) / 2, (south! + north!) / 2] },
    datasets: GENERATED_LAYERS.map((layer: GeneratedLayer) => ({
      layer,
      title: layer,
      source: "Carta Tecnica Comunale, OpenStreetMap",
      licence: "ODbL-1.0",
      synthetic: false,
    })),
    layers: { ...empty, building },
    offices: [],
  };
}
