import type { Extent } from "../../../domain/geo/geometry.ts";
import type { STREET_RANKS } from "../../../domain/places/contract.ts";

type Rank = (typeof STREET_RANKS)[number];

/** How much of the city the screen may show, in metres across, for streets of a class to be worth their names. */
const SHOWN_FROM: readonly (readonly [Rank, number])[] = [
  ["lot", 2_500],
  ["residential", 5_000],
  ["local_collector", 9_000],
  ["area_collector", 20_000],
];
const METRES_PER_DEGREE = 111_320;
/** Sides of the cells in degrees: a view that moves a little asks for the same cells. */
const FINEST_DEGREES = 1 / 256;

/** What to ask for an extent: whole cells around it, and the classes that its size has room for. */
export function streetsInView([west, south, east, north]: Extent): { bbox: string; least: Rank } {
  const across = Math.hypot(
    (east - west) * METRES_PER_DEGREE * Math.cos((south * Math.PI) / 180),
    (north - south) * METRES_PER_DEGREE,
  );
  const least = SHOWN_FROM.find(([, metres]) => across <= metres)?.[0] ?? "main";
  let cell = FINEST_DEGREES;
  while (cell * 4 < Math.max(east - west, north - south)) cell *= 2;
  const down = (value: number, least: number) => Math.max(least, Math.floor(value / cell) * cell);
  const up = (value: number, most: number) => Math.min(most, Math.ceil(value / cell) * cell);
  return { bbox: [down(west, -180), down(south, -90), up(east, 180), up(north, 90)].join(","), least };
}
