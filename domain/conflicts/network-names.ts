import { UTILITY_NETWORKS, type UtilityNetwork } from "../city/city-data.ts";
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

/** How many of each network: "Gas 2, Acquedotto 1". */
export function countNetworks(utilities: readonly { readonly network: UtilityNetwork }[]): LocalizedText {
  const say = (language: "it" | "en") =>
    UTILITY_NETWORKS.flatMap((network) => {
      const of = utilities.filter((utility) => utility.network === network).length;
      return of === 0 ? [] : [`${NETWORK_NAMES[network][language]} ${of}`];
    }).join(", ");
  return { it: say("it"), en: say("en") };
}
