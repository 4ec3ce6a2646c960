import { exampleCircumstances as circumstances, exampleStop, exampleTrench } from "../example-parts.ts";
import type { NearbyPlace } from "../facts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import { proposeNarrowing } from "../remedies.ts";
import { type Match, rule } from "../rule.ts";
import { metres } from "../wording.ts";

const LINE: NearbyPlace = {
  ...exampleStop,
  sort: "transitLine",
  key: "line-4",
  name: "4 Falchera - Strada del Drosso",
  distanceMetres: 0,
  lineDistanceMetres: 0,
};

const MISSING = {
  transitLine: {
    it: "linee del trasporto pubblico: dati non disponibili",
    en: "public transport lines: no data",
  },
  transitStop: { it: "fermate: dati non disponibili", en: "stops: no data" },
};

/** A site at a stop, or one that closes lanes where a line runs; all lines of one phase are one finding. */
export const transitCut = rule({
  id: "transit-cut",
  version: 1,
  title: { it: "Linea o fermata interrotta", en: "A line or stop is cut" },
  class: "interference",
  law: {
    article: "D.Lgs. 285/1992 (Codice della strada), art. 21, c. 2",
    text: {
      it: "Chi occupa la strada tiene scorrevole la circolazione: una linea o una fermata tolta si concorda con chi le esercita. Distanze: criterio GIPOD.",
      en: "Whoever takes the road keeps traffic flowing: a line or stop taken away is agreed on with its operator. Distances: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["nearbyPlaces"],
  reads: ["transitStopMetres", "transitLineMetres"],
  check(subject, { nearbyPlaces }, { parameters: { transitStopMetres, transitLineMetres } }) {
    const severity = subject.state === "forecast" ? "advice" : "warning";
    const against = (
      place: NearbyPlace,
      reachMetres: number,
      say: (language: "it" | "en") => string,
    ): Match => {
      const { lineDistanceMetres, ...counterpart } = place;
      return ownMatch(subject, severity, () => ({ it: say("it"), en: say("en") }), {
        counterpart: { type: "place", ...counterpart },
        weight: place.distanceMetres === 0 ? "heavy" : "light",
        reachMetres,
        lineDistanceMetres,
      });
    };
    if (!closesLanes(subject)) return [];
    const stops = nearbyPlaces.things.filter(
      ({ sort, distanceMetres }) => sort === "transitStop" && distanceMetres < transitStopMetres,
    );
    const lines = nearbyPlaces.things.filter(
      ({ sort, distanceMetres }) => sort === "transitLine" && distanceMetres < transitLineMetres,
    );
    const names = lines.map(({ name }) => name).join("; ");
    return [
      ...stops.map((stop) =>
        against(stop, transitStopMetres, (language) =>
          language === "it"
            ? `A ${metres(stop.distanceMetres, "it")} dalla fermata: chiedere a chi la esercita se va spostata o sospesa.`
            : `${metres(stop.distanceMetres, "en")} from the stop: ask its operator whether it is to be moved or suspended.`,
        ),
      ),
      ...lines
        .slice(0, 1)
        .map((line) =>
          against(line, transitLineMetres, (language) =>
            language === "it"
              ? `Si chiudono corsie dove passa: ${names}. Concordare la deviazione con chi esercita la linea.`
              : `Lanes are closed where it runs: ${names}. Agree on the diversion with the operator of the line.`,
          ),
        ),
    ];
  },
  clearances: proposeNarrowing,
  unknowns: (subject, { nearbyPlaces }) =>
    closesLanes(subject)
      ? (["transitLine", "transitStop"] as const)
          .filter((sort) => nearbyPlaces.missing.includes(sort))
          .map((sort) => MISSING[sort])
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Uno scavo a sei metri da una fermata", en: "A trench six metres from a stop" },
        subject: exampleTrench,
        facts: { nearbyPlaces: { things: [exampleStop], missing: [] } },
        circumstances,
      },
      {
        name: { it: "Il tram passa sullo scavo", en: "The tram runs over the trench" },
        subject: exampleTrench,
        facts: { nearbyPlaces: { things: [LINE], missing: [] } },
        circumstances,
      },
      {
        name: { it: "Ristretto, la fermata resta fuori", en: "Narrowed, the stop stays out of reach" },
        subject: exampleTrench,
        facts: {
          nearbyPlaces: {
            things: [{ ...exampleStop, distanceMetres: 9.5, lineDistanceMetres: 10.75 }],
            missing: [],
          },
        },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "La carreggiata resta aperta", en: "The carriageway stays open" },
        subject: { ...exampleTrench, vehicleImpact: "all-lanes-open" },
        facts: { nearbyPlaces: { things: [exampleStop, LINE], missing: [] } },
        circumstances,
      },
      {
        name: { it: "Nessuna fermata registrata: non si sa", en: "No stop on record: not known" },
        subject: exampleTrench,
        facts: { nearbyPlaces: { things: [], missing: ["transitStop", "transitLine"] } },
        circumstances,
      },
    ],
  },
});
