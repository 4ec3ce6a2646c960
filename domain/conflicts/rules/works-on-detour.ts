import {
  DETOUR_PARAMETERS,
  type DetourClash,
  listDetourClashes,
  proposeForDetour,
  toDetourMatch,
} from "../detours.ts";
import {
  exampleCircumstances as circumstances,
  exampleDetour,
  examplePhaseOnDetour,
  exampleTrench,
} from "../example-parts.ts";
import { proposeNarrowing } from "../remedies.ts";
import { rule } from "../rule.ts";
import { metres, period } from "../wording.ts";

type Language = "it" | "en";

function where({ other, here }: DetourClash, language: Language): string {
  const on = other.distanceMetres === 0;
  const away = metres(other.distanceMetres, language);
  if (language === "it") return `${on ? "Di qui" : `A ${away} da qui`} passa la deviazione di`;
  return here === null ? "" : `passes ${on ? "here" : `${away} from here`}`;
}

/**
 * Works and events where somebody's traffic is led: it would have nowhere to go. Asked from whoever closes the road and
 * from whose detour it is. Of two that close each other's `mutual-detours` speaks.
 */
export const worksOnDetour = rule({
  id: "works-on-detour",
  version: 2,
  title: { it: "Chiusura su una deviazione", en: "A closure on a detour" },
  class: "interference",
  law: {
    article: "DPR 495/1992 (Regolamento del Codice della strada), art. 43",
    text: {
      it: "Una deviazione vuole l'accordo di ogni proprietario delle strade su cui porta il traffico, ed è segnalata prima. Zone di rispetto: criterio GIPOD.",
      en: "A detour needs the agreement of every owner of the roads it leads traffic onto, and is signed ahead. Zones of respect: the GIPOD criterion.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["detoursHere", "phasesOnDetour"],
  reads: DETOUR_PARAMETERS,
  check: (subject, facts, given) =>
    listDetourClashes(subject, facts, given)
      .filter(({ here, there }) => here === null || there === null)
      .map((clash) => ({
        ...toDetourMatch(clash, given, subject),
        explanation: () => {
          const { title, officeName } = clash.other;
          const when = (language: Language) => period(clash.span, given.timeZone, language);
          const off = metres(clash.other.distanceMetres, "it");
          if (clash.here !== null) {
            return {
              it: `${where(clash, "it")} «${title}» (${officeName}) (${when("it")}): accordarsi, o il traffico non ha dove andare.`,
              en: `The detour of “${title}” (${officeName}) ${where(clash, "en")} (${when("en")}): agree with them, or traffic has nowhere to go.`,
            };
          }
          const isOnIt = clash.other.distanceMetres === 0;
          return {
            it: `«${title}» (${officeName}) chiude la strada ${isOnIt ? "su cui passa" : `a ${off} da dove passa`} questa deviazione (${when("it")}): accordarsi, o deviare altrove.`,
            en: `“${title}” (${officeName}) closes the road ${isOnIt ? "this detour takes" : `${metres(clash.other.distanceMetres, "en")} from this detour`} (${when("en")}): agree with them, or lead traffic elsewhere.`,
          };
        },
      })),
  clearances: (match, subject, facts, given) => [
    ...proposeNarrowing(match, subject),
    ...proposeForDetour(match, subject, facts, given),
  ],
  examples: {
    conflict: [
      {
        name: {
          it: "Uno scavo dove passa la deviazione di un altro",
          en: "A trench where another's detour passes",
        },
        subject: exampleTrench,
        facts: { detoursHere: [exampleDetour], phasesOnDetour: [] },
        circumstances,
      },
      {
        name: { it: "A otto metri: leggero", en: "Eight metres away: light" },
        subject: exampleTrench,
        facts: {
          detoursHere: [{ ...exampleDetour, distanceMetres: 8, lineDistanceMetres: 9.25 }],
          phasesOnDetour: [],
        },
        circumstances,
      },
      {
        name: {
          it: "La propria deviazione porta dentro una chiusura, a tre isolati da qui",
          en: "One's own detour leads into a closure three blocks away",
        },
        subject: { ...exampleTrench, hasDetour: true },
        facts: { detoursHere: [], phasesOnDetour: [examplePhaseOnDetour] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Le corsie restano aperte", en: "Lanes stay open" },
        subject: { ...exampleTrench, vehicleImpact: "all-lanes-open" },
        facts: { detoursHere: [exampleDetour], phasesOnDetour: [] },
        circumstances,
      },
      {
        name: { it: "A dodici metri", en: "Twelve metres away" },
        subject: exampleTrench,
        facts: {
          detoursHere: [{ ...exampleDetour, distanceMetres: 12, lineDistanceMetres: 13.25 }],
          phasesOnDetour: [],
        },
        circumstances,
      },
      {
        name: { it: "Sulla deviazione si lavora a corsie aperte", en: "On the detour lanes stay open" },
        subject: { ...exampleTrench, hasDetour: true },
        facts: {
          detoursHere: [],
          phasesOnDetour: [{ ...examplePhaseOnDetour, vehicleImpact: "all-lanes-open" }],
        },
        circumstances,
      },
    ],
  },
});
