import ICAL from "ical.js";
import { tzlib_get_ical_block } from "timezones-ical-library";
import { fromLocal, toLocal } from "../../../domain/geo/calendar.ts";
import { INTERVENTION_WORDS } from "../../../domain/interventions/wording.ts";
import type { Language } from "./asked.ts";
import type { CalendarRow } from "./feed-store.ts";

const WORDS = {
  it: {
    title: (city: string) => `Interventi a ${city}`,
    hours: (from: string, to: string) => `Orario: ${from}–${to}`,
    days: ["lun", "mar", "mer", "gio", "ven", "sab", "dom"],
  },
  en: {
    title: (city: string) => `Works in ${city}`,
    hours: (from: string, to: string) => `Hours: ${from}–${to}`,
    days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  },
};

export interface CalendarSetting {
  readonly city: string;
  readonly cityId: string;
  readonly timeZone: string;
  readonly language: Language;
  /** Where the city's page is, without a slash at its end. */
  readonly page: string;
}

const END = "END:VCALENDAR";
// RFC 5545 §3.1: 75 octets a line; the library does not count the space that a further line begins with.
ICAL.foldLength = 74;

/**
 * Interventions as iCalendar (RFC 5545), an event a phase. An event lasts from the phase's first instant to its last,
 * since the ground stays taken overnight; the hours of work stand in its description, and not in a rule of recurrence.
 *
 * Piece by piece: an event takes the library 0.2 ms, a year of a city's works a second.
 */
export function* writeCalendar(rows: readonly CalendarRow[], setting: CalendarSetting): Generator<string> {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("prodid", `-//Decumano//Interventions//${setting.language.toUpperCase()}`);
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("method", "PUBLISH");
  calendar.addPropertyWithValue("x-wr-calname", WORDS[setting.language].title(setting.city));
  calendar.addPropertyWithValue("x-wr-timezone", setting.timeZone);
  const [zone] = [tzlib_get_ical_block(setting.timeZone)].flat();
  calendar.addSubcomponent(ICAL.Component.fromString(zone!));
  yield calendar.toString().slice(0, -END.length);
  for (const row of rows) yield `${toEvent(row, setting).toString()}\r\n`;
  yield `${END}\r\n`;
}

function toEvent(row: CalendarRow, setting: CalendarSetting): ICAL.Component {
  const words = INTERVENTION_WORDS[setting.language];
  const kind = words.kinds[row.kind].one;
  const event = new ICAL.Component("vevent");
  const add = (name: string, value: string | number | ICAL.Time) => event.addPropertyWithValue(name, value);
  add("uid", `${row.id}@${setting.cityId}.decumano`);
  add("sequence", row.version - 1);
  // Of the last change and not of this reading, so that what did not change reads the same.
  add("dtstamp", inUtc(row.updatedAt));
  add("created", inUtc(row.createdAt));
  add("last-modified", inUtc(row.updatedAt));
  addLocal(event, "dtstart", row.startsAt, setting.timeZone);
  addLocal(event, "dtend", row.endsAt, setting.timeZone);
  add("summary", row.place === "" ? kind : `${kind}: ${row.place}`);
  add("description", describeRow(row, setting.language));
  if (row.place !== "") add("location", row.place);
  event.addProperty(
    new ICAL.Property(["geo", {}, "float", [degrees(row.latitude), degrees(row.longitude)]], event),
  );
  add("categories", kind);
  add("status", row.state === "cancelled" ? "CANCELLED" : "CONFIRMED");
  // Nobody who reads it is thereby busy.
  add("transp", "TRANSPARENT");
  add("url", `${setting.page}/?s=${row.interventionId}`);
  return event;
}

const degrees = (value: number) => Number(value.toFixed(6));

function inUtc(at: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(at, true);
}

/** By the city's clock; in UTC within the hour that comes twice in autumn, where that clock would mean the first. */
function addLocal(event: ICAL.Component, name: string, at: Date, timeZone: string): void {
  const { date, clockMs } = toLocal(at.getTime(), timeZone);
  if (fromLocal(date, clockMs, timeZone) !== at.getTime()) {
    event.addPropertyWithValue(name, inUtc(at));
    return;
  }
  // The wall clock's own figures, which the zone given beside them explains.
  const clock = new Date(Date.parse(`${date}T00:00:00Z`) + clockMs).toISOString().slice(0, 19);
  event.addPropertyWithValue(name, ICAL.Time.fromDateTimeString(clock)).setParameter("tzid", timeZone);
}

function describeRow(row: CalendarRow, language: Language): string {
  const words = INTERVENTION_WORDS[language];
  const { hours, days } = WORDS[language];
  const working = row.weekdays.length === 7 ? "" : ` ${row.weekdays.map((day) => days[day - 1]).join(", ")}`;
  return [
    words.states[row.state],
    row.officeName,
    words.impacts[row.vehicleImpact],
    ...(row.dailyFrom === null || row.dailyTo === null ? [] : [hours(row.dailyFrom, row.dailyTo) + working]),
  ].join("\n");
}
