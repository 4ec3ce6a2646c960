import { exampleCircumstances as circumstances, exampleTrench, exampleWaterMain } from "../example-parts.ts";
import { isMarketPair } from "../markets.ts";
import { matchPairs } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { proposeForPair } from "../remedies.ts";
import { rule } from "../rule.ts";

const scaffold = {
  ...exampleTrench,
  kind: "occupation" as const,
  depthMetres: null,
  hindrance: "none" as const,
  widthMetres: 1.6,
};

/** Ground that is occupied, and anything else on it or, for works and events, beside it: asked from either side. */
export const occupationAny = rule({
  id: "occupation-any",
  version: 2,
  title: { it: "Suolo occupato e altro nello stesso posto", en: "Occupied ground and something else there" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), artt. 20-21 e 26",
    text: {
      it: "Ogni occupazione vuole l'autorizzazione dell'ente proprietario: lo stesso suolo non si dà due volte. Zone di rispetto di lavori ed eventi: criterio GIPOD.",
      en: "Each occupation needs the authorisation of the owner of the road: the same ground is not given twice. Zones of works and events: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["nearbyPhases"],
  reads: ZONE_PARAMETERS,
  check: (subject, { nearbyPhases }, circumstances) =>
    matchPairs(
      subject,
      nearbyPhases,
      (other) =>
        (subject.kind === "occupation" || other.kind === "occupation") && !isMarketPair(subject, other),
      circumstances,
    ),
  clearances: proposeForPair,
  examples: {
    conflict: [
      {
        name: {
          it: "Un ponteggio sullo scavo dell'acquedotto",
          en: "A scaffold on the water company's trench",
        },
        subject: scaffold,
        facts: { nearbyPhases: [exampleWaterMain] },
        circumstances,
      },
      {
        name: {
          it: "Uno scavo a 3 metri da un ponteggio: leggero",
          en: "A trench 3 metres from a scaffold: light",
        },
        subject: exampleTrench,
        facts: {
          nearbyPhases: [
            {
              ...exampleWaterMain,
              kind: "occupation",
              title: "Ponteggio",
              distanceMetres: 3,
              sharedSquareMetres: 0,
              lineDistanceMetres: 4.25,
            },
          ],
        },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Due ponteggi uno accanto all'altro", en: "Two scaffolds side by side" },
        subject: scaffold,
        facts: {
          nearbyPhases: [
            { ...exampleWaterMain, kind: "occupation", title: "Ponteggio", sharedSquareMetres: 0 },
          ],
        },
        circumstances,
      },
    ],
  },
});
