/** How sure it is where a row's text lies: declared criteria, so that what is sure may be saved unseen. */
import { z } from "zod";
import { lineStringSchema, polygonSchema } from "../geo/geometry-schema.ts";
import { readName } from "../places/name.ts";
import { readPlaceText } from "../places/place-text.ts";
import { fitName } from "../places/ranking.ts";
import { readSearch } from "../places/search-text.ts";

/**
 * `exact`: one place, all of its names letter by letter or in a usual short form. `likely`: one place, but a typo was
 * forgiven, a street of another sort ("corso" for "via") was taken, or two streets only come near each other.
 * `ambiguous`: several places, a house number nobody knows, or a whole street too long to be one site. `not-found`:
 * none.
 */
export const CONFIDENCES = ["exact", "likely", "ambiguous", "not-found"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const PLACING_REASONS = [
  "spelling",
  "other-sort",
  "near-crossing",
  "bridged-gap",
  "outline-of-streets",
  "several",
  "unknown-house-number",
  "long-street",
  "nowhere",
] as const;
export type PlacingReason = (typeof PLACING_REASONS)[number];

/** A street without a stretch of it, longer than this, is hardly the ground of one work. */
export const LONG_STREET_METRES = 500;

export const candidateSchema = z
  .object({
    label: z.string(),
    detail: z.string().nullable(),
    geometry: z.discriminatedUnion("type", [lineStringSchema, polygonSchema]),
    lengthMetres: z.number(),
  })
  .meta({ id: "RowCandidate" });
export type Candidate = z.infer<typeof candidateSchema>;

export const placedTextSchema = z
  .object({
    text: z.string(),
    confidence: z.enum(CONFIDENCES),
    reasons: z.array(z.enum(PLACING_REASONS)),
    /** The first is the one that counts where the confidence is exact or likely. */
    candidates: z.array(candidateSchema).max(12),
    /** Names that could stand there instead. */
    suggestions: z.array(z.string()).max(12),
  })
  .meta({ id: "PlacedText" });
export type PlacedText = z.infer<typeof placedTextSchema>;

export function isSure(confidence: Confidence): boolean {
  return confidence === "exact" || confidence === "likely";
}

/** Texts of one key lie in one place: letters, spaces and closing marks make no difference. */
export function placeKey(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/\s*,\s*/g, ", ")
    .replace(/\s+/g, " ")
    .replace(/[\s,;.]+$/, "")
    .trim();
}

/** What is known of the places that a text was found to mean. */
export interface FoundReading {
  readonly street: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly isSquare: boolean;
  readonly lengthMetres: number;
  readonly notes: readonly string[];
}

export interface Findings {
  readonly text: string;
  readonly readings: readonly FoundReading[];
  /** Something is still to be settled though there are readings. */
  readonly isAsked: boolean;
  readonly house: "known" | "unknown" | null;
}

export function judge({ text, readings, isAsked, house }: Findings): {
  readonly confidence: Confidence;
  readonly reasons: PlacingReason[];
} {
  const [only] = readings;
  if (only === undefined) return { confidence: "not-found", reasons: ["nowhere"] };
  const unclear: PlacingReason[] = [];
  if (readings.length > 1 || isAsked) unclear.push("several");
  if (house === "unknown") unclear.push("unknown-house-number");
  else if (isWhole(only) && house === null && only.lengthMetres > LONG_STREET_METRES)
    unclear.push("long-street");
  if (unclear.length > 0) return { confidence: "ambiguous", reasons: unclear };
  const doubts: PlacingReason[] = [...doubtsOfNames(text, only)];
  for (const note of ["near-crossing", "bridged-gap", "outline-of-streets"] as const) {
    if (only.notes.includes(note)) doubts.push(note);
  }
  return { confidence: doubts.length > 0 ? "likely" : "exact", reasons: doubts };
}

function isWhole({ from, to, isSquare }: FoundReading): boolean {
  return from === null && to === null && !isSquare;
}

/** Whether the street found is the one that was written. */
function doubtsOfNames(text: string, { street }: FoundReading): PlacingReason[] {
  const name = readName(street);
  const written = [
    ...readPlaceText(text).map((sentence) => sentence.street),
    ...readSearch(text).flatMap(({ names }) => names),
  ];
  let best: { score: number; doubts: PlacingReason[] } | null = null;
  for (const one of written) {
    const asked = readName(one);
    const fit = fitName(asked, name);
    if (fit === null || (best !== null && fit.score <= best.score)) continue;
    const doubts: PlacingReason[] = [];
    if (!fit.literal) doubts.push("spelling");
    if (asked.type !== null && asked.type !== name.type) doubts.push("other-sort");
    best = { score: fit.score, doubts };
  }
  return best?.doubts ?? ["spelling"];
}
