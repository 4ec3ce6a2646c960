import type { Texts } from "../it.ts";

export const clock: Pick<Texts, "time" | "clock"> = {
  time: {
    from: "From",
    interval: "Period shown",
    label: "Time: {{day}}, period {{interval}}",
    nextWeek: "Next week",
    thirtyDays: "30 days",
    thisWeek: "This week",
    to: "to",
  },
  clock: {
    atHour: "{{time}}",
    failed: "The clock has no data.",
    instant: "Instant shown",
    interventions_one: "{{count}} intervention",
    interventions_other: "{{count}} interventions",
    pause: "Pause",
    play: "Play: a day a second",
    title: "Clock",
    today: "Today",
    zoom: "Scale of the clock",
    zooms: { hour: "Hours", day: "Days", week: "Weeks" },
    shortZooms: { hour: "h", day: "d", week: "wk" },
  },
};
