import {
  exampleCircumstances as circumstances,
  exampleLime,
  exampleTrench as subject,
} from "../example-parts.ts";
import { ownMatch } from "../own-match.ts";
import { ROOT_PARAMETERS } from "../parameters/trees.ts";
import { rule } from "../rule.ts";
import { keepOff, protectionOf } from "../tree-protection.ts";
import { count, metres } from "../wording.ts";

/**
 * A dig at the edge of root zones, that takes no more of any than a tree bears: nothing to move, but a way to dig. What
 * takes more is `excavation-tree`'s.
 */
export const rootCare = rule({
  id: "root-care",
  version: 1,
  title: { it: "Scavare con cura ai margini delle radici", en: "Digging with care at the edge of roots" },
  class: "duty",
  law: {
    article: "Città di Torino, Regolamento 317 (verde pubblico e privato), allegati 8-9",
    text: {
      it: "Nella zona delle radici si scava a mano o con aspirazione e non si tagliano radici grosse. Quanta parte della zona un albero sopporta di perdere: AS 4970:2009, un decimo.",
      en: "Within the root zone digging is by hand or by suction, and thick roots are not cut. How much of its zone a tree bears to lose: AS 4970:2009, a tenth.",
    },
    validFrom: "2006-03-06",
    confirmed: false,
  },
  appliesTo: ["roadwork"],
  needs: ["nearbyTrees"],
  reads: [...ROOT_PARAMETERS, "shallowDigMetres"],
  check(digging, { nearbyTrees }, { parameters }) {
    // Lifting the paving comes to no roots so far from the trunk.
    if (digging.depthMetres !== null && digging.depthMetres <= parameters.shallowDigMetres) return [];
    const edged = (nearbyTrees ?? []).filter((tree) => {
      const protection = protectionOf(tree, parameters);
      return (
        tree.distanceMetres < protection.metres &&
        tree.distanceMetres >= keepOff(tree, protection, parameters)
      );
    });
    if (edged.length === 0) return [];
    const nearest = Math.min(...edged.map(({ distanceMetres }) => distanceMetres));
    return [
      ownMatch(digging, "advice", () => ({
        it: `Al margine delle radici di ${count(edged.length, "albero", "alberi")}, il più vicino a ${metres(nearest, "it")}: scavare a mano o con aspirazione, senza tagliare radici grosse.`,
        en: `At the edge of the roots of ${count(edged.length, "tree", "trees")}, the nearest ${metres(nearest, "en")} away: dig by hand or by suction, and cut no thick root.`,
      })),
    ];
  },
  clearances: () => [],
  examples: {
    conflict: [
      {
        name: {
          it: "Uno scavo a 3 metri da un tiglio di 30 cm: il margine",
          en: "A trench 3 metres from a lime of 30 cm: the edge",
        },
        subject,
        facts: { nearbyTrees: [{ ...exampleLime, distanceMetres: 3, lineDistanceMetres: 4.25 }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Si rifà solo la pavimentazione", en: "Nothing but the paving is renewed" },
        subject: { ...subject, depthMetres: 0.2 },
        facts: { nearbyTrees: [{ ...exampleLime, distanceMetres: 3, lineDistanceMetres: 4.25 }] },
        circumstances,
      },
      {
        name: { it: "A 1,2 metri: è di più del margine", en: "1.2 metres away: more than the edge" },
        subject,
        facts: { nearbyTrees: [exampleLime] },
        circumstances,
      },
      {
        name: { it: "A 4 metri", en: "4 metres away" },
        subject,
        facts: { nearbyTrees: [{ ...exampleLime, distanceMetres: 4, lineDistanceMetres: 5.25 }] },
        circumstances,
      },
    ],
  },
});
