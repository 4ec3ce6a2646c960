import { exampleCircumstances as circumstances, exampleTrench, exampleWaterMain } from "../example-parts.ts";
import { matchPairs } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { proposeForPair } from "../remedies.ts";
import { rule } from "../rule.ts";

const pruning = { ...exampleWaterMain, kind: "greenwork" as const, title: "Potatura dei viali" };

/** Care of the green and any other works: asked from either side. */
export const worksGreenwork = rule({
  id: "works-greenwork",
  version: 1,
  title: {
    it: "Cura del verde e altri lavori nello stesso posto",
    en: "Green care and other works in the same place",
  },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), art. 21, c. 1-2",
    text: {
      it: "Chi esegue lavori sulla strada deve tenere sicura e scorrevole la circolazione: due cantieri insieme vanno accordati. Zone di rispetto: criterio GIPOD.",
      en: "Whoever carries out works on the road must keep traffic safe and flowing: two sites at once are to be agreed on. Zones of respect: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork"],
  needs: ["nearbyPhases"],
  reads: ZONE_PARAMETERS,
  check: (subject, { nearbyPhases }, circumstances) =>
    matchPairs(
      subject,
      nearbyPhases,
      ({ kind }) => kind === "greenwork" || (subject.kind === "greenwork" && kind === "roadwork"),
      circumstances,
    ),
  clearances: proposeForPair,
  examples: {
    conflict: [
      {
        name: { it: "Si pota sopra uno scavo", en: "Pruning above a trench" },
        subject: exampleTrench,
        facts: { nearbyPhases: [pruning] },
        circumstances,
      },
      {
        name: { it: "Lo stesso, visto da chi pota", en: "The same, seen by those who prune" },
        subject: { ...exampleTrench, kind: "greenwork", depthMetres: null },
        facts: { nearbyPhases: [exampleWaterMain] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Si pota a 12 metri", en: "Pruning 12 metres away" },
        subject: exampleTrench,
        facts: {
          nearbyPhases: [{ ...pruning, distanceMetres: 12, sharedSquareMetres: 0, lineDistanceMetres: 13 }],
        },
        circumstances,
      },
    ],
  },
});
