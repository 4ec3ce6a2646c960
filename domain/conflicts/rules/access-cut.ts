import { exampleCircumstances as circumstances, exampleStop, exampleTrench } from "../example-parts.ts";
import type { NearbyPlace } from "../facts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import { proposeNarrowing } from "../remedies.ts";
import { rule } from "../rule.ts";
import { metres } from "../wording.ts";

const CAR_PARK: NearbyPlace = {
  ...exampleStop,
  sort: "carPark",
  key: "park-1",
  name: "Parcheggio (esempio)",
};

const WORDS = {
  carPark: {
    missing: { it: "parcheggi: dati non disponibili", en: "car parks: no data" },
    duty: {
      it: "tenere aperto un accesso o avvisare chi lo gestisce",
      en: "keep a way in open or tell whoever runs it",
    },
  },
  trafficGate: {
    missing: {
      it: "varchi della ZTL: dati non disponibili",
      en: "gates of the limited traffic zone: no data",
    },
    duty: {
      it: "dire se il varco resta attivo e quale lo sostituisce",
      en: "say whether the gate stays on and which one takes its place",
    },
  },
};
const SORTS = ["carPark", "trafficGate"] as const;

/** Lanes closed at the way into a car park or at a gate of the limited traffic zone. */
export const accessCut = rule({
  id: "access-cut",
  version: 1,
  title: { it: "Parcheggio o varco tagliato fuori", en: "A car park or gate is cut off" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), artt. 7 e 21",
    text: {
      it: "Chi occupa la strada tiene scorrevole la circolazione; gli accessi a parcheggi e zone a traffico limitato sono regolati con ordinanza.",
      en: "Whoever takes the road keeps traffic flowing; ways into car parks and limited traffic zones are ruled by order.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["nearbyPlaces"],
  reads: ["carParkMetres", "trafficGateMetres"],
  check(subject, { nearbyPlaces }, { parameters }) {
    if (!closesLanes(subject)) return [];
    return SORTS.flatMap((sort) => {
      const reachMetres = sort === "carPark" ? parameters.carParkMetres : parameters.trafficGateMetres;
      return nearbyPlaces.things
        .filter((place) => place.sort === sort && place.distanceMetres < reachMetres)
        .map(({ lineDistanceMetres, ...place }) =>
          ownMatch(
            subject,
            "advice",
            () => ({
              it: `A ${metres(place.distanceMetres, "it")}: ${WORDS[sort].duty.it}.`,
              en: `${metres(place.distanceMetres, "en")} away: ${WORDS[sort].duty.en}.`,
            }),
            { counterpart: { type: "place", ...place }, reachMetres, lineDistanceMetres },
          ),
        );
    });
  },
  clearances: proposeNarrowing,
  unknowns: (subject, { nearbyPlaces }) =>
    closesLanes(subject)
      ? SORTS.filter((sort) => nearbyPlaces.missing.includes(sort)).map((sort) => WORDS[sort].missing)
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Uno scavo davanti a un parcheggio", en: "A trench before a car park" },
        subject: exampleTrench,
        facts: { nearbyPlaces: { things: [CAR_PARK], missing: [] } },
        circumstances,
      },
      {
        name: { it: "Un varco, appena entro la distanza", en: "A gate, just within the distance" },
        subject: exampleTrench,
        facts: {
          nearbyPlaces: {
            things: [{ ...CAR_PARK, sort: "trafficGate", distanceMetres: 24.5, lineDistanceMetres: 25.75 }],
            missing: [],
          },
        },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "A trenta metri", en: "Thirty metres away" },
        subject: exampleTrench,
        facts: { nearbyPlaces: { things: [{ ...CAR_PARK, distanceMetres: 30 }], missing: [] } },
        circumstances,
      },
    ],
  },
});
