/** The relief beside the tiles, as the manifest describes it. */
import type { Relief } from "../../../domain/geo/relief.ts";
import type { TilesAddress } from "./tiles-manifest.ts";

/** @returns null where the city is flat. @throws when the file is not there, or not as long as it says. */
export async function findRelief({ base, manifest }: TilesAddress): Promise<Relief | null> {
  if (manifest.relief === null) return null;
  const { file, geoidUndulationMetres: _, ...grid } = manifest.relief;
  const response = await fetch(`${base}/${file}`);
  if (!response.ok) throw new Error(`${base}/${file}: ${response.status} ${response.statusText}`);
  return readRelief(grid, await response.arrayBuffer());
}

type Grid = Omit<Relief, "heights" | "surveyed">;

export function readRelief(grid: Grid, bytes: ArrayBuffer): Relief {
  const points = grid.columns * grid.rows;
  const expected = 2 * points + Math.ceil(points / 8);
  if (bytes.byteLength !== expected) {
    throw new Error(
      `relief of ${grid.columns} × ${grid.rows}: expected ${expected} bytes, got ${bytes.byteLength}`,
    );
  }
  const view = new DataView(bytes);
  const heights = Uint16Array.from({ length: points }, (_, i) => view.getUint16(2 * i, true));
  return { ...grid, heights, surveyed: new Uint8Array(bytes, 2 * points) };
}
