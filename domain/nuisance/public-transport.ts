import { BUS, CYCLING, TRAM } from "./haitaton.ts";
import type { NuisanceInputs } from "./inputs.ts";
import { between } from "./range.ts";
import { ANYTHING, greatestOf, quantity, UNKNOWN, WORST, whole, word } from "./terms.ts";

/** Which of Helsinki's orders a track is of is not on record: a named one is at least a route, any may be a main one. */
export function bikeMode({ cycleTracks }: NuisanceInputs) {
  const term = (value: Parameters<typeof whole>[2], classes: Parameters<typeof whole>[3]) =>
    greatestOf("bike", [whole("cycling", "cycleTracks", value, classes)]);
  if (cycleTracks === null) return term(UNKNOWN, ANYTHING);
  if (cycleTracks.length === 0) return term(word("noCycleTrack"), CYCLING.none);
  const names = [...new Set(cycleTracks.flatMap(({ name }) => name ?? []))];
  const least = names.length > 0 ? CYCLING.otherRoute : CYCLING.parkPath;
  return term(
    word(names.length > 0 ? "namedCycleTrack" : "cycleTrack", names),
    between(least, CYCLING.mainRoute),
  );
}

const codesOf = (inputs: NuisanceInputs, isMode: (mode: string) => boolean) => [
  ...new Set((inputs.lines ?? []).filter(({ mode }) => isMode(mode)).map(({ code }) => code)),
];

export function tramMode(inputs: NuisanceInputs) {
  const term = (value: Parameters<typeof whole>[2], classes: Parameters<typeof whole>[3]) =>
    greatestOf("tram", [whole("tram", "transitLines", value, classes)]);
  const lines = codesOf(inputs, (mode) => mode === "tram");
  if (lines.length > 0) return term(word("tramLine", lines), TRAM.line);
  if (inputs.lines === null) {
    return term(UNKNOWN, between(inputs.rails === true ? TRAM.railsWithoutLine : TRAM.none, TRAM.line));
  }
  return inputs.rails === true
    ? term(word("railsWithoutLine"), TRAM.railsWithoutLine)
    : term(word("noTramLine"), TRAM.none);
}

/** Neither trunk lines nor buses an hour are on record, nor which streets are critical: where a line passes, from 2 to 5. */
export function busMode(inputs: NuisanceInputs) {
  const term = (value: Parameters<typeof whole>[2], classes: Parameters<typeof whole>[3]) =>
    greatestOf("bus", [whole("busLines", "transitLines", value, classes)]);
  if (inputs.lines === null) return term(UNKNOWN, ANYTHING);
  const lines = codesOf(inputs, (mode) => mode === "bus");
  if (lines.length === 0) return term(word("noBusLine"), BUS.none);
  return term(quantity(lines.length, "lines", { names: lines }), between(BUS.otherLine, WORST));
}
