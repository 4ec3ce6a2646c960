import type { Texts } from "../it.ts";

export const words: Pick<Texts, "kinds" | "states" | "effects" | "impacts" | "hindrances"> = {
  kinds: {
    roadwork: { one: "Roadworks", many: "Roadworks" },
    greenwork: { one: "Greenworks", many: "Greenworks" },
    event: { one: "Event", many: "Events" },
    occupation: { one: "Occupation", many: "Occupations" },
  },
  states: {
    forecast: "forecast",
    draft: "draft",
    proposed: "proposed",
    approved: "approved",
    handedOver: "site handed over",
    inProgress: "in progress",
    suspended: "suspended",
    completed: "completed",
    takenBack: "site taken back",
    cancelled: "cancelled",
  },
  effects: {
    parking: "Parking",
    footway: "Footway",
    narrowing: "Narrowing",
    alternating: "Alternating",
    "one-direction": "One way closed",
    closed: "Road closed",
  },
  impacts: {
    "all-lanes-open": "All lanes open",
    "all-lanes-open-shift-left": "Open, shifted left",
    "all-lanes-open-shift-right": "Open, shifted right",
    "some-lanes-closed": "Some lanes closed",
    "some-lanes-closed-merge-left": "Some closed, merge left",
    "some-lanes-closed-merge-right": "Some closed, merge right",
    "alternating-one-way": "Alternating one-way",
    flagging: "Flagging",
    "temporary-traffic-signal": "Temporary traffic signal",
    "all-lanes-closed": "All lanes closed",
    unknown: "Effect not known",
  },
  hindrances: { none: "no hindrance", minor: "minor hindrance", major: "major hindrance" },
};
