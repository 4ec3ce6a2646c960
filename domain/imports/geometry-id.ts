import type { SourceGeometry } from "./source-record.ts";

const FNV_PRIME = 0x01000193;

/**
 * An identifier for a thing whose source gives it none: 64 bits of its coordinates, so that it stays the same while
 * the thing lies where it does (FNV-1a, two of 32 bits with different starts; draft-eastlake-fnv).
 */
export function geometryId(geometry: SourceGeometry): string {
  const text = JSON.stringify(geometry);
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, FNV_PRIME);
    high = Math.imul(high ^ unit, FNV_PRIME) ^ (low >>> 15);
  }
  return [high, low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
