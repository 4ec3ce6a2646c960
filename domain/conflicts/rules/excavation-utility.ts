import type { UtilityNetwork } from "../../city/city-data.ts";
import type { LocalizedText } from "../../localized.ts";
import type { Change } from "../change.ts";
import {
  exampleCircumstances as circumstances,
  exampleGasPipe,
  exampleTrench as subject,
} from "../example-parts.ts";
import type { NearbyUtility, Subject } from "../facts.ts";
import { proposeNarrowing } from "../remedies.ts";
import { type Match, rule } from "../rule.ts";
import { type Outcome, outcomeOf, reachOf, safeDepthOver } from "../utility-accuracy.ts";
import { metres } from "../wording.ts";

const NETWORKS: Readonly<Record<UtilityNetwork, LocalizedText>> = {
  water: { it: "Acquedotto", en: "Water main" },
  sewer: { it: "Fognatura", en: "Sewer" },
  gas: { it: "Gas", en: "Gas pipe" },
  power: { it: "Cavo elettrico", en: "Power cable" },
  telecom: { it: "Cavo di telecomunicazione", en: "Telecommunication cable" },
  heating: { it: "Teleriscaldamento", en: "Heating pipe" },
};

/**
 * A dig and a pipe or cable on record, by place and depth and how exact the record is. A clash warns and does not
 * block: whoever renews a pipe digs down to it.
 */
export const excavationUtility = rule({
  id: "excavation-utility",
  version: 1,
  title: { it: "Scavo e reti sotterranee", en: "Digging and underground networks" },
  class: "interference",
  law: {
    article: "D.Lgs. 81/2008, allegato XV, punto 2.2.1, lett. a)",
    text: {
      it: "Prima di scavare si accerta dove passano le condutture sotterranee. Tolleranze per classe di accuratezza secondo PAS 128.",
      en: "Before digging it is to be found out where underground pipes run. Tolerances by accuracy class after PAS 128.",
    },
    validFrom: "2008-05-15",
    confirmed: false,
  },
  appliesTo: ["roadwork"],
  needs: ["nearbyUtilities"],
  reads: ["shallowDigMetres"],
  check: (subject, { nearbyUtilities }) =>
    (nearbyUtilities ?? []).flatMap((utility): Match[] => {
      const outcome = outcomeOf(subject.depthMetres, utility);
      if (outcome === "clear") return [];
      const { surelyUnder: _, lineDistanceMetres, ...counterpart } = utility;
      return [
        {
          counterpart: { type: "utility", ...counterpart },
          span: subject.span,
          severity: outcome === "clash" ? "warning" : "advice",
          weight: outcome === "clash" ? "heavy" : "light",
          explanation: () => explain(subject, utility, outcome),
          zones: { subjectMetres: 0, counterpartMetres: reachOf(utility) },
          reachMetres: reachOf(utility),
          lineDistanceMetres,
        },
      ];
    }),
  clearances: (match, subject, { nearbyUtilities }, { parameters }) => [
    ...proposeNarrowing(match, subject),
    ...proposeDepth(match, subject, nearbyUtilities ?? [], parameters.shallowDigMetres),
  ],
  unknowns: (subject, { nearbyUtilities }) => {
    if (subject.depthMetres === 0) return [];
    return nearbyUtilities === null
      ? [{ it: "reti sotterranee: dati non disponibili", en: "underground networks: no data" }]
      : [{ it: "allacci privati", en: "private connections" }];
  },
  examples: {
    conflict: [
      {
        name: {
          it: "Scavo a 1,2 m sopra un tubo del gas rilevato a 0,9 m: urto",
          en: "Digging to 1.2 m over a gas pipe surveyed at 0.9 m: a clash",
        },
        subject,
        facts: { nearbyUtilities: [exampleGasPipe] },
        circumstances,
      },
      {
        name: {
          it: "Lo stesso tubo a 1,1 m, solo dagli archivi: possibile",
          en: "The same pipe at 1.1 m, from records alone: possible",
        },
        subject,
        facts: {
          nearbyUtilities: [
            {
              ...exampleGasPipe,
              depthMetres: 1.1,
              accuracyClass: "D",
              distanceMetres: 1.5,
              lineDistanceMetres: 2.75,
            },
          ],
        },
        circumstances,
      },
      {
        name: {
          it: "Profondità dello scavo non indicata: possibile",
          en: "Depth of the dig not stated: possible",
        },
        subject: { ...subject, depthMetres: null },
        facts: { nearbyUtilities: [exampleGasPipe] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Il tubo passa mezzo metro più sotto", en: "The pipe passes half a metre below" },
        subject,
        facts: { nearbyUtilities: [{ ...exampleGasPipe, depthMetres: 1.7 }] },
        circumstances,
      },
      {
        name: { it: "Rilevato, a un metro dallo scavo", en: "Surveyed, a metre from the dig" },
        subject,
        facts: {
          nearbyUtilities: [
            { ...exampleGasPipe, surelyUnder: false, distanceMetres: 1, lineDistanceMetres: 2.25 },
          ],
        },
        circumstances,
      },
    ],
  },
});

function proposeDepth(
  { counterpart }: Match,
  subject: Subject,
  nearbyUtilities: readonly NearbyUtility[],
  shallowest: number,
): Change[] {
  const utility = nearbyUtilities.find(
    ({ key }) => counterpart.type === "utility" && key === counterpart.key,
  );
  const depthMetres = utility === undefined ? null : safeDepthOver(utility);
  if (depthMetres === null || subject.depthMetres === null || depthMetres >= subject.depthMetres) return [];
  return depthMetres < shallowest ? [] : [{ kind: "limit-depth", depthMetres }];
}

function explain(subject: Subject, utility: NearbyUtility, outcome: Outcome): LocalizedText {
  const { network, depthMetres, accuracyClass, distanceMetres } = utility;
  const say = (
    language: "it" | "en",
    words: Record<
      "at" | "unknown" | "under" | "away" | "class" | "dig" | "noDig" | "clash" | "possible",
      string
    >,
  ) => {
    const depth = depthMetres === null ? words.unknown : `${words.at} ${metres(depthMetres, language)}`;
    const place = distanceMetres === 0 ? words.under : `${metres(distanceMetres, language)} ${words.away}`;
    const dig =
      subject.depthMetres === null ? words.noDig : `${words.dig} ${metres(subject.depthMetres, language)}`;
    const verdict = outcome === "clash" ? words.clash : words.possible;
    return `${NETWORKS[network][language]} ${depth}, ${place} (${words.class} ${accuracyClass}); ${dig}: ${verdict}.`;
  };
  return {
    it: say("it", {
      at: "a",
      unknown: "a profondità non nota",
      under: "sotto l'area",
      away: "dall'area",
      class: "classe",
      dig: "scavo fino a",
      noDig: "profondità dello scavo non indicata",
      clash: "si incontrano",
      possible: "è possibile che si incontrino",
    }),
    en: say("en", {
      at: "at",
      unknown: "at a depth not known",
      under: "under the footprint",
      away: "from the footprint",
      class: "class",
      dig: "dig to",
      noDig: "depth of the dig not stated",
      clash: "they meet",
      possible: "they may meet",
    }),
  };
}
