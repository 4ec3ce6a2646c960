import type { UtilityNetwork } from "../city/city-data.ts";
import type { LocalizedText } from "../localized.ts";

/** One pipe or cable of each network, as findings call it. */
export const NETWORK_NAMES: Readonly<Record<UtilityNetwork, LocalizedText>> = {
  water: { it: "Acquedotto", en: "Water main" },
  sewer: { it: "Fognatura", en: "Sewer" },
  gas: { it: "Gas", en: "Gas pipe" },
  power: { it: "Cavo elettrico", en: "Power cable" },
  telecom: { it: "Cavo di telecomunicazione", en: "Telecommunication cable" },
  heating: { it: "Teleriscaldamento", en: "Heating pipe" },
};
