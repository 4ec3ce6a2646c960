/** A year of invented works, green care, events and occupations around a given day. */
import type { CityData } from "../../domain/city/city-data.ts";
import type { LocalDate } from "../../domain/geo/calendar.ts";
import { planCoincidences } from "./programme/coincidences.ts";
import { planEvents } from "./programme/events.ts";
import { planGreenworks } from "./programme/greenworks.ts";
import type { SampleIntervention } from "./programme/intervention.ts";
import { planOccupations } from "./programme/occupations.ts";
import { groundByName, listFronts, listStretches, listTreeRows } from "./programme/places.ts";
import { planRoadworks } from "./programme/roadworks.ts";

export type { SampleIntervention } from "./programme/intervention.ts";

/** @param today the city's own day, YYYY-MM-DD; the programme runs half a year either way. */
export function buildSampleProgramme(city: CityData, today: LocalDate): SampleIntervention[] {
  const stretches = listStretches(city);
  const events = planEvents(today, groundByName(city, "square"), stretches);
  return [
    ...planRoadworks(today, stretches),
    ...planGreenworks(today, listTreeRows(city, stretches), groundByName(city, "green")),
    ...events,
    ...planCoincidences(today, events),
    ...planOccupations(today, listFronts(city, stretches)),
  ];
}
