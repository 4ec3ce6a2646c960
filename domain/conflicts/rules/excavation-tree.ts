import {
  exampleCircumstances as circumstances,
  exampleLime,
  exampleTrench as subject,
} from "../example-parts.ts";
import type { NearbyTree, Subject } from "../facts.ts";
import type { Severity } from "../finding.ts";
import { ROOT_PARAMETERS } from "../parameters/trees.ts";
import { proposeNarrowing } from "../remedies.ts";
import { rule } from "../rule.ts";
import { keepOff, type Protection, protectionOf } from "../tree-protection.ts";
import { metres } from "../wording.ts";

/** A dig that takes more of the root zone of a tree than the tree bears; the rest is `root-care`'s. */
export const excavationTree = rule({
  id: "excavation-tree",
  version: 2,
  title: { it: "Scavo tra le radici", en: "Digging among roots" },
  class: "interference",
  law: {
    article: "Città di Torino, Regolamento 317 (verde pubblico e privato), allegati 8-9",
    text: {
      it: "Gli scavi tengono una distanza dai tronchi secondo la specie e la grandezza dell'albero. Le distanze usate qui sono parametri: per diametro, o per classe; così la parte della zona che un albero sopporta di perdere (AS 4970:2009).",
      en: "Digs keep a distance from trunks by the tree's species and size. The distances used here are parameters: by diameter, or by class; so is the part of the zone that a tree bears to lose (AS 4970:2009).",
    },
    validFrom: "2006-03-06",
    confirmed: false,
  },
  appliesTo: ["roadwork"],
  needs: ["nearbyTrees"],
  reads: ROOT_PARAMETERS,
  check(subject, { nearbyTrees }, { parameters }) {
    if (subject.depthMetres === 0) return [];
    return (nearbyTrees ?? []).flatMap((tree) => {
      const protection = protectionOf(tree, parameters);
      const reachMetres = keepOff(tree, protection, parameters);
      if (tree.distanceMetres >= reachMetres) return [];
      const { key, species, monumental, distanceMetres, synthetic } = tree;
      return [
        {
          counterpart: { type: "tree", key, species, monumental, distanceMetres, synthetic },
          span: subject.span,
          severity: severityOf(subject, tree, protection),
          weight: distanceMetres === 0 ? "heavy" : "light",
          explanation: () => explain(subject, tree, protection),
          zones: { subjectMetres: 0, counterpartMetres: protection.metres },
          reachMetres,
          lineDistanceMetres: tree.lineDistanceMetres,
        },
      ];
    });
  },
  clearances: proposeNarrowing,
  unknowns: (_, { nearbyTrees }) =>
    nearbyTrees === null ? [{ it: "alberi: dati non disponibili", en: "trees: no data" }] : [],
  examples: {
    conflict: [
      {
        name: {
          it: "Uno scavo a 1,2 metri da un tiglio di 30 cm",
          en: "A trench 1.2 metres from a lime of 30 cm",
        },
        subject,
        facts: { nearbyTrees: [exampleLime] },
        circumstances,
      },
      {
        name: {
          it: "Un albero di cui non si sa nulla, a 4 metri",
          en: "A tree nothing is known of, 4 metres away",
        },
        subject,
        facts: {
          nearbyTrees: [
            {
              ...exampleLime,
              species: null,
              sizeClass: null,
              trunkDiameterMetres: null,
              distanceMetres: 4,
              lineDistanceMetres: 5.25,
            },
          ],
        },
        circumstances,
      },
      {
        name: {
          it: "Lo stesso tiglio a 2 metri: basta restringere",
          en: "The same lime 2 metres away: narrowing will do",
        },
        subject,
        facts: { nearbyTrees: [{ ...exampleLime, distanceMetres: 2, lineDistanceMetres: 3.25 }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: {
          it: "Lo stesso tiglio a 3 metri: il margine delle radici",
          en: "The same lime 3 metres away: the edge of its roots",
        },
        subject,
        facts: { nearbyTrees: [{ ...exampleLime, distanceMetres: 3, lineDistanceMetres: 4.25 }] },
        circumstances,
      },
      {
        name: { it: "Lavori che non scavano", en: "Works that do not dig" },
        subject: { ...subject, depthMetres: 0 },
        facts: { nearbyTrees: [exampleLime] },
        circumstances,
      },
    ],
  },
});

/** Of what is not known for sure no more than advice; a forecast does not block. */
function severityOf(subject: Subject, tree: NearbyTree, { basis }: Protection): Severity {
  if (subject.depthMetres === null || basis === "unknown") return "advice";
  return tree.monumental && subject.state !== "forecast" ? "blocking" : "warning";
}

function explain(subject: Subject, tree: NearbyTree, { metres: zone, basis }: Protection) {
  const known = {
    it: `${tree.species ?? "Albero di specie non nota"} a ${metres(tree.distanceMetres, "it")}: radici protette fino a ${metres(zone, "it")}`,
    en: `${tree.species ?? "Tree of unknown species"}, ${metres(tree.distanceMetres, "en")} away: roots are protected up to ${metres(zone, "en")}`,
  };
  const unsaid = {
    it: [
      basis === "unknown" ? " (diametro e classe non noti: si assume la distanza maggiore)" : "",
      subject.depthMetres === null ? ". Profondità dello scavo non indicata" : "",
    ],
    en: [
      basis === "unknown" ? " (diameter and class not known: the greatest distance is assumed)" : "",
      subject.depthMetres === null ? ". Depth of the dig not stated" : "",
    ],
  };
  return { it: `${known.it}${unsaid.it.join("")}.`, en: `${known.en}${unsaid.en.join("")}.` };
}
