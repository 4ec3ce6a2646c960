import { exampleCircumstances as circumstances, exampleFair, exampleStop } from "../example-parts.ts";
import type { NearbyPlace } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

const HOSPITAL: NearbyPlace = {
  ...exampleStop,
  sort: "hospital",
  key: "hospital-1",
  name: "Ospedale (esempio)",
  distanceMetres: 60,
  lineDistanceMetres: null,
};

/** No noisy event beside a hospital. */
export const eventHospital = rule({
  id: "event-hospital",
  version: 1,
  title: { it: "Evento vicino a un ospedale", en: "An event beside a hospital" },
  class: "interference",
  law: {
    article: "Città di Torino, Regolamento 318 (inquinamento acustico)",
    text: {
      it: "Gli eventi rumorosi non si tengono a ridosso degli ospedali. La distanza usata qui è un parametro.",
      en: "Noisy events are not held beside hospitals. The distance used here is a parameter.",
    },
    validFrom: null,
    confirmed: false,
  },
  appliesTo: ["event"],
  needs: ["nearbyPlaces"],
  reads: ["eventHospitalMetres"],
  check: (subject, { nearbyPlaces }, { parameters: { eventHospitalMetres } }) =>
    nearbyPlaces.things
      .filter(({ sort, distanceMetres }) => sort === "hospital" && distanceMetres < eventHospitalMetres)
      .map(({ lineDistanceMetres: _, ...hospital }) =>
        ownMatch(
          subject,
          subject.state === "forecast" ? "advice" : "warning",
          () => ({
            it: `A ${metres(hospital.distanceMetres, "it")} dall'ospedale (distanza dal punto registrato): un evento rumoroso va altrove.`,
            en: `${metres(hospital.distanceMetres, "en")} from the hospital (to the point on record): a noisy event goes elsewhere.`,
          }),
          { counterpart: { type: "place", ...hospital } },
        ),
      ),
  // Another place is for the organiser to choose.
  clearances: () => [],
  unknowns: (_, { nearbyPlaces }) =>
    nearbyPlaces.missing.includes("hospital")
      ? [{ it: "ospedali: dati non disponibili", en: "hospitals: no data" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Una fiera a 60 metri", en: "A fair 60 metres away" },
        subject: exampleFair,
        facts: { nearbyPlaces: { things: [HOSPITAL], missing: [] } },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "A 200 metri", en: "200 metres away" },
        subject: exampleFair,
        facts: { nearbyPlaces: { things: [{ ...HOSPITAL, distanceMetres: 200 }], missing: [] } },
        circumstances,
      },
    ],
  },
});
