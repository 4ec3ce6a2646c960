/** Digs and resurfacings on the streets, with the coincidences a year brings. */

import inputs from "../../../data/sample/programme.json" with { type: "json" };
import { addDays, type LocalDate } from "../../../domain/geo/calendar.ts";
import type {
  Hindrance,
  InterventionState,
  VehicleImpact,
} from "../../../domain/interventions/intervention.ts";
import { type Random, randomFor, uuidFor } from "../random.ts";
import { during, startOffset, stateFor, workingDay } from "./dates.ts";
import { type SampleIntervention, SYNTHETIC_NOTE, stretch } from "./intervention.ts";
import { inSentence, pointOn, type Stretch } from "./places.ts";

type Trade = (typeof inputs.roadworks)[number];

const ALONE = 104;
const HEAVY_PAIRS = 30;
const LIGHT_PAIRS = 12;
/** Of each kind of pair, so many straddle today. */
const PAIRS_TODAY = 10;

const trades = inputs.roadworks.flatMap((trade) => Array.from({ length: trade.weight }, () => trade));
const longTrades = trades.filter((trade) => trade.length[0]! >= 30);

interface Dig {
  readonly key: string;
  readonly trade: Trade;
  readonly place: Stretch;
  readonly fromMetres: number;
  readonly toMetres: number;
  readonly offsetMetres: number;
  readonly first: LocalDate;
  readonly days: number;
  readonly state: InterventionState;
}

const round = (value: number, step: number) => Math.round(value / step) * step;

function record({
  key,
  trade,
  place,
  fromMetres,
  toMetres,
  offsetMetres,
  first,
  days,
  state,
}: Dig): SampleIntervention {
  const random = randomFor(`roadwork:${key}`);
  const half = place.street.carriagewayWidthMetres / 2;
  const widest = 2 * (half - Math.abs(offsetMetres)) || 2;
  const widthMetres = Math.max(
    0.6,
    Math.min(round(random.between(trade.width[0]!, trade.width[1]!), 0.1), widest),
  );
  const { name } = place.street;
  return {
    id: uuidFor(`roadwork:${key}`),
    kind: "roadwork",
    state,
    title: `${trade.what}, ${inSentence(name)}`,
    place: `${name}${place.bounds}`,
    description: SYNTHETIC_NOTE,
    officeId: trade.office,
    phases: [
      {
        ...stretch(
          pointOn(place, fromMetres, offsetMetres),
          pointOn(place, toMetres, offsetMetres),
          Number(widthMetres.toFixed(2)),
        ),
        ...during(first, days, 8, 18),
        vehicleImpact: random.pick(trade.impact) as VehicleImpact,
        hindrance: random.pick(trade.hindrance) as Hindrance,
        depthMetres: Number(random.between(trade.depth[0]!, trade.depth[1]!).toFixed(2)),
      },
    ],
  };
}

/** Room for a dig of this trade on this street, as the trade's pipe lies. */
function lie(trade: Trade, place: Stretch, random: Random) {
  const clear = 8;
  const room = place.lengthMetres - 2 * clear;
  const length = Math.min(random.between(trade.length[0]!, trade.length[1]!), room);
  const fromMetres = clear + random.next() * (room - length);
  const half = place.street.carriagewayWidthMetres / 2;
  const offsetMetres = Math.max(-half + 0.8, Math.min(half - 0.8, trade.offset * half * 0.9));
  return { fromMetres, toMetres: fromMetres + length, offsetMetres };
}

/** A pair is a conflict only while both sides still stand and are more than a forecast. */
function standing(state: InterventionState): InterventionState {
  return state === "forecast" || state === "cancelled" ? "proposed" : state;
}

function pairs(
  today: LocalDate,
  places: readonly Stretch[],
  count: number,
  isHeavy: boolean,
): SampleIntervention[] {
  const found: SampleIntervention[] = [];
  for (let k = 0; k < count; k++) {
    const key = `${isHeavy ? "heavy" : "light"}-pair:${k}`;
    const random = randomFor(key);
    const place = random.pick(places);
    const one = random.pick(longTrades);
    const two = random.pick(longTrades.filter((trade) => trade.office !== one.office));
    const toStart = k < PAIRS_TODAY ? random.whole(-6, -1) : random.whole(2, 150);
    const first = workingDay(addDays(today, toStart));
    const days = random.whole(12, 30);
    const half = place.street.carriagewayWidthMetres / 2;
    const middle = place.lengthMetres / 2;
    const reach = Math.min(place.lengthMetres / 2 - 8, random.between(22, 40));
    const side = random.chance(0.5) ? 1 : -1;
    const base = { place, key: `${key}:a`, trade: one, first, days };
    const later = workingDay(addDays(first, random.whole(1, 4)));
    // Heavy: over one another by half their length. Light: end to end with a gap the buffers close.
    const gap = random.between(2, 6);
    const spans = isHeavy
      ? [
          [middle - reach, middle + reach * 0.4],
          [middle - reach * 0.3, middle + reach],
        ]
      : [
          [middle - reach, middle - gap / 2],
          [middle + gap / 2, middle + reach],
        ];
    const offsets = isHeavy ? [0.25 * half * side, 0.1 * half * side] : [0.3 * half, 0.3 * half];
    const dig = (i: 0 | 1, rest: Omit<Dig, "fromMetres" | "toMetres" | "offsetMetres" | "state">) =>
      record({
        ...rest,
        fromMetres: spans[i]![0]!,
        toMetres: spans[i]![1]!,
        offsetMetres: offsets[i]!,
        state: standing(stateFor(today, rest.first, rest.days, randomFor(`${rest.key}:state`))),
      });
    found.push(dig(0, base), dig(1, { ...base, key: `${key}:b`, trade: two, first: later, days: days - 2 }));
  }
  return found;
}

export function planRoadworks(today: LocalDate, stretches: readonly Stretch[]): SampleIntervention[] {
  const streets = stretches.filter(
    ({ street, lengthMetres }) =>
      street.carriagewayWidthMetres >= 6 && lengthMetres >= 55 && street.class !== "lot",
  );
  const alone = Array.from({ length: ALONE }, (_, k) => {
    const key = `alone:${k}`;
    const random = randomFor(key);
    const trade = random.pick(trades);
    const place = random.pick(streets);
    const first = workingDay(addDays(today, startOffset(random)));
    const days = random.whole(trade.days[0]!, trade.days[1]!);
    const state = stateFor(today, first, days, random);
    return record({ key, trade, place, ...lie(trade, place, random), first, days, state });
  });
  return [
    ...alone,
    ...pairs(today, streets, HEAVY_PAIRS, true),
    ...pairs(today, streets, LIGHT_PAIRS, false),
  ];
}
