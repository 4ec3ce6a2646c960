/** Pruning and replanting in the rows while trees rest, mowing and care in the parks while grass grows. */
import { addDays, type LocalDate } from "../../../domain/geo/calendar.ts";
import { containsPoint, distance, type Point, rectangle, signedArea } from "../plane.ts";
import { type Random, randomFor, uuidFor } from "../random.ts";
import { during, monthOf, startOffset, stateFor, workingDay } from "./dates.ts";
import { polygonAround, type SampleIntervention, SYNTHETIC_NOTE, stretch } from "./intervention.ts";
import { inSentence, pointOn, type TreeRowPlace } from "./places.ts";

const IN_ROWS = 56;
const IN_PARKS = 34;

const isDormant = (date: LocalDate) => monthOf(date) >= 11 || monthOf(date) <= 3;

/** A working day of the season, drawn until one fits: half the year always does. */
function dayInSeason(today: LocalDate, random: Random, dormant: boolean): LocalDate {
  for (;;) {
    const date = workingDay(addDays(today, startOffset(random)));
    if (isDormant(date) === dormant) return date;
  }
}

function inRow(today: LocalDate, rows: readonly TreeRowPlace[], k: number): SampleIntervention {
  const key = `greenwork-row:${k}`;
  const random = randomFor(key);
  const row = random.pick(rows);
  const replants = random.chance(0.3);
  const first = dayInSeason(today, random, true);
  const days = replants ? random.whole(1, 4) : random.whole(2, 10);
  const room = row.toMetres - row.fromMetres;
  const length = Math.min(room, replants ? random.between(18, 30) : random.between(50, 130));
  const from = row.fromMetres + random.next() * (room - length);
  const { name } = row.street;
  const what = replants ? "Messa a dimora di nuovi alberi" : "Potatura dell'alberata";
  return {
    id: uuidFor(key),
    kind: "greenwork",
    state: stateFor(today, first, days, random),
    title: `${what}, ${inSentence(name)}`,
    place: `${name}${row.bounds}`,
    description: SYNTHETIC_NOTE,
    officeId: "verde",
    phases: [
      {
        ...stretch(
          pointOn(row, from, row.offsetMetres),
          pointOn(row, from + length, row.offsetMetres),
          replants ? 2.5 : 6,
        ),
        ...during(first, days, 8, 17),
        vehicleImpact: replants
          ? "all-lanes-open"
          : random.pick(["some-lanes-closed", "some-lanes-closed-merge-left"]),
        hindrance: replants ? "none" : "minor",
        depthMetres: replants ? 0.8 : null,
      },
    ],
  };
}

function inPark(today: LocalDate, name: string, ring: readonly Point[], k: number): SampleIntervention {
  const key = `greenwork-park:${k}`;
  const random = randomFor(key);
  const dormant = random.chance(0.35);
  const first = dayInSeason(today, random, dormant);
  const days = random.whole(1, 5);
  const what = dormant
    ? random.pick(["Cura delle chiome", "Abbattimento di alberi malati"])
    : random.pick(["Sfalcio dei prati", "Irrigazione di soccorso"]);
  return {
    id: uuidFor(key),
    kind: "greenwork",
    state: stateFor(today, first, days, random),
    title: `${what}, ${inSentence(name)}`,
    place: name,
    description: SYNTHETIC_NOTE,
    officeId: "verde",
    phases: [
      {
        footprint: polygonAround(patchIn(ring, random)),
        ...during(first, days, 7, 16),
        vehicleImpact: "all-lanes-open",
        hindrance: "none",
        depthMetres: null,
      },
    ],
  };
}

/** A rectangle inside the park, along one of its sides; smaller with every try that does not fit. */
function patchIn(ring: readonly Point[], random: Random): Point[] {
  const us = ring.map(([u]) => u);
  const vs = ring.map(([, v]) => v);
  const [a, b] = [ring[0]!, ring[1]!];
  const along: Point = [(b[0] - a[0]) / distance(a, b), (b[1] - a[1]) / distance(a, b)];
  for (let size = Math.min(60, Math.sqrt(signedArea(ring)) / 2); ; size *= 0.97) {
    const centre: Point = [
      random.between(Math.min(...us), Math.max(...us)),
      random.between(Math.min(...vs), Math.max(...vs)),
    ];
    const patch = rectangle(centre, along, size, size * 0.6);
    if (patch.every((corner) => containsPoint(ring, corner))) return patch;
  }
}

export function planGreenworks(
  today: LocalDate,
  rows: readonly TreeRowPlace[],
  parks: ReadonlyMap<string, readonly (readonly Point[])[]>,
): SampleIntervention[] {
  const lawns = [...parks].flatMap(([name, rings]) =>
    rings.filter((ring) => signedArea(ring) > 1000).map((ring) => ({ name, ring })),
  );
  return [
    ...Array.from({ length: IN_ROWS }, (_, k) => inRow(today, rows, k)),
    ...Array.from({ length: IN_PARKS }, (_, k) => {
      const { name, ring } = randomFor(`lawn:${k}`).pick(lawns);
      return inPark(today, name, ring, k);
    }),
  ];
}
