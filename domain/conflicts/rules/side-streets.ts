import { exampleCircumstances as circumstances, exampleStreet, exampleTrench } from "../example-parts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import { proposeNarrowing } from "../remedies.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

const SIDE = {
  ...exampleStreet,
  key: "street-2",
  name: "via Laterale",
  besideMetres: 6,
  distanceMetres: 2,
  lineDistanceMetres: 3.25,
};

/** A site at a junction takes the streets that come in there too, though only one is asked for. */
export const sideStreets = rule({
  id: "side-streets",
  version: 1,
  title: { it: "Tocca anche altre strade", en: "It takes other streets too" },
  class: "duty",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), artt. 5, 7 e 21",
    text: {
      it: "Ogni strada di cui si limita la circolazione sta nell'ordinanza e ha i suoi segnali, anche la laterale che sbocca nel cantiere.",
      en: "Each street whose traffic is limited stands in the order and has its signs, also the side street that ends at the site.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["touchedStreets"],
  reads: [],
  check(subject, { touchedStreets }) {
    if (!closesLanes(subject) || touchedStreets === null) return [];
    const [main, ...sides] = touchedStreets;
    return sides.map(({ key, name, distanceMetres, lineDistanceMetres, reachMetres, synthetic }) =>
      ownMatch(
        subject,
        "advice",
        () => ({
          it: `Oltre a ${main!.name} tocca la carreggiata di ${name} (a ${metres(distanceMetres, "it")} dal suo asse): nominarla nell'ordinanza e mettere i segnali anche lì.`,
          en: `Beside ${main!.name} it takes the carriageway of ${name} (${metres(distanceMetres, "en")} from its axis): name it in the order and put signs there too.`,
        }),
        {
          counterpart: { type: "place", sort: "street", key, name, distanceMetres, synthetic },
          reachMetres,
          lineDistanceMetres,
        },
      ),
    );
  },
  clearances: proposeNarrowing,
  unknowns: (_, { touchedStreets }) =>
    touchedStreets === null
      ? [{ it: "grafo stradale: dati non disponibili", en: "street graph: no data" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Uno scavo che finisce nell'incrocio", en: "A trench that ends in the junction" },
        subject: exampleTrench,
        facts: { touchedStreets: [exampleStreet, SIDE] },
        circumstances,
      },
      {
        name: { it: "Ristretto, non la tocca più", en: "Narrowed, it no longer touches it" },
        subject: exampleTrench,
        facts: {
          touchedStreets: [exampleStreet, { ...SIDE, distanceMetres: 3.5, lineDistanceMetres: 4.75 }],
        },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Nel mezzo dell'isolato", en: "In the middle of the block" },
        subject: exampleTrench,
        facts: { touchedStreets: [exampleStreet] },
        circumstances,
      },
    ],
  },
});
