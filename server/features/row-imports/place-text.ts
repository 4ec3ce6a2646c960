/** Where the text of a row lies, through the places service, and how sure that is. */
import type { LocatedStretch } from "../../../domain/places/contract.ts";
import { readPlaceText } from "../../../domain/places/place-text.ts";
import { readSearch } from "../../../domain/places/search-text.ts";
import { type Candidate, judge, type PlacedText } from "../../../domain/row-imports/placing.ts";
import type { Db } from "../../platform/db.ts";
import { locateHouse } from "../places/front-of-house.ts";
import { locate } from "../places/locate.ts";
import { searchPlaces } from "../places/search.ts";

const MOST_SUGGESTIONS = 5;
/** "via Nizza 3-27", "via Nizza n. 3 - n. 27": from one number to the other. */
const NUMBERS =
  /[\s,]+(?:(?:n|nr|civ|civico|civici|numeri)\.?\s*)?(\d{1,4}(?:\/?[a-z]|bis)?)\s*[-–÷]\s*(?:n\.?\s*)?(\d{1,4}(?:\/?[a-z]|bis)?)(?=$|[\s,;])/iu;

/** Where it lies, and names that could stand there instead. */
export async function placeText(db: Db, text: string): Promise<PlacedText> {
  return suggest(db, await findPlace(db, text));
}

/** Names that could stand there instead, where nothing was found or a typo was forgiven. */
export async function suggest(db: Db, placed: PlacedText): Promise<PlacedText> {
  const { text, candidates, reasons, suggestions } = placed;
  if (suggestions.length > 0 || (candidates.length > 0 && !reasons.includes("spelling"))) return placed;
  const titles = (await searchPlaces(db, text, MOST_SUGGESTIONS)).map(({ title }) => title);
  return { ...placed, suggestions: [...new Set(titles)] };
}

/** Where it lies; what could stand there instead only as far as it is known already: an archive asks for few of them. */
export async function findPlace(db: Db, text: string): Promise<PlacedText> {
  const written = text.replace(NUMBERS, " da n. $1 a n. $2");
  const numbered = readSearch(written).find(({ houseNumber }) => houseNumber !== null);
  const isSentence = readPlaceText(written).length > 1;
  if (numbered?.houseNumber != null && !isSentence) {
    const houses = await locateHouse(db, numbered.names[0], numbered.houseNumber);
    if (houses.length > 0) return describe(text, houses, false, "known");
    // "Corso Casale 450" may be a name; else it is a number nobody has told us of, and all we know is the street.
    const named = await locate(db, written, null);
    if (named.readings.length > 0) return describe(text, named.readings, named.question !== null, null);
    const street = await locate(db, numbered.names[0], null);
    return describe(text, street.readings, street.question !== null, "unknown");
  }
  const { readings, question } = await locate(db, written, null);
  const placed = describe(text, readings, question !== null, null);
  return { ...placed, suggestions: question?.suggestions.slice(0, 12) ?? [] };
}

function describe(
  text: string,
  readings: readonly LocatedStretch[],
  isAsked: boolean,
  house: "known" | "unknown" | null,
): PlacedText {
  const candidates = readings.flatMap(toCandidate);
  const { confidence, reasons } = judge({
    text,
    readings: readings.map(({ street, from, to, outline, lengthMetres, notes }) => ({
      street,
      from,
      to,
      isSquare: outline !== null,
      lengthMetres,
      notes,
    })),
    isAsked,
    house,
  });
  return { text, confidence, reasons, candidates, suggestions: [] };
}

function toCandidate(stretch: LocatedStretch): Candidate[] {
  const { line, outline, lengthMetres, text, detail, side, compass } = stretch;
  const geometry = outline ?? line;
  if (geometry === null) return [];
  const sided = side === null ? text : `${text} (${compass ?? side})`;
  return [{ label: sided, detail, geometry, lengthMetres }];
}
