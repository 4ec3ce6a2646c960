/** What the files of Turin hold, read and measured by the plainest means: no PostGIS, no code of the importer. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import proj4 from "proj4";
import { DATA_FOLDER } from "./require.ts";

type Place = readonly [number, number];
interface Feature {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the file says
  readonly properties: any;
  // biome-ignore lint/suspicious/noExplicitAny: of any depth
  readonly geometry: { readonly type: string; readonly coordinates: any };
}

export async function readFeatures(file: string): Promise<readonly Feature[]> {
  return JSON.parse(await readFile(join(DATA_FOLDER, "turin", file), "utf8")).features;
}

const toGround = proj4("EPSG:4326", "+proj=utm +zone=32 +datum=WGS84 +units=m +no_defs");
export const onGround = (place: Place): Place => toGround.forward([place[0], place[1]]) as [number, number];

/** Square metres in a ring of degrees, by the shoelace formula on the ground's plane. */
function ringArea(ring: readonly Place[]): number {
  const places = ring.map(onGround);
  const [x0, y0] = places[0]!;
  let twice = 0;
  for (let i = 1; i < places.length; i++) {
    const [[ax, ay], [bx, by]] = [places[i - 1]!, places[i]!];
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return Math.abs(twice) / 2;
}

export function areaOf({ geometry: { type, coordinates } }: Feature): number {
  const polygons: readonly (readonly Place[])[][] = type === "Polygon" ? [coordinates] : coordinates;
  return polygons
    .map(([outer, ...holes]) => ringArea(outer!) - holes.reduce((sum, hole) => sum + ringArea(hole), 0))
    .reduce((sum, area) => sum + area, 0);
}

/** Metres along a line of degrees, on the ground's plane. */
export function lengthOf({ geometry }: Feature): number {
  const places = (geometry.coordinates as Place[]).map(onGround);
  return places
    .slice(1)
    .reduce((sum, [x, y], i) => sum + Math.hypot(x - places[i]![0], y - places[i]![1]), 0);
}

/** Metres along a line of degrees, on a sphere of 6,371,009 m, as the files' own figures were worked out. */
export function lengthOnSphere({ geometry }: Feature): number {
  const places = geometry.coordinates as Place[];
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  return places.slice(1).reduce((sum, [longitude, latitude], i) => {
    const [before, beforeLatitude] = places[i]!;
    const h =
      Math.sin(radians(latitude - beforeLatitude) / 2) ** 2 +
      Math.cos(radians(latitude)) *
        Math.cos(radians(beforeLatitude)) *
        Math.sin(radians(longitude - before) / 2) ** 2;
    return sum + 2 * 6_371_009 * Math.asin(Math.sqrt(h));
  }, 0);
}

function* placesOf(coordinates: unknown): Generator<Place> {
  if (typeof (coordinates as number[])[0] === "number") yield coordinates as unknown as Place;
  else for (const part of coordinates as unknown[]) yield* placesOf(part);
}

/** A hash of the rectangle around all features on the ground, to the decimetre. */
export function extentHash(features: readonly Feature[]): string {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { geometry } of features) {
    for (const place of placesOf(geometry.coordinates)) {
      const [x, y] = onGround(place);
      box[0] = Math.min(box[0]!, x);
      box[1] = Math.min(box[1]!, y);
      box[2] = Math.max(box[2]!, x);
      box[3] = Math.max(box[3]!, y);
    }
  }
  return hashBox(box);
}

export function hashBox(box: readonly number[]): string {
  return createHash("sha256")
    .update(box.map((metres) => metres.toFixed(1)).join(" "))
    .digest("hex")
    .slice(0, 16);
}
