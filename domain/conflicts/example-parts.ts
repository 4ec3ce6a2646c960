/** What the rules' examples are made of: invented works on invented ground. */
import type { Span } from "../geo/interval.ts";
import { WEEKDAYS } from "../interventions/intervention.ts";
import type {
  Circumstances,
  DetourHere,
  DetourStreet,
  FinishedDig,
  NearbyPhase,
  NearbyPlace,
  NearbyTree,
  NearbyUtility,
  NoDigPeriod,
  PhaseOnDetour,
  Subject,
  TouchedStreet,
} from "./facts.ts";
import { DEFAULT_PARAMETERS } from "./parameters/parameters.ts";

const HOLIDAYS = ["2026-01-06", "2026-04-06", "2026-05-01", "2026-06-02"];

export const exampleCircumstances: Circumstances = {
  nowMs: Date.parse("2026-01-15T09:00:00Z"),
  timeZone: "Europe/Rome",
  isHoliday: (date) => HOLIDAYS.includes(date),
  parameters: DEFAULT_PARAMETERS,
};

export const exampleSpan = (startsAt: string, endsAt: string): Span => ({
  startMs: Date.parse(startsAt),
  endMs: Date.parse(endsAt),
});

/** Monday to Friday, along a street. */
export const exampleTrench: Subject = {
  kind: "roadwork",
  state: "proposed",
  hindrance: "minor",
  vehicleImpact: "some-lanes-closed",
  span: exampleSpan("2026-03-02T07:00:00Z", "2026-03-06T17:00:00Z"),
  dailyHours: null,
  weekdays: WEEKDAYS,
  widthMetres: 2.5,
  depthMetres: 1.2,
  squareMetres: 125,
  heightMetres: null,
  footwayWidthMetres: null,
  carriagewayWidthMetres: null,
  noisePowerDecibels: null,
  expectedPeople: null,
  urgent: false,
  recurring: false,
  hasDetour: false,
  detourAgreements: [],
};

/** On the trench's own ground, from its Wednesday on. */
export const exampleWaterMain: NearbyPhase = {
  phaseId: "00000000-0000-4000-8000-000000000001",
  interventionId: "00000000-0000-4000-8000-000000000002",
  kind: "roadwork",
  state: "approved",
  title: "Rinnovo della rete idrica",
  officeName: "Acquedotto (esempio)",
  hindrance: "minor",
  recurring: false,
  span: exampleSpan("2026-03-04T07:00:00Z", "2026-03-20T17:00:00Z"),
  dailyHours: null,
  weekdays: WEEKDAYS,
  distanceMetres: 0,
  sharedSquareMetres: 12,
  lineDistanceMetres: 0,
};

/** Friday and Saturday evenings of the trench's week, 8 m away. */
export const exampleConcert: NearbyPhase = {
  ...exampleWaterMain,
  kind: "event",
  title: "Concerto in piazza",
  officeName: "Ufficio Eventi (esempio)",
  span: exampleSpan("2026-03-06T17:00:00Z", "2026-03-08T00:00:00Z"),
  dailyHours: { fromMinute: 1080, toMinute: 1440 },
  distanceMetres: 8,
  sharedSquareMetres: 0,
  lineDistanceMetres: 9.25,
};

/** Along the buildings of a street. */
export const exampleScaffold: Subject = {
  ...exampleTrench,
  kind: "occupation",
  hindrance: "none",
  vehicleImpact: "all-lanes-open",
  widthMetres: 1.6,
  depthMetres: null,
  squareMetres: 16,
};

/** On a square, a Saturday and a Sunday. */
export const exampleFair: Subject = {
  ...exampleTrench,
  kind: "event",
  vehicleImpact: "all-lanes-open",
  span: exampleSpan("2026-03-07T08:00:00Z", "2026-03-08T21:00:00Z"),
  widthMetres: null,
  depthMetres: null,
};

/** The street that the trench lies in, both ways. */
export const exampleStreet: TouchedStreet = {
  key: "street-1",
  name: "via Cardano",
  class: "residential",
  oneWay: false,
  reachMetres: 4,
  besideMetres: 50,
  pavementMetres: 3.5,
  distanceMetres: 0,
  lineDistanceMetres: 1,
  synthetic: true,
};

/** Completed the autumn before, on the trench's own ground. */
export const exampleFinishedDig: FinishedDig = {
  phaseId: "00000000-0000-4000-8000-000000000003",
  interventionId: "00000000-0000-4000-8000-000000000004",
  kind: "roadwork",
  state: "completed",
  title: "Posa di cavi",
  officeName: "Energia (esempio)",
  span: exampleSpan("2025-11-03T07:00:00Z", "2025-11-14T17:00:00Z"),
  reinstatement: "provisional",
  reinstatedAtMs: Date.parse("2025-11-14T17:00:00Z"),
  distanceMetres: 0,
  lineDistanceMetres: 0,
};

/** Of a closure around the corner, in the trench's week. */
export const exampleDetour: DetourHere = {
  phaseId: "00000000-0000-4000-8000-000000000005",
  interventionId: "00000000-0000-4000-8000-000000000006",
  kind: "roadwork",
  state: "approved",
  title: "Chiusura di via Laterale",
  officeName: "Strade (esempio)",
  span: exampleSpan("2026-03-02T07:00:00Z", "2026-03-13T17:00:00Z"),
  distanceMetres: 0,
  lineDistanceMetres: 0,
};

/** A closure three blocks away, on the road that the trench's own detour takes. */
export const examplePhaseOnDetour: PhaseOnDetour = {
  ...exampleDetour,
  phaseId: "00000000-0000-4000-8000-000000000007",
  interventionId: "00000000-0000-4000-8000-000000000008",
  title: "Allacciamento in via Parallela",
  hindrance: "minor",
  vehicleImpact: "all-lanes-closed",
  lineDistanceMetres: null,
};

/** The detour's only street, which does not say whose it is. */
export const exampleDetourStreet: DetourStreet = {
  key: "street-2",
  name: "corso Laterale",
  class: "local_collector",
  alongMetres: 240,
};

/** From December to Epiphany, every year, in the whole city. */
export const exampleNoDigPeriod: NoDigPeriod = {
  key: "00000000-0000-4000-8000-000000000009",
  name: "Commercio natalizio (esempio)",
  kinds: ["roadwork"],
  season: { kind: "yearly", fromDay: "12-01", toDay: "01-06" },
};

export const exampleStop: NearbyPlace = {
  sort: "transitStop",
  key: "stop-1",
  name: "Fermata Cardano",
  distanceMetres: 6,
  lineDistanceMetres: 7.25,
  synthetic: true,
};

export const exampleLime: NearbyTree = {
  key: "tree-1",
  species: "Tilia cordata",
  sizeClass: "second",
  monumental: false,
  trunkDiameterMetres: 0.3,
  synthetic: true,
  distanceMetres: 1.2,
  lineDistanceMetres: 2.45,
};

export const exampleGasPipe: NearbyUtility = {
  key: "utility-1",
  network: "gas",
  diameterMillimetres: 200,
  depthMetres: 0.9,
  accuracyClass: "A",
  surelyUnder: true,
  synthetic: true,
  distanceMetres: 0,
  lineDistanceMetres: 0,
};
