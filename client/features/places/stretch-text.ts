import type { Footprint } from "../../../domain/interventions/intervention.ts";
import type { LocatedStretch } from "../../../domain/places/contract.ts";

/** Sides of a street in the words of a sentence; "centre" is none. */
export const SIDES = [
  "centre",
  "sinistro",
  "destro",
  "pari",
  "dispari",
  "nord",
  "est",
  "sud",
  "ovest",
] as const;
export type SideWord = (typeof SIDES)[number];

/** What an intervention may be broad (domain/interventions). */
const WIDTH_METRES = { least: 0.3, most: 60 };

/** "via Nizza da via Berthollet a via Marconi, lato pari"; an end left empty is the street's own. */
export function sentenceOf(parts: {
  readonly street: string;
  readonly from: string;
  readonly to: string;
  readonly side: SideWord;
}): string {
  const [street, from, to] = [parts.street.trim(), parts.from.trim(), parts.to.trim()];
  const ends = from === "" && to === "" ? "" : ` da ${from || "inizio"} a ${to || "fine"}`;
  return `${street}${ends}${parts.side === "centre" ? "" : `, lato ${parts.side}`}`;
}

export function footprintOf(reading: LocatedStretch, widthMetres: number): Footprint {
  if (reading.outline) return { kind: "area", polygon: reading.outline };
  if (reading.line === null) throw new Error(`${reading.text}: neither a line nor an outline`);
  const width = Math.min(WIDTH_METRES.most, Math.max(WIDTH_METRES.least, Math.round(widthMetres * 10) / 10));
  return { kind: "line", line: reading.line, widthMetres: width };
}
