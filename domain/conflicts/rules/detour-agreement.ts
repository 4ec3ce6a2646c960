import type { LocalizedText } from "../../localized.ts";
import {
  exampleCircumstances as circumstances,
  exampleDetourStreet,
  exampleTrench,
} from "../example-parts.ts";
import type { DetourStreet, Subject } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import { OWNER_NAMES, ownerOf } from "../road-owners.ts";
import { rule } from "../rule.ts";

const subject: Subject = { ...exampleTrench, hasDetour: true };
const agreedByTown: Subject = {
  ...subject,
  detourAgreements: [{ owner: "municipality", agreedOn: "2026-02-02", document: "Prot. 118/2026 (esempio)" }],
};
const provincial: DetourStreet = {
  ...exampleDetourStreet,
  key: "street-3",
  name: "Strada Provinciale 92 (esempio)",
};

const MOST_NAMED = 3;
const named = (streets: readonly DetourStreet[]) => {
  const names = streets.slice(0, MOST_NAMED).map(({ name }) => name);
  return streets.length > MOST_NAMED ? `${names.join(", ")} …` : names.join(", ");
};

/**
 * What is still without an agreement, in words. A street that does not say whose it is counts as agreed once anybody
 * but the province and the State has agreed; a detour on no street known has an owner all the same.
 */
function listMissing({ detourAgreements }: Subject, streets: readonly DetourStreet[]): LocalizedText[] {
  const agreed = new Set(detourAgreements.map(({ owner }) => owner));
  const missing = (["state", "province"] as const).flatMap((owner): LocalizedText[] => {
    const theirs = streets.filter((street) => ownerOf(street) === owner);
    if (theirs.length === 0 || agreed.has(owner)) return [];
    const { it, en } = OWNER_NAMES[owner];
    return [{ it: `${it}: ${named(theirs)}`, en: `${en}: ${named(theirs)}` }];
  });
  const unsaid = streets.filter((street) => ownerOf(street) === null);
  const isCovered =
    agreed.has("municipality") || agreed.has("other") || (unsaid.length === 0 && streets.length > 0);
  if (!isCovered && (unsaid.length > 0 || agreed.size === 0)) {
    missing.push(
      unsaid.length === 0
        ? {
            it: "proprietario delle strade non nei dati, di norma il Comune",
            en: "owner of the roads not in the data, most often the municipality",
          }
        : {
            it: `proprietario non nei dati, di norma il Comune: ${named(unsaid)}`,
            en: `owner not in the data, most often the municipality: ${named(unsaid)}`,
          },
    );
  }
  return missing;
}

/** Traffic is led onto a road with the agreement of whoever owns it. */
export const detourAgreement = rule({
  id: "detour-agreement",
  version: 1,
  title: { it: "Deviazione senza accordo dei proprietari", en: "A detour without its owners' agreement" },
  class: "duty",
  law: {
    article: "DPR 495/1992 (Regolamento del Codice della strada), art. 43",
    text: {
      it: "La deviazione su strade di altri proprietari o concessionari vuole il loro accordo preventivo.",
      en: "A detour onto roads of other owners or concessionaires needs their agreement beforehand.",
    },
    validFrom: "1993-01-01",
    confirmed: false,
  },
  appliesTo: ["roadwork", "greenwork", "event", "occupation"],
  needs: ["detourStreets"],
  reads: [],
  check(subject, { detourStreets }) {
    if (!subject.hasDetour) return [];
    const missing = listMissing(subject, detourStreets ?? []);
    if (missing.length === 0) return [];
    const severity = subject.state === "forecast" ? "advice" : subject.urgent ? "warning" : "blocking";
    const join = (language: "it" | "en") => missing.map((one) => one[language]).join("; ");
    return [
      ownMatch(subject, severity, () => ({
        it: `Manca l'accordo di: ${join("it")}. Si registra accanto alla deviazione: chi, quando, documento.`,
        en: `Agreement is missing from: ${join("en")}. It is written down beside the detour: who, when, document.`,
      })),
    ];
  },
  // Another way round or a signature: nothing that could be computed.
  clearances: () => [],
  unknowns: ({ hasDetour }, { detourStreets }) =>
    hasDetour && (detourStreets ?? []).every((street) => ownerOf(street) === null)
      ? [{ it: "proprietari delle strade della deviazione", en: "owners of the detour's roads" }]
      : [],
  examples: {
    conflict: [
      {
        name: { it: "Una deviazione, nessun accordo", en: "A detour, no agreement" },
        subject,
        facts: { detourStreets: [exampleDetourStreet] },
        circumstances,
      },
      {
        name: {
          it: "Ha accettato il Comune, ma un tratto è provinciale",
          en: "The municipality agreed, but a stretch is provincial",
        },
        subject: agreedByTown,
        facts: { detourStreets: [exampleDetourStreet, provincial] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Ha accettato il Comune", en: "The municipality agreed" },
        subject: agreedByTown,
        facts: { detourStreets: [exampleDetourStreet] },
        circumstances,
      },
      {
        name: { it: "Nessuna deviazione", en: "No detour" },
        subject: exampleTrench,
        facts: { detourStreets: [] },
        circumstances,
      },
    ],
  },
});
