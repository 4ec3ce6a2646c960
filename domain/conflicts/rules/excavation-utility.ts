import type { LocalizedText } from "../../localized.ts";
import type { Change } from "../change.ts";
import {
  exampleCircumstances as circumstances,
  exampleGasPipe,
  exampleTrench as subject,
} from "../example-parts.ts";
import type { NearbyUtility, Subject } from "../facts.ts";
import { countNetworks, NETWORK_NAMES } from "../network-names.ts";
import { proposeNarrowing } from "../remedies.ts";
import { type Match, rule } from "../rule.ts";
import { outcomeOf, reachOf, safeDepthOver } from "../utility-accuracy.ts";
import { metres } from "../wording.ts";

/**
 * A dig and a pipe or cable that it meets wherever within its record's accuracy that lies; what it may meet is
 * `utility-survey`'s. A clash warns and does not block: whoever renews a pipe digs down to it.
 */
export const excavationUtility = rule({
  id: "excavation-utility",
  version: 2,
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
      if (outcomeOf(subject.depthMetres, utility) !== "clash") return [];
      const { surelyUnder: _, lineDistanceMetres, ...counterpart } = utility;
      return [
        {
          counterpart: { type: "utility", ...counterpart },
          span: subject.span,
          severity: "warning",
          weight: "heavy",
          explanation: () => explain(subject, utility),
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
    if (nearbyUtilities === null) {
      return [{ it: "reti sotterranee: dati non disponibili", en: "underground networks: no data" }];
    }
    const possible = nearbyUtilities.filter(
      (utility) => outcomeOf(subject.depthMetres, utility) === "possible",
    );
    const networks = countNetworks(possible);
    return [
      ...(possible.length === 0
        ? []
        : [
            {
              it: `se lo scavo incontra reti di posizione incerta (${networks.it})`,
              en: `whether the dig meets networks of uncertain place (${networks.en})`,
            },
          ]),
      { it: "allacci privati", en: "private connections" },
    ];
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
    ],
    clear: [
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

function explain(subject: Subject, utility: NearbyUtility): LocalizedText {
  const { network, depthMetres, accuracyClass, distanceMetres } = utility;
  const [pipe, dig] = [depthMetres!, subject.depthMetres!];
  const under = distanceMetres === 0;
  return {
    it: `${NETWORK_NAMES[network].it} a ${metres(pipe, "it")}, ${under ? "sotto l'area" : `${metres(distanceMetres, "it")} dall'area`} (classe ${accuracyClass}); scavo fino a ${metres(dig, "it")}: si incontrano.`,
    en: `${NETWORK_NAMES[network].en} at ${metres(pipe, "en")}, ${under ? "under the footprint" : `${metres(distanceMetres, "en")} from the footprint`} (class ${accuracyClass}); dig to ${metres(dig, "en")}: they meet.`,
  };
}
