import { emergencyMode, passengersMode, pedestrianMode, residentsMode } from "./added-modes.ts";
import { carMode } from "./car.ts";
import type { NuisanceInputs } from "./inputs.ts";
import type { NoiseReach } from "./noise-reach.ts";
import { noiseReach } from "./noise-reach.ts";
import { HAITATON_MODES, MODES, type Mode, type ModeIndex, type Nuisance } from "./nuisance.ts";
import { bikeMode, busMode, tramMode } from "./public-transport.ts";
import { greatest, type Range } from "./range.ts";
import { coloursOf } from "./terms.ts";

const RECKON: Readonly<Record<Mode, (inputs: NuisanceInputs) => Omit<ModeIndex, "phase">>> = {
  car: carMode,
  bike: bikeMode,
  tram: tramMode,
  bus: busMode,
  pedestrian: pedestrianMode,
  emergency: emergencyMode,
  passengers: passengersMode,
  residents: residentsMode,
};

export function reckonNuisance(phases: readonly NuisanceInputs[]): Nuisance {
  const modes = MODES.map((mode) => worstOf(phases.map((inputs) => RECKON[mode](inputs))));
  const of = (names: readonly Mode[]) => {
    const range = greatest(modes.filter(({ mode }) => names.includes(mode)));
    return { ...range, colours: coloursOf(range) };
  };
  return { modes, haitaton: of(HAITATON_MODES), overall: of(MODES), noiseReach: widestReach(phases) };
}

/**
 * The phase in which a mode is worst, by what it is at least and then by what it may be; it may be more in another, of
 * which less is known.
 */
function worstOf(ofPhases: readonly Omit<ModeIndex, "phase">[]): ModeIndex {
  const phase = [...ofPhases.keys()].reduce((worst, at) =>
    isWorse(ofPhases[at]!, ofPhases[worst]!) ? at : worst,
  );
  const worst = { ...ofPhases[phase]!, phase };
  const range = greatest(ofPhases);
  return range.most === worst.most
    ? worst
    : { ...worst, ...range, status: "range", colours: coloursOf(range) };
}

const isWorse = (a: Range, b: Range) => a.least > b.least || (a.least === b.least && a.most > b.most);

function widestReach(phases: readonly NuisanceInputs[]): NoiseReach | null {
  const loudest = phases.reduce<number | null>(
    (most, { noisePowerDecibels: power }) => (power === null ? most : Math.max(most ?? 0, power)),
    null,
  );
  return noiseReach(loudest);
}
