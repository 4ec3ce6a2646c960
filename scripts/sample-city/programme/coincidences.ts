/** Works that nobody told of the fair or the race: they stand where and when it will be. */
import { addDays, daysBetween, type LocalDate } from "../../../domain/geo/calendar.ts";
import { between, centroid, directionOf, type Point, rectangle } from "../plane.ts";
import { randomFor, uuidFor } from "../random.ts";
import { during, stateFor, workingDay } from "./dates.ts";
import {
  polygonAround,
  type SampleIntervention,
  type SamplePhase,
  SYNTHETIC_NOTE,
  stretch,
} from "./intervention.ts";
import { asPoint, openRing } from "./places.ts";

const COUNT = 12;

const WORKS = [
  { office: "energia", what: "Sostituzione di un giunto elettrico", depthMetres: 1.2 },
  { office: "acqua", what: "Riparazione di una perdita d'acqua", depthMetres: 1.6 },
  { office: "strade", what: "Ripristino della pavimentazione in pietra", depthMetres: 0.3 },
];

function within(phase: SamplePhase): Pick<SamplePhase, "footprint" | "centreline" | "widthMetres"> {
  if (phase.centreline) {
    const [a, b] = phase.centreline.coordinates.map(asPoint) as [Point, Point];
    return stretch(between(a, b, 0.35), between(a, b, 0.65), 2.4);
  }
  const ring = openRing(phase.footprint.coordinates[0]!);
  const centre = between(centroid(ring), ring[0]!, 0.5);
  return { footprint: polygonAround(rectangle(centre, directionOf(ring[0]!, ring[1]!), 9, 4)) };
}

export function planCoincidences(
  today: LocalDate,
  events: readonly SampleIntervention[],
): SampleIntervention[] {
  const coming = events
    .filter(({ state }) => !["completed", "takenBack", "cancelled"].includes(state))
    .filter(({ phases }) => daysBetween(today, phases[0]!.startsAt.slice(0, 10)) >= -1)
    .sort((a, b) => (a.phases[0]!.startsAt < b.phases[0]!.startsAt ? -1 : 1))
    .slice(0, COUNT);
  return coming.map((event, k) => {
    const key = `coincidence:${k}`;
    const random = randomFor(key);
    const work = random.pick(WORKS);
    const phase = random.pick(event.phases);
    const first = workingDay(addDays(phase.startsAt.slice(0, 10), -random.whole(3, 6)));
    const days = random.whole(8, 14);
    const state = stateFor(today, first, days, random);
    return {
      id: uuidFor(key),
      kind: "roadwork",
      state: state === "cancelled" || state === "forecast" ? "proposed" : state,
      title: phase.centreline
        ? `${work.what} sul percorso`
        : `${work.what}, ${event.place.replace(/^Piazza/, "piazza")}`,
      place: event.place,
      description: SYNTHETIC_NOTE,
      officeId: work.office,
      phases: [
        {
          ...within(phase),
          ...during(first, days, 8, 18),
          vehicleImpact: phase.centreline ? "some-lanes-closed" : "all-lanes-open",
          hindrance: "minor",
          depthMetres: work.depthMetres,
        },
      ],
    };
  });
}
