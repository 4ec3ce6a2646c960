/** Scaffolding, café terraces, removals and skips against the fronts. */
import { addDays, type LocalDate } from "../../../domain/geo/calendar.ts";
import { add, rectangle, scale } from "../plane.ts";
import { type Random, randomFor, uuidFor } from "../random.ts";
import { during, startOffset, stateFor, workingDay } from "./dates.ts";
import { polygonAround, type SampleIntervention, SYNTHETIC_NOTE } from "./intervention.ts";
import { type FrontPlace, inSentence } from "./places.ts";

const COUNT = 124;

interface Use {
  readonly what: string;
  readonly share: number;
  readonly length: readonly [number, number];
  readonly depth: readonly [number, number];
  readonly days: readonly [number, number];
  /** Whether it stands at the kerb in the road rather than at the wall. */
  readonly inRoad: boolean;
}

const USES: readonly Use[] = [
  {
    what: "Ponteggio per il rifacimento della facciata",
    share: 0.38,
    length: [10, 18],
    depth: [1.2, 1.8],
    days: [45, 170],
    inRoad: false,
  },
  { what: "Dehors", share: 0.22, length: [6, 12], depth: [1.4, 2], days: [60, 180], inRoad: false },
  { what: "Trasloco", share: 0.28, length: [10, 14], depth: [2.2, 2.5], days: [1, 1], inRoad: true },
  {
    what: "Container per macerie",
    share: 0.12,
    length: [6, 8],
    depth: [2.2, 2.4],
    days: [5, 25],
    inRoad: true,
  },
];

function pickUse(random: Random): Use {
  let draw = random.next();
  for (const use of USES) {
    draw -= use.share;
    if (draw < 0) return use;
  }
  return USES[0]!;
}

function occupy(today: LocalDate, fronts: readonly FrontPlace[], k: number): SampleIntervention {
  const key = `occupation:${k}`;
  const random = randomFor(key);
  const use = pickUse(random);
  const front = random.pick(
    use.inRoad ? fronts.filter(({ street }) => street.carriagewayWidthMetres >= 6) : fronts,
  );
  const depth = use.inRoad
    ? random.between(...use.depth)
    : Math.min(random.between(...use.depth), front.pavementMetres - 0.2);
  const fromWall = use.inRoad ? front.pavementMetres + 0.1 : 0.05;
  const centre = add(front.at, scale(front.outward, fromWall + depth / 2));
  const length = Math.max(random.between(...use.length), 4.2 / depth);
  const days = random.whole(...use.days);
  // A long occupation that began within its own length is still there.
  const toStart = days > 40 ? random.whole(-150, 110) : startOffset(random);
  const first = workingDay(addDays(today, toStart));
  const { name } = front.street;
  return {
    id: uuidFor(key),
    kind: "occupation",
    state: stateFor(today, first, days, random),
    title: `${use.what}, ${inSentence(name)} ${front.address.houseNumber}`,
    place: `${name} ${front.address.houseNumber}`,
    description: SYNTHETIC_NOTE,
    officeId: "suolo",
    phases: [
      {
        footprint: polygonAround(rectangle(centre, front.along, length, depth)),
        ...during(first, days, 8, use.inRoad && days === 1 ? 14 : 19),
        vehicleImpact: use.inRoad ? "some-lanes-closed" : "all-lanes-open",
        hindrance: use.inRoad ? "minor" : "none",
        depthMetres: null,
      },
    ],
  };
}

export function planOccupations(today: LocalDate, fronts: readonly FrontPlace[]): SampleIntervention[] {
  return Array.from({ length: COUNT }, (_, k) => occupy(today, fronts, k));
}
