/**
 * What a change costs whoever makes it, so that of several the least is offered first. A point is a day by which the
 * works are moved; the other weights are chosen here, are told with every plan, and no office has confirmed them.
 */
import { z } from "zod";
import { DAY_MS } from "../geo/interval.ts";
import type { Change } from "./change.ts";
import type { Subject } from "./facts.ts";

/** Points for one of each. */
export const COST_WEIGHTS = {
  /** A day by which the works begin later or earlier, or of stages end later. */
  days: 1,
  /** To begin earlier asks for permits and firms sooner: of two equal moves the later one. */
  earlier: 0.5,
  /** Each thing that is another than it was. */
  changes: 1,
  /** A metre of width to work in. */
  metres: 4,
  /** A metre of depth. */
  depthMetres: 4,
  /** An hour of every working day. */
  hours: 2,
  /** A day of every week. */
  weekdays: 4,
  /** A metre given back to people on foot or to vehicles. */
  freedMetres: 2,
  /** Traffic regulated otherwise. */
  traffic: 2,
  /** A tenth of the people who were expected. */
  peopleTenths: 1,
  /** A further stage: the site is set up once more. */
  stages: 5,
} as const;
type CostTerm = keyof typeof COST_WEIGHTS;
const COST_TERMS = Object.keys(COST_WEIGHTS) as [CostTerm, ...CostTerm[]];

export const costSchema = z
  .object({
    points: z.number().nonnegative(),
    /** What it is the sum of: so many of each, at its weight. */
    terms: z.array(z.object({ term: z.enum(COST_TERMS), amount: z.number(), weight: z.number() })),
  })
  .meta({ id: "ClearanceCost" });
export type Cost = z.infer<typeof costSchema>;

type Amounts = Partial<Record<CostTerm, number>>;

/** Hundredths: sums of tenths of a metre are not exact otherwise. */
const round = (value: number) => Math.round(value * 100) / 100;

export function toCost(amounts: Amounts): Cost {
  const terms = COST_TERMS.flatMap((term) => {
    const amount = round(amounts[term] ?? 0);
    return amount === 0 ? [] : [{ term, amount, weight: COST_WEIGHTS[term] }];
  });
  return { points: round(terms.reduce((sum, { amount, weight }) => sum + amount * weight, 0)), terms };
}

export function addCosts(costs: readonly Cost[]): Cost {
  const amounts: Amounts = {};
  for (const { term, amount } of costs.flatMap(({ terms }) => terms)) {
    amounts[term] = (amounts[term] ?? 0) + amount;
  }
  return toCost(amounts);
}

const DAY_MINUTES = 1440;
const lost = (before: number | null, after: number) => Math.max(0, (before ?? after) - after);

function amountsOf(change: Change, subject: Subject): Amounts {
  switch (change.kind) {
    case "shift":
    case "coordinate":
      return { days: Math.abs(change.days), earlier: change.days < 0 ? 1 : 0 };
    case "narrow":
      return { metres: lost(subject.widthMetres, change.widthMetres) };
    case "limit-depth":
      return { depthMetres: lost(subject.depthMetres, change.depthMetres) };
    case "free-footway":
      return { freedMetres: Math.max(0, change.widthMetres - (subject.footwayWidthMetres ?? 0)) };
    case "free-carriageway":
      return { freedMetres: Math.max(0, change.widthMetres - (subject.carriagewayWidthMetres ?? 0)) };
    case "regulate-traffic":
      return { traffic: 1 };
    case "limit-people": {
      const { expectedPeople } = subject;
      const share = expectedPeople ? lost(expectedPeople, change.expectedPeople) / expectedPeople : 0;
      return { peopleTenths: share * 10 };
    }
    case "restrict-weekdays":
      return { weekdays: lost(subject.weekdays.length, change.weekdays.length) };
    case "restrict-hours": {
      const { fromMinute, toMinute } = change.dailyHours;
      const before = subject.dailyHours ?? { fromMinute: 0, toMinute: DAY_MINUTES };
      return { hours: Math.max(0, before.toMinute - before.fromMinute - (toMinute - fromMinute)) / 60 };
    }
  }
}

/** Of all these changes of one phase together. */
export function costOf(changes: readonly Change[], subject: Subject): Cost {
  return addCosts(changes.map((change) => toCost({ ...amountsOf(change, subject), changes: 1 })));
}

/** Of a phase done in stages that ends so much later than it would have. */
export function costOfStages(count: number, endMs: number, subject: Subject): Cost {
  const days = Math.max(0, Math.ceil((endMs - subject.span.endMs) / DAY_MS - 1e-9));
  return toCost({ stages: count - 1, days });
}
