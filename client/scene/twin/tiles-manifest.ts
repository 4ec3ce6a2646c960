/** Asks for the manifest once; every part of the scene that reads tiles begins with it. */
import { type TilesManifest, tilesManifest } from "../../../domain/layers/tiles-manifest.ts";

export interface TilesAddress {
  /** The folder of the city's tiles, without a slash at its end. */
  readonly base: string;
  readonly manifest: TilesManifest;
}

/** @throws when there is no manifest, or none that is one. */
export async function getTiles(cityId: string): Promise<TilesAddress> {
  const base = `/tiles/${encodeURIComponent(cityId)}`;
  const response = await fetch(`${base}/manifest.json`);
  if (!response.ok) throw new Error(`${base}/manifest.json: ${response.status} ${response.statusText}`);
  return { base, manifest: tilesManifest.parse(await response.json()) };
}
