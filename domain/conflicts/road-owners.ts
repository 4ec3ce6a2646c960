/** Whose a road is, as far as its class and name say: no layer of a city tells it outright. */
import type { RoadOwner } from "../interventions/intervention.ts";
import type { LocalizedText } from "../localized.ts";
import type { DetourStreet } from "./facts.ts";

const BY_NAME: readonly (readonly [RegExp, RoadOwner])[] = [
  [/^(strada|via) statale\b|^s\.?\s?s\.?\s?\d/i, "state"],
  [/^(strada|via) (provinciale|regionale)\b|^s\.?\s?[pr]\.?\s?\d/i, "province"],
];

/** Null: not known; within a town of some size it is most often the municipality's (CdS art. 2, par. 7). */
export function ownerOf({ name, class: roadClass }: Pick<DetourStreet, "name" | "class">): RoadOwner | null {
  if (roadClass === "motorway") return "state";
  return BY_NAME.find(([said]) => said.test(name.trim()))?.[1] ?? null;
}

export const OWNER_NAMES: Readonly<Record<RoadOwner, LocalizedText>> = {
  municipality: { it: "Comune", en: "municipality" },
  province: { it: "Provincia o Città metropolitana", en: "province or metropolitan city" },
  state: { it: "Stato (ANAS o concessionaria)", en: "State (ANAS or concessionaire)" },
  other: { it: "altro proprietario", en: "another owner" },
};
