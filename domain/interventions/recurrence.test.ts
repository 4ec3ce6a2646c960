// The examples of RFC 5545 §3.8.5.3, but for those with exceptions, which phases have none of, and those by hours.
// Where an example goes on for ever, a COUNT is added: its first dates are those the RFC lists.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localDate, toLocal } from "../geo/calendar.ts";
import { MAX_PHASES } from "./intervention.ts";
import { unfoldRecurrence } from "./recurrence.ts";

const NEW_YORK = "America/New_York";
const ROME = "Europe/Rome";

/** From 9 to 10 by New York's clock, as the RFC's examples begin. */
function datesOf(first: string, rule: string): string[] {
  const noon = Date.parse(`${first}T12:00:00Z`);
  const offset = 12 - toLocal(noon, NEW_YORK).clockMs / 3_600_000;
  const at = (hour: number) =>
    new Date(`${first}T${String(hour + offset).padStart(2, "0")}:00:00Z`).toISOString();
  const unfolded = unfoldRecurrence({ startsAt: at(9), endsAt: at(10) }, rule, NEW_YORK);
  if ("problem" in unfolded) throw new Error(unfolded.problem);
  for (const { startsAt, endsAt } of unfolded.phases) {
    expect(toLocal(Date.parse(startsAt), NEW_YORK).clockMs).toBe(9 * 3_600_000);
    expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(3_600_000);
  }
  return unfolded.phases.map(({ startsAt }) => localDate(Date.parse(startsAt), NEW_YORK));
}

/** `1997: 9/2 9/4` for what the RFC prints as "(1997 9:00 AM EDT) September 2,4". */
function dates(text: string): string[] {
  return text.split(";").flatMap((year) => {
    const [number, days] = year.trim().split(": ") as [string, string];
    return days.split(" ").map((day) => {
      const [month, date] = day.split("/") as [string, string];
      return `${number}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
    });
  });
}

describe("the examples of RFC 5545", () => {
  it.each([
    ["1997-09-02", "FREQ=DAILY;INTERVAL=2;COUNT=4", "1997: 9/2 9/4 9/6 9/8"],
    ["1997-09-02", "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997: 9/2 9/12 9/22 10/2 10/12"],
    ["1997-09-02", "FREQ=WEEKLY;COUNT=10", "1997: 9/2 9/9 9/16 9/23 9/30 10/7 10/14 10/21 10/28 11/4"],
    [
      "1997-09-02",
      "FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=13",
      "1997: 9/2 9/16 9/30 10/14 10/28 11/11 11/25 12/9 12/23; 1998: 1/6 1/20 2/3 2/17",
    ],
    [
      "1997-09-02",
      "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
      "1997: 9/2 9/4 9/9 9/11 9/16 9/18 9/23 9/25 9/30 10/2",
    ],
    [
      "1997-09-01",
      "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
      "1997: 9/1 9/3 9/5 9/15 9/17 9/19 9/29 10/1 10/3 10/13 10/15 10/17 10/27 10/29 10/31 11/10 11/12 11/14 11/24 11/26 11/28 12/8 12/10 12/12 12/22",
    ],
    [
      "1997-09-02",
      "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
      "1997: 9/2 9/4 9/16 9/18 9/30 10/2 10/14 10/16",
    ],
    [
      "1997-09-05",
      "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
      "1997: 9/5 10/3 11/7 12/5; 1998: 1/2 2/6 3/6 4/3 5/1 6/5",
    ],
    ["1997-09-05", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997: 9/5 10/3 11/7 12/5"],
    [
      "1997-09-07",
      "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
      "1997: 9/7 9/28 11/2 11/30; 1998: 1/4 1/25 3/1 3/29 5/3 5/31",
    ],
    ["1997-09-22", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997: 9/22 10/20 11/17 12/22; 1998: 1/19 2/16"],
    ["1997-09-28", "FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=6", "1997: 9/28 10/29 11/28 12/29; 1998: 1/29 2/26"],
    [
      "1997-09-02",
      "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
      "1997: 9/2 9/15 10/2 10/15 11/2 11/15 12/2 12/15; 1998: 1/2 1/15",
    ],
    [
      "1997-09-30",
      "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
      "1997: 9/30 10/1 10/31 11/1 11/30 12/1 12/31; 1998: 1/1 1/31 2/1",
    ],
    [
      "1997-09-10",
      "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
      "1997: 9/10 9/11 9/12 9/13 9/14 9/15; 1999: 3/10 3/11 3/12 3/13",
    ],
    [
      "1997-09-02",
      "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;COUNT=18",
      "1997: 9/2 9/9 9/16 9/23 9/30 11/4 11/11 11/18 11/25; 1998: 1/6 1/13 1/20 1/27 3/3 3/10 3/17 3/24 3/31",
    ],
    [
      "1997-06-10",
      "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
      "1997: 6/10 7/10; 1998: 6/10 7/10; 1999: 6/10 7/10; 2000: 6/10 7/10; 2001: 6/10 7/10",
    ],
    [
      "1997-03-10",
      "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
      "1997: 3/10; 1999: 1/10 2/10 3/10; 2001: 1/10 2/10 3/10; 2003: 1/10 2/10 3/10",
    ],
    [
      "1997-01-01",
      "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
      "1997: 1/1 4/10 7/19; 2000: 1/1 4/9 7/18; 2003: 1/1 4/10 7/19; 2006: 1/1",
    ],
    ["1997-05-19", "FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997: 5/19; 1998: 5/18; 1999: 5/17"],
    ["1997-05-12", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "1997: 5/12; 1998: 5/11; 1999: 5/17"],
    [
      "1997-03-13",
      "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=11",
      "1997: 3/13 3/20 3/27; 1998: 3/5 3/12 3/19 3/26; 1999: 3/4 3/11 3/18 3/25",
    ],
    [
      "1997-06-05",
      "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8;COUNT=13",
      "1997: 6/5 6/12 6/19 6/26 7/3 7/10 7/17 7/24 7/31 8/7 8/14 8/21 8/28",
    ],
    [
      "1997-09-13",
      "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=10",
      "1997: 9/13 10/11 11/8 12/13; 1998: 1/10 2/7 3/7 4/11 5/9 6/13",
    ],
    [
      "1996-11-05",
      "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
      "1996: 11/5; 2000: 11/7; 2004: 11/2",
    ],
    ["1997-09-04", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997: 9/4 10/7 11/6"],
    [
      "1997-09-29",
      "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=7",
      "1997: 9/29 10/30 11/27 12/30; 1998: 1/29 2/26 3/30",
    ],
    ["1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997: 8/5 8/10 8/19 8/24"],
    ["1997-08-05", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997: 8/5 8/17 8/19 8/31"],
    ["2007-01-15", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007: 1/15 1/30 2/15 3/15 3/30"],
  ])("from %s by %s", (first, rule, expected) => {
    expect(datesOf(first, rule)).toEqual(dates(expected));
  });

  it("of many days come to the first, the last and the number the RFC tells", () => {
    const untilChristmas = datesOf("1997-09-02", "FREQ=DAILY;UNTIL=19971224T000000Z");
    expect([untilChristmas.length, untilChristmas.at(-1)]).toEqual([113, "1997-12-23"]);
    expect(datesOf("1997-09-02", "FREQ=DAILY;COUNT=10").at(-1)).toBe("1997-09-11");
    expect(datesOf("1997-09-02", "FREQ=WEEKLY;UNTIL=19971224T000000Z").at(-1)).toBe("1997-12-23");
    const januaries = datesOf("1998-01-01", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1");
    expect(januaries).toHaveLength(93);
    expect(
      datesOf("1998-01-01", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA"),
    ).toEqual(januaries);
  });
});

describe("unfoldRecurrence", () => {
  const market = {
    id: "a",
    startsAt: "2026-03-21T06:30:00.000Z",
    endsAt: "2026-03-21T13:00:00.000Z",
    title: "kept",
  };
  const problemOf = (rule: string, phase: { startsAt: string; endsAt: string } = market) => {
    const unfolded = unfoldRecurrence(phase, rule, ROME);
    return "problem" in unfolded ? unfolded.problem : null;
  };

  it("keeps the city's hours across the change of clocks, and the first phase its id", () => {
    expect(unfoldRecurrence(market, "RRULE:FREQ=WEEKLY;COUNT=3", ROME)).toEqual({
      phases: [
        market,
        { startsAt: "2026-03-28T06:30:00.000Z", endsAt: "2026-03-28T13:00:00.000Z", title: "kept" },
        { startsAt: "2026-04-04T05:30:00.000Z", endsAt: "2026-04-04T12:00:00.000Z", title: "kept" },
      ],
    });
  });

  it("takes UNTIL as an instant, as a time of the city, and as a day to its end", () => {
    const lastOf = (until: string) => {
      const unfolded = unfoldRecurrence(market, `FREQ=DAILY;UNTIL=${until}`, ROME);
      return "phases" in unfolded ? unfolded.phases.at(-1)!.startsAt.slice(0, 10) : unfolded.problem;
    };
    expect(lastOf("20260324T063000Z")).toBe("2026-03-24");
    expect(lastOf("20260324T062959Z")).toBe("2026-03-23");
    expect(lastOf("20260324T073000")).toBe("2026-03-24");
    expect(lastOf("20260324T072959")).toBe("2026-03-23");
    expect(lastOf("20260324")).toBe("2026-03-24");
  });

  it.each([
    ["FREQ=DAILY", "unbounded"],
    ["FREQ=WEEKLY;BYDAY=SA", "unbounded"],
    ["FREQ=HOURLY;COUNT=4", "finer-than-a-day"],
    ["FREQ=DAILY;BYHOUR=8,9;COUNT=4", "finer-than-a-day"],
    [`FREQ=DAILY;COUNT=${MAX_PHASES + 1}`, "too-many"],
    ["FREQ=DAILY;UNTIL=20290101", "too-many"],
    ["FREQ=WEEKLY;BYDAY=MO;COUNT=4", "first-not-in-rule"],
    ["FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=4", "first-not-in-rule"],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "first-not-in-rule"],
    ["FREQ=DAILY;UNTIL=20200101", "first-not-in-rule"],
    ["FREQ=YEARLY;COUNT=40", "too-far"],
    ["FREQ=YEARLY;UNTIL=20990101", "too-far"],
    ["", "unreadable"],
    ["every Monday", "unreadable"],
    ["COUNT=2", "unreadable"],
    ["FREQ=DAILY;COUNT=0", "unreadable"],
    ["FREQ=DAILY;COUNT=-1", "unreadable"],
    ["FREQ=DAILY;INTERVAL=0;COUNT=3", "unreadable"],
    ["FREQ=DAILY;COUNT=2;COUNT=3", "unreadable"],
    ["FREQ=DAILY;COUNT=2;UNTIL=20270101", "unreadable"],
    ["FREQ=DAILY;COUNT=2;NOISE=1", "unreadable"],
    ["FREQ=DAILY;UNTIL=20260230", "unreadable"],
    ["FREQ=DAILY;UNTIL=soon", "unreadable"],
    ["FREQ=MONTHLY;BYDAY=54MO;COUNT=2", "unreadable"],
    ["FREQ=WEEKLY;BYDAY=1MO;COUNT=2", "unreadable"],
    ["FREQ=MONTHLY;BYWEEKNO=2;COUNT=2", "unreadable"],
    ["FREQ=DAILY;BYYEARDAY=2;COUNT=2", "unreadable"],
    ["FREQ=WEEKLY;BYMONTHDAY=2;COUNT=2", "unreadable"],
    ["FREQ=MONTHLY;BYSETPOS=2;COUNT=2", "unreadable"],
    ["FREQ=YEARLY;BYEASTER=0;COUNT=2", "unreadable"],
    ["DTSTART:20200101T000000Z\nRRULE:FREQ=DAILY;COUNT=2", "unreadable"],
  ])("refuses %j as %s", (rule, problem) => {
    expect(problemOf(rule)).toBe(problem);
  });

  it("takes as many as an intervention may have", () => {
    expect(problemOf(`FREQ=DAILY;COUNT=${MAX_PHASES}`)).toBeNull();
  });

  it("keeps every phase in order, on its clock, for any start and length", () => {
    const HOUR = 3_600_000;
    const start = fc.integer({ min: Date.parse("2026-01-01") / HOUR, max: Date.parse("2027-01-01") / HOUR });
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 72 }),
        fc.integer({ min: 1, max: 40 }),
        (hour, hours, count) => {
          const phase = {
            startsAt: new Date(hour * HOUR).toISOString(),
            endsAt: new Date((hour + hours) * HOUR).toISOString(),
          };
          const unfolded = unfoldRecurrence(phase, `FREQ=DAILY;INTERVAL=9;COUNT=${count}`, ROME);
          if ("problem" in unfolded) throw new Error(unfolded.problem);
          expect(unfolded.phases).toHaveLength(count);
          const { clockMs } = toLocal(hour * HOUR, ROME);
          for (const { startsAt, endsAt } of unfolded.phases) {
            const startMs = Date.parse(startsAt);
            expect(Date.parse(endsAt)).toBeGreaterThan(startMs);
            // 2:30 in the spring night that skips it is read an hour on.
            expect([clockMs, clockMs + HOUR]).toContain(toLocal(startMs, ROME).clockMs);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
