import { INTERVENTION_WORDS } from "../../../domain/interventions/wording.ts";

export const words = {
  ...INTERVENTION_WORDS.it,
  effects: {
    parking: "Sosta",
    footway: "Marciapiede",
    narrowing: "Restringimento",
    alternating: "Senso alternato",
    "one-direction": "Un senso chiuso",
    closed: "Strada chiusa",
  },
};
