/**
 * A city as large as Turin for benches: the sample city side by side with itself, its buildings' heights varied.
 * 132,000 buildings take 12 of it on 87 km², with 74,800 pieces of ground around 12,672 street segments, which
 * driven both ways are 25,000 edges.
 */
import { loadCity } from "../../../server/features/city/load-city.ts";
import type { Database } from "../../../server/platform/db.ts";
import { migrateCity, migratePlatform } from "../../../server/platform/migrate.ts";
import { buildSampleCity } from "../../sample-city/sample-city.ts";
import { analyseLayers, COPIED_LAYERS, copyLayer, recordBigCity, trimLayer } from "./big-city-store.ts";

export interface BigCity {
  /** The name of its schema; must not be there yet. */
  readonly id: string;
  readonly buildings: number;
  readonly trees: number;
}

export const TURIN_SIZED = { buildings: 132_000, trees: 60_000 } as const;

/** The sample city's outline is a parallelogram: these two steps lay one beside the other. */
const STEP_ACROSS = [2736.941, -1412.641] as const;
const STEP_UP = [1082.413, 2097.137] as const;
const PER_ROW = 3;

/** Migrates the schema and fills it; nothing of the city is held here but one sample. */
export async function fillBigCity(database: Database, { id, buildings, trees }: BigCity): Promise<void> {
  await migratePlatform(database);
  await migrateCity(database, id);
  const sample = buildSampleCity();
  const copies = Math.ceil(buildings / sample.layers.building.length);
  await database.transaction(id, (db) => loadCity(db, { ...sample, id }, []));
  for (let number = 1; number < copies; number++) {
    const [across, up] = [number % PER_ROW, Math.floor(number / PER_ROW)];
    const eastMetres = across * STEP_ACROSS[0] + up * STEP_UP[0];
    const northMetres = across * STEP_ACROSS[1] + up * STEP_UP[1];
    const limits: Partial<Record<string, number>> = {
      building: Math.min(sample.layers.building.length, buildings - number * sample.layers.building.length),
      tree: Math.floor(trees / copies),
    };
    for (const layer of COPIED_LAYERS) {
      const limit = limits[layer] ?? sample.layers[layer].length;
      await database.transaction(id, (db) =>
        copyLayer(db, layer, { number, eastMetres, northMetres, limit }),
      );
    }
  }
  await database.transaction(id, async (db) => {
    await trimLayer(db, "building", buildings);
    await trimLayer(db, "tree", trees);
    await recordBigCity(db, id);
    await analyseLayers(db);
  });
}
