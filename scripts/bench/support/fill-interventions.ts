/**
 * A seeded history of works on the streets that a city's database already has: COORDINATION.md §5. Phases of 1 to
 * 90 days on 25 to 60 m of street, denser towards the centre, so that overlaps come about by themselves as they do
 * in a city; none is put there on purpose. Nothing is checked against the rules here: `recomputeAllFindings` does
 * that for the live ones.
 */
import { createHash } from "node:crypto";
import { alongLine, beside, lengthOf, partOf } from "../../../domain/geo/line-parts.ts";
import type { InterventionKind, InterventionState } from "../../../domain/interventions/intervention.ts";
import type { Database } from "../../../server/platform/db.ts";
import { type Random, randomFor } from "../../sample-city/random.ts";
import {
  type FilledIntervention,
  insertFilled,
  listFilledStreets,
  listOffices,
  type Street,
} from "./bench-store.ts";

/** Rows a transaction: about 0.1 s on the embedded database, whose readers wait for it. */
const BATCH = 1_000;
const DAY_MS = 86_400_000;
const LEAST_METRES = 25;
const MOST_METRES = 60;
/** Metres from the centre at which works are a third as dense as there. */
const CENTRE_METRES = 700;
/** How dense works are far out, to the centre's 1. */
const OUTSKIRTS = 0.02;
/** Pipes and lines run under the larger streets: how dense works are there, to a residential street's 1. */
const DENSITY_OF_CLASS: Readonly<Record<string, number>> = { main: 3, area_collector: 3, local_collector: 2 };

export interface FillOptions {
  readonly count: number;
  readonly seed: number;
  readonly nowMs: number;
  /** Starts lie evenly between. Default: 20 years back, 1 ahead. */
  readonly daysBack?: number;
  readonly daysAhead?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** 125,500 over 21 years is what Turin has on record and a year of plans: 5,500 to 6,000 a year. */
export const FULL_COUNT = 125_500;
const DAYS_BACK = 20 * 365.25;
const DAYS_AHEAD = 365.25;

/**
 * Adds `count` synthetic interventions of one phase each. The same options on the same streets give the same
 * rows. What was filled in with this seed before is in the way: use another seed, or an empty city.
 * @throws when the city has no streets of 25 m or no office
 */
export async function fillInterventions(
  database: Database,
  city: string,
  options: FillOptions,
): Promise<void> {
  const { count, seed, signal, onProgress } = options;
  const [streets, offices] = await database.transaction(
    city,
    async (db) => [await listFilledStreets(db, LEAST_METRES), await listOffices(db)] as const,
    { readOnly: true },
  );
  if (streets.length === 0 || offices.length === 0) {
    throw new Error(
      `city ${city}: expected streets and offices, got ${streets.length} and ${offices.length}`,
    );
  }
  const pick = streetsByWeight(streets);
  for (let start = 0; start < count; start += BATCH) {
    signal?.throwIfAborted();
    const rows: FilledIntervention[] = [];
    for (let index = start; index < Math.min(start + BATCH, count); index++) {
      const random = randomFor(`fill:${seed}:${index}`);
      rows.push(layIntervention(`${seed}:${index}`, random, pick(random), random.pick(offices), options));
    }
    await database.transaction(city, (db) => insertFilled(db, rows));
    onProgress?.(start + rows.length, count);
  }
}

/** Streets are drawn by their length, times how dense works are on such a street so far from the centre. */
function streetsByWeight(streets: readonly Street[]): (random: Random) => Street {
  const middles = streets.map(({ line }) => alongLine(line, lengthOf(line) / 2));
  // The middle of the streets, and not of the extent: a city's outline reaches into hills and rivers.
  const centre = [0, 1].map((axis) => median(middles.map((middle) => middle[axis]!)));
  const until: number[] = [];
  let sum = 0;
  streets.forEach(({ line, class: of }, index) => {
    const away = Math.hypot(middles[index]![0] - centre[0]!, middles[index]![1] - centre[1]!);
    sum +=
      lengthOf(line) *
      (DENSITY_OF_CLASS[of] ?? 1) *
      (OUTSKIRTS + (1 - OUTSKIRTS) * Math.exp(-away / CENTRE_METRES));
    until.push(sum);
  });
  return (random) => {
    const drawn = random.next() * sum;
    let [low, high] = [0, until.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (until[middle]! <= drawn) low = middle + 1;
      else high = middle;
    }
    return streets[low]!;
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1]!;
}

interface Trade {
  readonly kind: InterventionKind;
  readonly what: string;
  /** Of a thousand. */
  readonly share: number;
  readonly widthMetres: readonly [number, number];
  readonly depthMetres: number | null;
  readonly hindrance: "none" | "minor" | "major";
}

/** Mostly digs: the record of Turin's office is of worksites. Shares are assumed. */
const TRADES: readonly Trade[] = [
  trade("roadwork", "Rete idrica", 230, [1.8, 3], 1.6, "minor"),
  trade("roadwork", "Condotta del gas", 180, [1.2, 2.4], 1.1, "minor"),
  trade("roadwork", "Fibra ottica", 170, [0.6, 1.4], 0.5, "none"),
  trade("roadwork", "Pavimentazione", 150, [5, 8], 0.2, "major"),
  trade("greenwork", "Potatura", 100, [4, 6], null, "minor"),
  trade("occupation", "Ponteggio", 130, [1.4, 2.2], null, "none"),
  trade("event", "Mercato", 40, [6, 9], null, "major"),
];

function trade(
  kind: InterventionKind,
  what: string,
  share: number,
  widthMetres: readonly [number, number],
  depthMetres: number | null,
  hindrance: Trade["hindrance"],
): Trade {
  return { kind, what, share, widthMetres, depthMetres, hindrance };
}

function pickTrade(random: Random): Trade {
  let left = random.whole(1, 1_000);
  for (const trade of TRADES) {
    left -= trade.share;
    if (left <= 0) return trade;
  }
  throw new Error("the trades' shares are expected to sum to 1,000");
}

function layIntervention(
  key: string,
  random: Random,
  street: Street,
  officeId: string,
  { nowMs, daysBack = DAYS_BACK, daysAhead = DAYS_AHEAD }: FillOptions,
): FilledIntervention {
  const { kind, what, widthMetres: widths, depthMetres, hindrance } = pickTrade(random);
  const room = lengthOf(street.line);
  const metres = Math.min(room, random.between(LEAST_METRES, MOST_METRES));
  const from = random.next() * (room - metres);
  const widthMetres = Math.round(random.between(...widths) * 10) / 10;
  // To one side of the axis, as pipes lie, but within a narrow carriageway.
  const line = beside(partOf(street.line, from, from + metres), random.between(-1, 1));
  const startMs = nowMs + Math.floor(random.between(-daysBack, daysAhead) * 24) * (DAY_MS / 24);
  const endMs = startMs + random.whole(1, 90) * DAY_MS;
  return {
    id: uuidOf(key),
    phaseId: uuidOf(`${key}:phase`),
    kind,
    state: stateAt(nowMs, startMs, endMs, random),
    title: `${what} (sintetico)`,
    place: street.name,
    officeId,
    line,
    widthMetres,
    startsAt: new Date(startMs),
    endsAt: new Date(endMs),
    hindrance,
    depthMetres,
  };
}

function stateAt(nowMs: number, startMs: number, endMs: number, random: Random): InterventionState {
  const drawn = random.next();
  if (endMs <= nowMs) return drawn < 0.1 ? "takenBack" : "completed";
  if (startMs <= nowMs) return drawn < 0.1 ? "handedOver" : "inProgress";
  if (drawn < 0.03) return "cancelled";
  return startMs > nowMs + 90 * DAY_MS && drawn < 0.5 ? "forecast" : drawn < 0.6 ? "proposed" : "approved";
}

/** A uuid of our own content (version 8, RFC 9562 §5.8). */
function uuidOf(key: string): string {
  const bytes = createHash("sha256").update(key).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [0, 8, 12, 16, 20].map((at, i) => hex.slice(at, [8, 12, 16, 20, 32][i])).join("-");
}
