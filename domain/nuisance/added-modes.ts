/**
 * What Haitaton has no term for. The widths are those of the law and of the office; how many lines, stops and people
 * make which class is chosen here, and says so on the screen.
 */

import { closesLanes } from "../conflicts/own-match.ts";
import { classOf } from "./haitaton.ts";
import type { NuisanceInputs } from "./inputs.ts";
import type { TermValue } from "./nuisance.ts";
import { between, type Range } from "./range.ts";
import { ANYTHING, greatestOf, quantity, UNKNOWN, WORST, whole, word } from "./terms.ts";

/** What is known, and the class or classes it makes. */
type Reading = readonly [TermValue, number | Range];

/** DPR 495/92 art. 40(4): 1.00 m; DM 5-11-2001: 1.50 m; CdS 20(3): 2.00 m. */
const FOOTWAY = [
  { below: 1, class: 5 },
  { below: 1.5, class: 3 },
  { below: 2, class: 2 },
] as const;
/** A way so narrow is no way: people go round. */
const NO_WAY_METRES = 1;
/** A footprint that takes less pavement than this touches its kerb. */
const LEAST_PAVEMENT_SQUARE_METRES = 0.5;
const FOOT_DETOUR = [
  [500, 5],
  [250, 4],
  [100, 3],
  [50, 2],
  [Number.MIN_VALUE, 1],
] as const;
const STEP_FREE_STOP = 4;

export function pedestrianMode(inputs: NuisanceInputs) {
  const { footwayWidthMetres: left, pavementSquareMetres: pavement, stops, detourMetres } = inputs;
  const named = stops?.filter(({ stepFree }) => stepFree === true).map(({ name }) => name) ?? [];
  const unsure = stops?.some(({ stepFree }) => stepFree === null) ?? true;
  return greatestOf("pedestrian", [
    whole("footway", "draft", ...footway(inputs)),
    detour(),
    named.length > 0
      ? whole(
          "stepFreeStops",
          "transitStops",
          quantity(named.length, "stops", { names: named }),
          STEP_FREE_STOP,
        )
      : unsure
        ? whole("stepFreeStops", "transitStops", UNKNOWN, between(0, STEP_FREE_STOP))
        : whole("stepFreeStops", "transitStops", word("noStepFreeStop"), 0),
  ]);

  function detour() {
    const untouched = left === null && pavement !== null && !takesPavement(inputs);
    if (untouched || (left !== null && left >= NO_WAY_METRES)) {
      return whole("footDetour", "draft", word("noDetourNeeded"), 0);
    }
    if (left === null || detourMetres === null) return whole("footDetour", "draft", UNKNOWN, ANYTHING);
    const metres = Math.round(detourMetres);
    return whole("footDetour", "draft", quantity(metres, "metres"), classOf(metres, FOOT_DETOUR));
  }
}

function footway(inputs: NuisanceInputs): Reading {
  const { footwayWidthMetres: left, pavementSquareMetres: pavement } = inputs;
  if (left !== null) {
    return [quantity(left, "metres"), FOOTWAY.find(({ below }) => left < below)?.class ?? 0];
  }
  if (pavement !== null && !takesPavement(inputs)) return [word("noPavementTaken"), 0];
  return [UNKNOWN, ANYTHING];
}

/** Ground of a pavement, or the planner's own word that it is people on foot who are hindered. */
function takesPavement({ pavementSquareMetres, vehicleImpact, hindrance }: NuisanceInputs): boolean {
  const onFootway = vehicleImpact === "all-lanes-open" && hindrance === "minor";
  return onFootway || (pavementSquareMetres ?? 0) >= LEAST_PAVEMENT_SQUARE_METRES;
}

/** DM 246/1987 §2.2.0: a fire engine asks for 3.50 m; an ambulance passes where a lane of 2.50 m is left. */
const ENGINE_METRES = 3.5;
const AMBULANCE_METRES = 2.5;

export function emergencyMode(inputs: NuisanceInputs) {
  const { carriagewayWidthMetres: left, kind } = inputs;
  // Works dig below; a stage, an arch or a scaffold may reach over the carriageway.
  const maySpan = kind === "event" || kind === "occupation";
  const untouched = left === null && inputs.vehicleImpact === "all-lanes-open";
  const width = (): Reading => {
    if (left !== null) {
      return [quantity(left, "metres"), left < AMBULANCE_METRES ? WORST : left < ENGINE_METRES ? 4 : 0];
    }
    return untouched ? [word("carriagewayUntouched"), 0] : [UNKNOWN, ANYTHING];
  };
  return greatestOf("emergency", [
    whole("carriageway", "draft", ...width()),
    maySpan && !untouched
      ? whole("clearHeight", "draft", UNKNOWN, ANYTHING)
      : whole("clearHeight", "draft", word(untouched ? "carriagewayUntouched" : "nothingAbove"), 0),
  ]);
}

/** Lines that pass and stops that are taken stand for passengers, whom no record counts. */
const LINES_CUT = [
  [7, 5],
  [4, 4],
  [2, 3],
  [1, 2],
] as const;
const STOPS_CUT = [
  [3, 5],
  [2, 4],
  [1, 3],
] as const;

export function passengersMode({ lines, stops, vehicleImpact }: NuisanceInputs) {
  const open = !closesLanes({ vehicleImpact }) && vehicleImpact !== "unknown";
  const codes = [...new Set((lines ?? []).map(({ code }) => code))];
  const names = (stops ?? []).map(({ name }) => name);
  const passing = classOf(codes.length, LINES_CUT);
  return greatestOf("passengers", [
    lines === null
      ? whole("linesCut", "transitLines", UNKNOWN, ANYTHING)
      : open
        ? whole("linesCut", "transitLines", word("lanesOpen", codes), 0)
        : whole(
            "linesCut",
            "transitLines",
            codes.length === 0 ? word("noLine") : quantity(codes.length, "lines", { names: codes }),
            vehicleImpact === "unknown" ? between(0, passing) : passing,
          ),
    stops === null
      ? whole("stopsCut", "transitStops", UNKNOWN, ANYTHING)
      : whole(
          "stopsCut",
          "transitStops",
          names.length === 0 ? word("noStop") : quantity(names.length, "stops", { names }),
          classOf(names.length, STOPS_CUT),
        ),
  ]);
}

const RESIDENTS = [
  [1_000, 5],
  [250, 4],
  [50, 3],
  [10, 2],
  [1, 1],
] as const;
const SENSITIVE = { school: 4, hospital: 5 } as const;

export function residentsMode({ noisePowerDecibels, residents, sensitive }: NuisanceInputs) {
  if (noisePowerDecibels === null) {
    return greatestOf("residents", [
      whole("exposedResidents", "draft", UNKNOWN, ANYTHING),
      whole("sensitivePlaces", "draft", UNKNOWN, ANYTHING),
    ]);
  }
  const people = residents === null ? null : Math.round(residents);
  const names = (sensitive ?? []).map(({ name }) => name);
  return greatestOf("residents", [
    people === null
      ? whole("exposedResidents", "census", UNKNOWN, ANYTHING)
      : whole("exposedResidents", "census", quantity(people, "people"), classOf(people, RESIDENTS)),
    sensitive === null
      ? whole("sensitivePlaces", "facilities", UNKNOWN, ANYTHING)
      : whole(
          "sensitivePlaces",
          "facilities",
          names.length === 0 ? word("noSensitivePlace") : word("sensitivePlace", names),
          Math.max(0, ...sensitive.map(({ kind }) => SENSITIVE[kind])),
        ),
  ]);
}
