import { INTERVENTION_WORDS } from "../../../domain/interventions/wording.ts";
import type { Texts } from "../it.ts";

export const words: Pick<Texts, "kinds" | "states" | "effects" | "impacts" | "hindrances"> = {
  ...INTERVENTION_WORDS.en,
  effects: {
    parking: "Parking",
    footway: "Footway",
    narrowing: "Narrowing",
    alternating: "Alternating",
    "one-direction": "One way closed",
    closed: "Road closed",
  },
};
