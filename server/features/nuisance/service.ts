import { addDays, localDate } from "../../../domain/geo/calendar.ts";
import type { Span } from "../../../domain/geo/interval.ts";
import type { NuisanceInputs, PlaceInputs } from "../../../domain/nuisance/inputs.ts";
import { noiseReach } from "../../../domain/nuisance/noise-reach.ts";
import type { Nuisance } from "../../../domain/nuisance/nuisance.ts";
import { reckonNuisance } from "../../../domain/nuisance/reckon.ts";
import type { Db } from "../../platform/db.ts";
import { listPlaceInputs } from "./store.ts";

/** A phase, drawn or saved, on its ground. */
export interface PhaseHere extends Omit<NuisanceInputs, keyof PlaceInputs | "days"> {
  readonly polygon: Buffer;
  readonly span: Span;
}

export async function reckon(db: Db, phases: readonly PhaseHere[], timeZone: string): Promise<Nuisance> {
  // A year of mowing is one ground forty times.
  const grounds = new Map(phases.map((phase) => [keyOf(phase), phase]));
  const places = await listPlaceInputs(
    db,
    [...grounds.values()].map(({ polygon, noisePowerDecibels }) => ({
      polygon,
      reach: noiseReach(noisePowerDecibels),
    })),
  );
  const byGround = new Map([...grounds.keys()].map((key, index) => [key, places[index]!]));
  const days = countDays(phases, timeZone);
  return reckonNuisance(phases.map((phase) => ({ ...phase, ...byGround.get(keyOf(phase))!, days })));
}

const keyOf = ({ polygon, noisePowerDecibels }: PhaseHere) =>
  `${noisePowerDecibels} ${polygon.toString("base64")}`;

/** Days of which some phase has a part, each once. */
function countDays(phases: readonly PhaseHere[], timeZone: string): number {
  const days = new Set<string>();
  for (const { span } of phases) {
    const last = localDate(span.endMs - 1, timeZone);
    for (let date = localDate(span.startMs, timeZone); date <= last; date = addDays(date, 1)) days.add(date);
  }
  return days.size;
}
