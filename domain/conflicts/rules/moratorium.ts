import { addDays, localDate } from "../../geo/calendar.ts";
import {
  exampleCircumstances as circumstances,
  exampleFinishedDig,
  exampleTrench,
} from "../example-parts.ts";
import type { FinishedDig } from "../facts.ts";
import { ownMatch } from "../own-match.ts";
import { rule } from "../rule.ts";
import { proposeStartFrom } from "../shift.ts";
import { dayOf, metres } from "../wording.ts";

const RESURFACED: FinishedDig = {
  ...exampleFinishedDig,
  state: "takenBack",
  reinstatement: "definitive",
  reinstatedAtMs: Date.parse("2026-01-12T10:00:00Z"),
};

/** So many months on: 31 January and a month is the last of February. */
function monthsAfter(date: string, months: number): string {
  const [year, month, day] = date.split("-").map(Number);
  const last = new Date(Date.UTC(year!, month! - 1 + months + 1, 0));
  const at = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day!, last.getUTCDate())));
  return at.toISOString().slice(0, 10);
}

/** The day until which ground reinstated for good is to be left alone, the latest of several. */
function restsUntil(digs: readonly FinishedDig[], near: number, months: number, timeZone: string) {
  let latest: { readonly dig: FinishedDig; readonly until: string } | null = null;
  for (const dig of digs) {
    if (dig.reinstatement !== "definitive" || dig.reinstatedAtMs === null || dig.distanceMetres >= near)
      continue;
    const until = monthsAfter(localDate(dig.reinstatedAtMs, timeZone), months);
    if (latest === null || until > latest.until) latest = { dig, until };
  }
  return latest;
}

/**
 * Ground that was reinstated for good is not opened again for a while. What is known are definitive reinstatements
 * on record here; resurfacings without a dig are not.
 */
export const moratorium = rule({
  id: "moratorium",
  version: 1,
  title: { it: "Pavimentazione appena rifatta", en: "Newly reinstated ground" },
  class: "interference",
  law: {
    article: "Città di Torino, Regolamento 331 (manomissione del suolo pubblico)",
    text: {
      it: "Dopo un ripristino definitivo non si scava di nuovo per un tempo, salvo urgenze. Il valore di Torino non è stato trovato: è un parametro.",
      en: "After a definitive reinstatement there is no digging for a while, but for what is urgent. Turin's value was not found: it is a parameter.",
    },
    validFrom: null,
    confirmed: false,
  },
  recorded: false,
  appliesTo: ["roadwork"],
  needs: ["finishedDigs"],
  reads: ["moratoriumMonths", "sameGroundMetres"],
  check(subject, { finishedDigs }, { timeZone, parameters: { moratoriumMonths, sameGroundMetres } }) {
    if (subject.urgent || subject.depthMetres === 0) return [];
    const found = restsUntil(finishedDigs, sameGroundMetres, moratoriumMonths, timeZone);
    if (found === null || localDate(subject.span.startMs, timeZone) >= found.until) return [];
    const { dig, until } = found;
    const at = localDate(dig.reinstatedAtMs!, timeZone);
    return [
      ownMatch(subject, subject.state === "forecast" ? "advice" : "warning", () => ({
        it: `«${dig.title}» (${dig.officeName}), a ${metres(dig.distanceMetres, "it")}, è ripristinato in via definitiva dal ${dayOf(at, "it")}: non si scava fino al ${dayOf(until, "it")}.`,
        en: `“${dig.title}” (${dig.officeName}), ${metres(dig.distanceMetres, "en")} away, was reinstated for good on ${dayOf(at, "en")}: no digging until ${dayOf(until, "en")}.`,
      })),
    ];
  },
  clearances(_match, subject, { finishedDigs }, circumstances) {
    const { moratoriumMonths, sameGroundMetres } = circumstances.parameters;
    const found = restsUntil(finishedDigs, sameGroundMetres, moratoriumMonths, circumstances.timeZone);
    return found === null ? [] : proposeStartFrom(subject, addDays(found.until, 0), circumstances);
  },
  unknowns: ({ depthMetres }) =>
    depthMetres === 0 ? [] : [{ it: "rifacimenti senza scavo", en: "resurfacings without a dig" }],
  examples: {
    conflict: [
      {
        name: { it: "Ripristinato due mesi prima", en: "Reinstated two months before" },
        subject: exampleTrench,
        facts: { finishedDigs: [RESURFACED] },
        circumstances,
      },
      {
        name: { it: "Finisce tra un mese: si può aspettare", en: "It ends in a month: one may wait" },
        subject: exampleTrench,
        facts: { finishedDigs: [{ ...RESURFACED, reinstatedAtMs: Date.parse("2025-04-01T10:00:00Z") }] },
        circumstances,
      },
    ],
    clear: [
      {
        name: { it: "Ripristinato due anni prima", en: "Reinstated two years before" },
        subject: exampleTrench,
        facts: { finishedDigs: [{ ...RESURFACED, reinstatedAtMs: Date.parse("2024-03-01T10:00:00Z") }] },
        circumstances,
      },
      {
        name: { it: "Una perdita: urgente", en: "A leak: urgent" },
        subject: { ...exampleTrench, urgent: true },
        facts: { finishedDigs: [RESURFACED] },
        circumstances,
      },
    ],
  },
});
