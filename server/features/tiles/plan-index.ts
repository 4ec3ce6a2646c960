/** What every unit of the plan was cut from, kept beside the tiles: what is cut from the same again is not cut again. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PRIVATE_FOLDER, writeWhole } from "./tile-files.ts";

export interface PlanUnitEntry {
  /** Of all features it was cut from, and of which of its tiles there are. */
  readonly inputHash: string;
  /** Of what came out. */
  readonly contentHash: string;
  readonly tiles: number;
  readonly bytes: number;
}

export interface PlanIndex {
  /** Where its tiles are, relative to the city's folder; null: nowhere. */
  readonly folder: string | null;
  /** By `z/x/y` of the unit. */
  readonly units: ReadonlyMap<string, PlanUnitEntry>;
}

const FILE = join(PRIVATE_FOLDER, "plan.json");
const NONE: PlanIndex = { folder: null, units: new Map() };

/** Empty when there is none, or when it is one of another tiler. */
export async function readPlanIndex(folder: string, tiler: number): Promise<PlanIndex> {
  try {
    const read = JSON.parse(await readFile(join(folder, FILE), "utf8")) as {
      tiler: number;
      folder: string;
      units: [string, PlanUnitEntry][];
    };
    return read.tiler === tiler ? { folder: read.folder, units: new Map(read.units) } : NONE;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return NONE;
    throw error;
  }
}

export async function writePlanIndex(folder: string, tiler: number, index: PlanIndex): Promise<void> {
  const content = { tiler, folder: index.folder, units: [...index.units] };
  await writeWhole(join(folder, FILE), Buffer.from(JSON.stringify(content)), "always");
}
