/** Where a city's things may lie, when nobody has said it. */
import type { Extent, Position } from "../../../domain/geo/geometry.ts";
import type { Database } from "../../platform/db.ts";
import { toWellKnownBinary } from "../../platform/well-known-binary.ts";
import { toDegreesIfPossible } from "./extent-store.ts";
import { somePoint } from "./guess-system.ts";
import { type ImportPlan, type PlannedDataset, UnreadableSource } from "./import-plan.ts";

const SAMPLE = 300;
/** To each side of the middle: the largest Italian municipality, Rome, is 50 km across. */
const REACH_KILOMETRES = 30;
const KILOMETRES_A_DEGREE = 111.2;

/**
 * The manifest's extent, else one around the middle of most sources: each source has one vote, so that neither a
 * large one nor one in a wrong system decides alone.
 * @throws Error when no source can tell
 */
export async function findExtent(
  { city, datasets }: ImportPlan,
  database: Database,
  signal: AbortSignal,
): Promise<Extent> {
  if (city.extent !== undefined) return city.extent;
  const middles: Position[] = [];
  for (const dataset of datasets) {
    const points = await samplePoints(dataset, city.id, database, signal);
    if (points.length > 0) middles.push(medianOf(points));
  }
  if (middles.length === 0)
    throw new Error("no source says where the city lies: give its extent in the manifest");
  const [longitude, latitude] = medianOf(middles);
  const north = REACH_KILOMETRES / KILOMETRES_A_DEGREE;
  const east = north / Math.cos((latitude * Math.PI) / 180);
  return [longitude - east, latitude - north, longitude + east, latitude + north];
}

async function samplePoints(
  dataset: PlannedDataset,
  city: string,
  database: Database,
  signal: AbortSignal,
): Promise<Position[]> {
  const found: Buffer[] = [];
  try {
    const options = {
      signal,
      onRead: () => undefined,
      onRecord: () => undefined,
      onProblem: async () => undefined,
    };
    const { srid, records } = await dataset.open(options);
    for await (const input of records) {
      const geom = "record" in input && "geom" in input.record ? input.record.geom : null;
      const point = geom === null ? null : somePoint(geom);
      if (point !== null) found.push(toWellKnownBinary({ type: "Point", coordinates: point }, srid));
      if (found.length >= SAMPLE) break;
    }
  } catch (error) {
    // What is wrong with it is told when it is taken in.
    if (!(error instanceof UnreadableSource)) throw error;
  }
  const degrees = await database.transaction(city, (db) => toDegreesIfPossible(db, found), {
    readOnly: true,
  });
  return degrees.flatMap((place) => (place === null ? [] : [[place.longitude, place.latitude] as const]));
}

function medianOf(points: readonly Position[]): Position {
  const middle = (axis: 0 | 1) =>
    points.map((point) => point[axis]).sort((a, b) => a - b)[points.length >> 1]!;
  return [middle(0), middle(1)];
}
