import { createHash } from "node:crypto";
import type { Relief } from "../../../domain/geo/relief.ts";
import type { ReliefFile } from "../../../domain/layers/tiles-manifest.ts";
import { writeHashedFile } from "./tile-files.ts";

/** Writes the grid for the client, as `ReliefFile` says. */
export async function writeReliefFile(
  folder: string,
  { heights, surveyed, ...grid }: Relief,
  geoidUndulationMetres: number,
): Promise<ReliefFile> {
  const { name } = await writeHashedFile(folder, "relief", Buffer.concat([littleEndian(heights), surveyed]));
  const { west, south, stepEast, stepNorth, columns, rows, lowestMetres, quantumMetres } = grid;
  const place = { west, south, stepEast, stepNorth, columns, rows };
  return { file: name, ...place, lowestMetres, quantumMetres, geoidUndulationMetres };
}

function littleEndian(heights: Uint16Array): Uint8Array {
  const bytes = Buffer.alloc(heights.length * 2);
  for (let i = 0; i < heights.length; i++) bytes.writeUInt16LE(heights[i]!, i * 2);
  return bytes;
}

/** What tiles that lie on the relief depend on. */
export function hashRelief(relief: Relief | null): string | null {
  if (!relief) return null;
  const { heights, surveyed: _, ...grid } = relief;
  return createHash("sha256").update(JSON.stringify(grid)).update(heights).digest("hex");
}
