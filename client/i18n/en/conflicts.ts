import type { Texts } from "../it.ts";

export const conflicts: Pick<Texts, "severity" | "conflicts"> = {
  severity: {
    blocking: { one: "Blocking", count_one: "{{count}} blocking", count_other: "{{count}} blocking" },
    warning: { one: "Warning", count_one: "{{count}} warning", count_other: "{{count}} warnings" },
    advice: { one: "Advice", count_one: "{{count}} advice", count_other: "{{count}} advices" },
    synergy: {
      one: "Opportunity",
      count_one: "{{count}} opportunity",
      count_other: "{{count}} opportunities",
    },
  },
  conflicts: {
    again: "Check again",
    checking: "Checking…",
    clear_one: "No known interference · {{count}} rule · data as of {{time}}",
    clear_other: "No known interference · {{count}} rules · data as of {{time}}",
    dataOf: "data as of {{time}}",
    failed: "The check does not answer: what is shown may no longer hold.",
    idle: "Write a street or draw: the check starts by itself.",
    more_one: "One more",
    more_other: "{{count}} more",
    noRemedy: "No remedy found within the limits: move it, split it, or agree with the other party.",
    noRules: "No rule concerns this kind of intervention yet: nothing has been checked.",
    notYet: "Not checked: what is marked has to be corrected first.",
    ofDraft: "Interferences of the draft",
    refused: {
      "invalid-footprint": "The drawn area is not valid: correct its corners.",
      "outside-city": "The area lies outside the city.",
      other: "The check does not accept this: {{reason}}",
    },
    remedies: "Remedies",
    show: "Show on the map: {{title}}",
    showShort: "Show on the map",
    unconfirmed: "to be confirmed by the office",
    validFrom: "in force from {{date}}",
  },
};
