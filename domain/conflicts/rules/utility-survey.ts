import { addDays, localDate } from "../../geo/calendar.ts";
import {
  exampleCircumstances as circumstances,
  exampleGasPipe,
  exampleTrench as subject,
} from "../example-parts.ts";
import { countNetworks } from "../network-names.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { outcomeOf } from "../utility-accuracy.ts";
import { count, metres } from "../wording.ts";

const RECORDED_ONLY = {
  ...exampleGasPipe,
  depthMetres: 1.1,
  accuracyClass: "D" as const,
  distanceMetres: 1.5,
  lineDistanceMetres: 2.75,
};

/**
 * Pipes that the records place too loosely to say whether a dig meets them: to be located before digging, all at once,
 * in the weeks in which that is arranged. Before, and once it digs, `excavation-utility` tells them as not known.
 */
export const utilitySurvey = rule({
  id: "utility-survey",
  version: 1,
  title: { it: "Reti da localizzare prima di scavare", en: "Networks to locate before digging" },
  class: "duty",
  law: {
    article: "D.Lgs. 81/2008, allegato XV, punto 2.2.1, lett. a)",
    text: {
      it: "Prima di scavare si accerta dove passano le condutture sotterranee. Classi di accuratezza secondo PAS 128: ciò che è noto solo dagli archivi si rileva sul posto.",
      en: "Before digging it is to be found out where underground pipes run. Accuracy classes after PAS 128: what is known from records alone is surveyed on site.",
    },
    validFrom: "2008-05-15",
    confirmed: false,
  },
  // By the day.
  recorded: false,
  appliesTo: ["roadwork"],
  needs: ["nearbyUtilities"],
  reads: ["surveyAheadDays"],
  check(digging, { nearbyUtilities }, { nowMs, timeZone, parameters }) {
    const from = addDays(localDate(digging.span.startMs, timeZone), -parameters.surveyAheadDays);
    if (nowMs >= digging.span.startMs || localDate(nowMs, timeZone) < from) return [];
    const possible = (nearbyUtilities ?? []).filter(
      (utility) => outcomeOf(digging.depthMetres, utility) === "possible",
    );
    if (possible.length === 0) return [];
    const nearest = Math.min(...possible.map(({ distanceMetres }) => distanceMetres));
    const networks = countNetworks(possible);
    return [
      ownMatch(digging, "advice", () => ({
        it: `${count(possible.length, "tratto di rete può", "tratti di rete possono")} trovarsi nello scavo (${networks.it}), ${nearest === 0 ? "anche sotto l'area" : `il più vicino a ${metres(nearest, "it")}`}: farli localizzare prima di cominciare.`,
        en: `${count(possible.length, "stretch of network", "stretches of network")} may lie in the dig (${networks.en}), ${nearest === 0 ? "also under the footprint" : `the nearest ${metres(nearest, "en")} away`}: have them located before it begins.`,
      })),
    ];
  },
  clearances: () => [],
  examples: {
    conflict: [
      {
        name: {
          it: "Un tubo del gas a 1,1 m, solo dagli archivi",
          en: "A gas pipe at 1.1 m, from records alone",
        },
        subject,
        facts: { nearbyUtilities: [RECORDED_ONLY] },
        circumstances,
      },
      {
        name: { it: "Profondità dello scavo non indicata", en: "Depth of the dig not stated" },
        subject: { ...subject, depthMetres: null },
        facts: { nearbyUtilities: [exampleGasPipe] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Lo stesso, quattro mesi prima", en: "The same, four months before" },
        subject,
        facts: { nearbyUtilities: [RECORDED_ONLY] },
        circumstances: { ...circumstances, nowMs: Date.parse("2025-11-03T09:00:00Z") },
      },
      {
        name: { it: "Rilevato: si sa che si incontrano", en: "Surveyed: they are known to meet" },
        subject,
        facts: { nearbyUtilities: [exampleGasPipe] },
        circumstances,
      },
    ],
  },
});
