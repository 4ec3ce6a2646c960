import type { Texts } from "../it.ts";

export const window: Pick<Texts, "window"> = {
  window: {
    allBlocked: "What stands in the way",
    always: "on every day of the year: moving is not enough",
    apply: "Move the phase here",
    before: "What stood in the way before",
    days: { calendar: "Days", working: "Working days" },
    failed: "The search failed: try again.",
    from: "From",
    heading: "First free window",
    left_one: "{{count}} warning is left.",
    left_other: "{{count}} warnings are left.",
    left_zero: "No warning.",
    noDays: "No day that suits within a year: see the weekdays.",
    noGround: "Draw the area and complete the dates.",
    noWarnings: "Without warnings too, not only without what blocks",
    none: "No window within a year (starts from {{from}} to {{to}}).",
    others_one: "and {{count}} other",
    others_other: "and {{count}} others",
    search: "Search",
    searching: "Searching…",
    starts_one: "stands in the way of a start on {{from}}",
    starts_other: "stands in the way of {{count}} starts, from {{from}} to {{to}}",
    there: "The phase is on these days already.",
  },
};
