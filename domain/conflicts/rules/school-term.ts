import { addDays, type LocalDate, localDate } from "../../geo/calendar.ts";
import { weekdayOf } from "../activity.ts";
import {
  exampleCircumstances as circumstances,
  exampleSpan,
  exampleStop,
  exampleTrench,
} from "../example-parts.ts";
import type { Circumstances, NearbyPlace, Subject } from "../facts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import type { ParameterId } from "../parameters/parameters.ts";
import { rule } from "../rule.ts";
import { proposeStartFrom } from "../shift.ts";
import { hours, metres } from "../wording.ts";

const SCHOOL: NearbyPlace = { ...exampleStop, sort: "school", key: "school-1", name: "Scuola (esempio)" };

const READS = [
  "schoolMetres",
  "schoolTermFromDay",
  "schoolTermToDay",
  "schoolBreakFromDay",
  "schoolBreakToDay",
  "schoolFromMinute",
  "schoolToMinute",
] as const satisfies readonly ParameterId[];
type Given = Circumstances<(typeof READS)[number]>;

/** A day of lessons, as far as a calendar of months and days tells: Monday to Friday of term, no holiday. */
function isSchoolDay(date: LocalDate, { isHoliday, parameters }: Given): boolean {
  const day = Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
  const isWithin = (from: number, to: number) =>
    from <= to ? day >= from && day <= to : day >= from || day <= to;
  const inTerm =
    isWithin(parameters.schoolTermFromDay, parameters.schoolTermToDay) &&
    !isWithin(parameters.schoolBreakFromDay, parameters.schoolBreakToDay);
  return inTerm && weekdayOf(date) <= 5 && !isHoliday(date);
}

/** Whether children come and go while work goes on. */
function meetsLessons(subject: Subject, given: Given): boolean {
  const { schoolFromMinute, schoolToMinute } = given.parameters;
  const { fromMinute, toMinute } = subject.dailyHours ?? { fromMinute: 0, toMinute: 1440 };
  if (Math.max(fromMinute, schoolFromMinute) >= Math.min(toMinute, schoolToMinute)) return false;
  const last = localDate(subject.span.endMs - 1, given.timeZone);
  for (let date = localDate(subject.span.startMs, given.timeZone); date <= last; date = addDays(date, 1)) {
    if (subject.weekdays.includes(weekdayOf(date)) && isSchoolDay(date, given)) return true;
  }
  return false;
}

/** Lanes closed by a school while children come and go. */
export const schoolTerm = rule({
  id: "school-term",
  version: 2,
  title: { it: "Davanti a una scuola, in periodo di lezioni", en: "By a school, in term" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), artt. 7 e 21",
    text: {
      it: "Chi lavora sulla strada la tiene sicura: davanti alle scuole conviene lavorare fuori dagli orari o dai mesi di lezione.",
      en: "Whoever works on the road keeps it safe: by schools it is better to work outside the hours or months of lessons.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "occupation"],
  needs: ["nearbyPlaces"],
  reads: READS,
  check(subject, { nearbyPlaces }, given) {
    if (!closesLanes(subject) || subject.urgent) return [];
    const { schoolMetres, schoolFromMinute, schoolToMinute } = given.parameters;
    const schools = nearbyPlaces.things.filter(
      ({ sort, distanceMetres }) => sort === "school" && distanceMetres < schoolMetres,
    );
    if (schools.length === 0 || !meetsLessons(subject, given)) return [];
    const open = { fromMinute: schoolFromMinute, toMinute: schoolToMinute };
    return schools.map(({ lineDistanceMetres: _, ...school }) =>
      ownMatch(
        subject,
        "advice",
        () => ({
          it: `A ${metres(school.distanceMetres, "it")} dalla scuola, in giorni di lezione ${hours(open, "it")}: lavorare nelle altre ore o in vacanza, o concordare gli accessi.`,
          en: `${metres(school.distanceMetres, "en")} from the school, on days of lessons ${hours(open, "en")}: work at other hours or in the holidays, or agree on the ways in.`,
        }),
        { counterpart: { type: "place", ...school } },
      ),
    );
  },
  clearances(_match, subject, _facts, given) {
    const { schoolTermToDay, schoolToMinute } = given.parameters;
    const first = localDate(subject.span.startMs, given.timeZone);
    const text = String(schoolTermToDay).padStart(4, "0");
    const inYear = (year: number) => `${year}-${text.slice(0, 2)}-${text.slice(2)}`;
    const year = Number(first.slice(0, 4));
    const over = addDays(inYear(year) >= first ? inYear(year) : inYear(year + 1), 1);
    return [
      { kind: "restrict-hours", dailyHours: { fromMinute: schoolToMinute, toMinute: 1440 } },
      ...proposeStartFrom(subject, over, given),
    ];
  },
  unknowns: (subject, { nearbyPlaces }) =>
    closesLanes(subject) && nearbyPlaces.missing.includes("school")
      ? [{ it: "scuole: dati non disponibili", en: "schools: no data" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Corsie chiuse a marzo, a sei metri", en: "Lanes closed in March, six metres away" },
        subject: exampleTrench,
        facts: { nearbyPlaces: { things: [SCHOOL], missing: [] } },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Lo stesso a luglio", en: "The same in July" },
        subject: { ...exampleTrench, span: exampleSpan("2026-07-06T06:00:00Z", "2026-07-10T16:00:00Z") },
        facts: { nearbyPlaces: { things: [SCHOOL], missing: [] } },
        circumstances,
      },
      {
        name: { it: "Fra Natale e l'Epifania", en: "Between Christmas and Epiphany" },
        subject: { ...exampleTrench, span: exampleSpan("2026-12-28T07:00:00Z", "2026-12-31T17:00:00Z") },
        facts: { nearbyPlaces: { things: [SCHOOL], missing: [] } },
        circumstances,
      },
      {
        name: { it: "Solo di sera", en: "In the evening only" },
        subject: { ...exampleTrench, dailyHours: { fromMinute: 1080, toMinute: 1380 } },
        facts: { nearbyPlaces: { things: [SCHOOL], missing: [] } },
        circumstances,
      },
    ],
  },
});
