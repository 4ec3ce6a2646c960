import { addDays, localDate } from "../../geo/calendar.ts";
import { intersect, toInterval } from "../../geo/interval.ts";
import { exampleCircumstances as circumstances, exampleDetour, exampleTrench } from "../example-parts.ts";
import { closesLanes, ownMatch } from "../own-match.ts";
import { bufferOf } from "../pairs.ts";
import { ZONE_PARAMETERS } from "../parameters/pairs.ts";
import { proposeNarrowing } from "../remedies.ts";
import { rule } from "../rule.ts";
import { proposeStartFrom } from "../shift.ts";
import { metres, period } from "../wording.ts";

/**
 * Works where somebody else's traffic is led: it would have nowhere to go. Seen from whoever digs on the detour; from
 * whoever draws one, not yet.
 */
export const worksOnDetour = rule({
  id: "works-on-detour",
  version: 1,
  title: { it: "Sulla deviazione di un altro", en: "On somebody's detour" },
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
  // Kept from one side it would go unseen from the other.
  recorded: false,
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["detoursHere"],
  reads: ["detourBufferMetres", ...ZONE_PARAMETERS],
  check: (subject, { detoursHere }, { timeZone, parameters }) =>
    detoursHere.flatMap((detour) => {
      const reachMetres = parameters.detourBufferMetres + bufferOf(subject, parameters);
      const shared = intersect(subject.span, detour.span);
      const isOnIt = detour.distanceMetres === 0;
      if (shared === null || (!isOnIt && detour.distanceMetres >= reachMetres) || !closesLanes(subject))
        return [];
      const heavy = isOnIt && subject.state !== "forecast" && detour.state !== "forecast";
      const { phaseId, interventionId, kind, title, officeName } = detour;
      return [
        ownMatch(
          subject,
          heavy ? "blocking" : "warning",
          () => ({
            it: `${isOnIt ? "Di qui" : `A ${metres(detour.distanceMetres, "it")} da qui`} passa la deviazione di «${title}» (${officeName}) (${period(shared, timeZone, "it")}): accordarsi, o il traffico non ha dove andare.`,
            en: `The detour of “${title}” (${officeName}) passes ${isOnIt ? "here" : `${metres(detour.distanceMetres, "en")} from here`} (${period(shared, timeZone, "en")}): agree with them, or traffic has nowhere to go.`,
          }),
          {
            counterpart: {
              type: "phase",
              phaseId,
              interventionId,
              kind,
              title,
              officeName,
              ...toInterval(detour.span),
            },
            span: shared,
            weight: heavy ? "heavy" : "light",
            reachMetres,
            lineDistanceMetres: detour.lineDistanceMetres,
          },
        ),
      ];
    }),
  clearances(match, subject, { detoursHere }, circumstances) {
    const last = Math.max(...detoursHere.map(({ span }) => span.endMs));
    return [
      ...proposeNarrowing(match, subject),
      ...proposeStartFrom(subject, addDays(localDate(last - 1, circumstances.timeZone), 1), circumstances),
    ];
  },
  examples: {
    conflict: [
      {
        name: { it: "Uno scavo dove passa la deviazione", en: "A trench where the detour passes" },
        subject: exampleTrench,
        facts: { detoursHere: [exampleDetour] },
        circumstances,
      },
      {
        name: { it: "A otto metri: leggero", en: "Eight metres away: light" },
        subject: exampleTrench,
        facts: { detoursHere: [{ ...exampleDetour, distanceMetres: 8, lineDistanceMetres: 9.25 }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Le corsie restano aperte", en: "Lanes stay open" },
        subject: { ...exampleTrench, vehicleImpact: "all-lanes-open" },
        facts: { detoursHere: [exampleDetour] },
        circumstances,
      },
      {
        name: { it: "A dodici metri", en: "Twelve metres away" },
        subject: exampleTrench,
        facts: { detoursHere: [{ ...exampleDetour, distanceMetres: 12, lineDistanceMetres: 13.25 }] },
        circumstances,
      },
    ],
  },
});
