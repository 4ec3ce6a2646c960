/**
 * An invented programme of works on real streets: what a city's next and last half year could look like. Titles and
 * descriptions say that it is synthetic, and so does the mark each intervention carries.
 */
import inputs from "../../data/sample/programme.json" with { type: "json" };
import { ribbonWidths } from "../../domain/city/ribbon-widths.ts";
import { addDays, type LocalDate } from "../../domain/geo/calendar.ts";
import { beside, lengthOf, partOf } from "../../domain/geo/line-parts.ts";
import { toDegrees } from "../../domain/geo/projection.ts";
import {
  type Hindrance,
  type InterventionKind,
  NO_INTERVENTION_DETAILS,
  NO_PHASE_DETAILS,
  type PhaseInput,
  type VehicleImpact,
} from "../../domain/interventions/intervention.ts";
import type { ProgrammeEntry } from "../../server/features/interventions/load-programme.ts";
import { during, startOffset, stateFor, workingDay } from "../sample-city/programme/dates.ts";
import { type Random, randomFor, uuidFor } from "../sample-city/random.ts";
import type { ProgrammeStreet } from "./street-store.ts";

const MARK = "(sintetico)";
const NOTE = "Intervento inventato a scopo dimostrativo: non esiste.";

export interface ProgrammeOptions {
  readonly count: number;
  readonly seed: number;
  /** The city's own day. */
  readonly today: LocalDate;
  /** Part of the ids: a programme that replaces another is made of other interventions. */
  readonly run: string;
}

/** Interventions for each kilometre of street, of which a little more than half are not over yet. Assumed. */
const PER_KILOMETRE = 1.6;
const MOST = 5_000;

/** How many interventions a city of these streets gets when nobody says. */
export function countFor(streets: readonly ProgrammeStreet[]): number {
  const kilometres = streets.reduce((sum, { line }) => sum + lengthOf(line), 0) / 1_000;
  return Math.min(MOST, Math.max(20, Math.round(kilometres * PER_KILOMETRE)));
}

/** Shares of the kinds: digs are most of what Turin's office sees; assumed. */
const SHARES: readonly (readonly [InterventionKind, number])[] = [
  ["roadwork", 0.62],
  ["occupation", 0.24],
  ["greenwork", 0.08],
  ["event", 0.06],
];

/** What is planned on a stretch: where across it, how wide, how long, for how many days. */
interface Work {
  readonly what: string;
  readonly office: string;
  readonly offsetMetres: number;
  readonly widthMetres: number;
  readonly lengthMetres: number;
  readonly days: number;
  readonly hours: readonly [number, number];
  readonly vehicleImpact: VehicleImpact;
  readonly hindrance: Hindrance;
  readonly depthMetres: number | null;
}

/** @throws when there is no street or no office to plan with */
export function planProgramme(
  streets: readonly ProgrammeStreet[],
  offices: readonly string[],
  { count, seed, today, run }: ProgrammeOptions,
): ProgrammeEntry[] {
  if (streets.length === 0) throw new Error("no named street of this city is long enough for a work site");
  if (offices.length === 0) throw new Error("this city has no office that could plan");
  const places = sortByUse(streets);
  const digs: Dig[] = [];
  return Array.from({ length: count }, (_, index) => {
    const random = randomFor(`programme:${seed}:${index}`);
    const kind = pickKind(random);
    const follows =
      kind === "roadwork" && digs.length > 0 && random.chance(FOLLOWING) ? random.pick(digs) : null;
    const street = follows?.street ?? random.pick(places[kind]);
    const work = PLANNERS[kind](street, random);
    const drawn = addDays(
      follows?.first ?? today,
      follows === null ? startOffset(random) : random.whole(-15, 25),
    );
    const first = kind === "event" ? drawn : workingDay(drawn);
    if (kind === "roadwork") digs.push({ street, first });
    return {
      id: uuidFor(`programme:${run}:${seed}:${index}`),
      officeId: offices.includes(work.office) ? work.office : offices[index % offices.length]!,
      intervention: {
        kind,
        state: stateFor(today, first, work.days, random),
        title: `${work.what}, ${street.name} ${MARK}`.slice(0, 200),
        place: street.name.slice(0, 300),
        description: NOTE,
        ...NO_INTERVENTION_DETAILS,
        phases: [phaseOn(street, work, first, random)],
      },
    };
  });
}

interface Dig {
  readonly street: ProgrammeStreet;
  readonly first: LocalDate;
}

/** One dig in ten comes to a stretch that another has just opened or is about to: the reason for a coordination. Assumed. */
const FOLLOWING = 0.1;

/** Where each kind is at home; where a city has no such street, anywhere. */
function sortByUse(
  streets: readonly ProgrammeStreet[],
): Record<InterventionKind, readonly ProgrammeStreet[]> {
  const orAll = (some: readonly ProgrammeStreet[]) => (some.length === 0 ? streets : some);
  const driven = orAll(streets.filter(({ class: of }) => of !== "pedestrian" && of !== "motorway"));
  return {
    roadwork: driven,
    occupation: orAll(streets.filter(({ class: of }) => of !== "motorway" && of !== "lot")),
    greenwork: orAll(streets.filter(({ class: of }) => of === "main" || of === "area_collector")),
    event: orAll(
      streets.filter(({ name, class: of }) => /^(piazz|largo)/i.test(name) || of === "pedestrian"),
    ),
  };
}

function pickKind(random: Random): InterventionKind {
  let drawn = random.next();
  for (const [kind, share] of SHARES) {
    drawn -= share;
    if (drawn < 0) return kind;
  }
  return "roadwork";
}

const PLANNERS: Readonly<Record<InterventionKind, (street: ProgrammeStreet, random: Random) => Work>> = {
  roadwork(street, random) {
    const trade = pickTrade(random);
    const roadMetres = Math.max(ribbonWidths(street).carriagewayMetres, 3);
    const widthMetres = Math.min(random.between(trade.width[0]!, trade.width[1]!), roadMetres);
    return {
      what: trade.what,
      office: trade.office,
      offsetMetres: (trade.offset * (roadMetres - widthMetres)) / 2,
      widthMetres,
      lengthMetres: random.between(trade.length[0]!, trade.length[1]!),
      days: random.whole(trade.days[0]!, trade.days[1]!),
      hours: [8, 18],
      vehicleImpact: random.pick(trade.impact) as VehicleImpact,
      hindrance: random.pick(trade.hindrance) as Hindrance,
      depthMetres: Math.round(random.between(trade.depth[0]!, trade.depth[1]!) * 10) / 10,
    };
  },
  occupation(street, random) {
    const { carriagewayMetres, wholeMetres } = ribbonWidths(street);
    const pavement = (wholeMetres - carriagewayMetres) / 2;
    const onPavement = pavement >= 1.5 && random.chance(0.7);
    const widthMetres = onPavement ? Math.min(random.between(1.2, 1.8), pavement) : 2.2;
    const side = random.chance(0.5) ? 1 : -1;
    const away = onPavement ? wholeMetres / 2 - widthMetres / 2 : Math.max(0, carriagewayMetres / 2 - 1.1);
    return {
      what: onPavement
        ? random.pick(["Ponteggio", "Dehors"])
        : random.pick(["Trasloco", "Container per macerie"]),
      office: "suolo",
      offsetMetres: side * away,
      widthMetres,
      lengthMetres: random.between(7, 18),
      days: onPavement ? random.whole(30, 120) : random.whole(1, 12),
      hours: [8, 19],
      vehicleImpact: onPavement ? "all-lanes-open" : "some-lanes-closed",
      hindrance: onPavement ? "none" : "minor",
      depthMetres: null,
    };
  },
  greenwork(street, random) {
    const { carriagewayMetres, wholeMetres } = ribbonWidths(street);
    const widthMetres = Math.min(5, wholeMetres);
    return {
      what: random.pick([
        "Potatura dell'alberata",
        "Messa a dimora di nuovi alberi",
        "Controllo di stabilità degli alberi",
      ]),
      office: "verde",
      offsetMetres:
        (random.chance(0.5) ? 1 : -1) * Math.min(carriagewayMetres / 2, (wholeMetres - widthMetres) / 2),
      widthMetres,
      lengthMetres: random.between(40, 110),
      days: random.whole(1, 8),
      hours: [8, 17],
      vehicleImpact: "some-lanes-closed",
      hindrance: "minor",
      depthMetres: null,
    };
  },
  event(street, random) {
    const { wholeMetres } = ribbonWidths(street);
    return {
      what: random.pick(["Mercatino", "Festa di via", "Concerto all'aperto", "Raccolta firme"]),
      office: random.pick(["eventi", "pro-loco"]),
      offsetMetres: 0,
      widthMetres: Math.min(wholeMetres, 12),
      lengthMetres: random.between(30, 90),
      days: random.whole(1, 3),
      hours: [9, 22],
      vehicleImpact: "all-lanes-closed",
      hindrance: random.chance(0.3) ? "major" : "minor",
      depthMetres: null,
    };
  },
};

const weights = inputs.roadworks.reduce((sum, { weight }) => sum + weight, 0);

function pickTrade(random: Random): (typeof inputs.roadworks)[number] {
  let drawn = random.next() * weights;
  for (const trade of inputs.roadworks) {
    drawn -= trade.weight;
    if (drawn < 0) return trade;
  }
  return inputs.roadworks[0]!;
}

function phaseOn(street: ProgrammeStreet, work: Work, first: LocalDate, random: Random): PhaseInput {
  const room = lengthOf(street.line);
  const metres = Math.min(work.lengthMetres, room);
  const from = random.next() * (room - metres);
  const line = beside(partOf(street.line, from, from + metres), work.offsetMetres);
  return {
    footprint: {
      kind: "line",
      line: { type: "LineString", coordinates: line.coordinates.map(toDegrees) },
      widthMetres: Math.round(work.widthMetres * 10) / 10,
    },
    ...during(first, work.days, ...work.hours),
    vehicleImpact: work.vehicleImpact,
    hindrance: work.hindrance,
    depthMetres: work.depthMetres,
    ...NO_PHASE_DETAILS,
  };
}
