/** Reads "via Nizza da via Berthollet a via Marconi, lato pari", as planners write a place. */
import { plain } from "./name.ts";
import { plainHouseNumber } from "./search-text.ts";
import { COMPASS, type Compass, type Side } from "./stretch.ts";

export type StretchEnd =
  | { readonly kind: "street"; readonly name: string }
  | { readonly kind: "house-number"; readonly number: string }
  | { readonly kind: "metres"; readonly metres: number }
  | { readonly kind: "start" }
  | { readonly kind: "end" };

export type AskedSide =
  | { readonly kind: "side"; readonly side: Side }
  | { readonly kind: "compass"; readonly compass: Compass }
  | { readonly kind: "parity"; readonly parity: "even" | "odd" };

export type AskedStretch =
  | { readonly kind: "whole" }
  | { readonly kind: "between"; readonly from: StretchEnd; readonly to: StretchEnd }
  | { readonly kind: "crossing"; readonly with: string }
  | {
      readonly kind: "measured";
      readonly from: StretchEnd;
      readonly metres: number;
      readonly towards: string | null;
    };

export interface PlaceSentence {
  readonly street: string;
  readonly stretch: AskedStretch;
  readonly side: AskedSide | null;
}

const SIDE_WORDS: Readonly<Record<string, AskedSide>> = {
  ...words("pari even", { kind: "parity", parity: "even" }),
  ...words("dispari odd", { kind: "parity", parity: "odd" }),
  ...words("sinistro sinistra sx left", { kind: "side", side: "left" }),
  ...words("destro destra dx right", { kind: "side", side: "right" }),
  ...words("nord settentrionale north", { kind: "compass", compass: COMPASS[0] }),
  ...words("est orientale east", { kind: "compass", compass: COMPASS[1] }),
  ...words("sud meridionale south", { kind: "compass", compass: COMPASS[2] }),
  ...words("ovest occidentale west", { kind: "compass", compass: COMPASS[3] }),
};

function words(list: string, side: AskedSide): Record<string, AskedSide> {
  return Object.fromEntries(list.split(" ").map((word) => [word, side]));
}

const SIDE_NAMES = Object.keys(SIDE_WORDS).join("|");
const SIDE = new RegExp(
  `[\\s,;(]+(?:(?:sul|dal|il|on the)\\s+)?(?:(?:lato|side|civici|numeri|n\\.)\\s+(?:dei\\s+)?(?:(?:civici|numeri)\\s+)?(${SIDE_NAMES})|(${SIDE_NAMES})\\s+(?:side|numbers))\\)?[\\s,;]*(?=$|\\s)`,
  "iu",
);
/** At the end the parity alone says it, as people write: "Nizza da Berthollet a Campana, pari". */
const LAST_PARITY = /[\s,;]+(pari|dispari|even|odd)$/iu;
const WHOLE = /^(?:(?:l')?inter[ao]|tutt[ao](?:\s+la|\s+il)?|whole|entire|all of)\s+/iu;
const PART = "(?:[\\s,(]+(?:nel\\s+|il\\s+)?(?:tratto|tronco)(?:\\s+compreso)?)?";
const FROM = new RegExp(
  `${PART}[\\s,(]+(?<word>da|dal|dalla|dall|dallo|tra|fra|from|between)(?=[\\s'’])[\\s'’]+`,
  "giu",
);
const TO = /[\s,]+(?<word>(?:fino\s+)?(?:a|al|alla|all|allo|ad)|to|until)(?=[\s'’])[\s'’]+/giu;
const AND = /[\s,]+(?<word>e|ed|and)\s+/giu;
const CORNER = /[\s,]+(?:(?:all['’])?angolo(?:\s+con)?|ang\.?|incrocio(?:\s+con)?|corner(?:\s+of)?)\s+/giu;
const STROKE = /\s+\/\s+|(?<=\p{L}{3})\/(?=\p{L}{3})/giu;
const FOR =
  /[\s,]+(?:per|for)\s+(?:circa\s+|about\s+)?(?<metres>\d+(?:[.,]\d+)?)\s*(?:m|mt|ml|metri|metres|meters)\b\.?(?:[\s,]+(?:verso|in direzione(?:\s+di)?|towards?)\s+(?<towards>.+))?$/iu;

/**
 * Every way to read the text. Names hold the same small words ("Via Da Verrazzano", "Via Antonio e Vittorio
 * Scialoja"), so the caller takes the first reading whose parts exist; the whole text as one name comes last.
 */
export function readPlaceText(text: string): PlaceSentence[] {
  let line = ` ${text.replace(/\s+/g, " ").trim()}`;
  const sided = SIDE.exec(line) ?? LAST_PARITY.exec(line);
  const side = sided ? SIDE_WORDS[(sided[1] ?? sided[2])!.toLowerCase()]! : null;
  if (sided) line = `${line.slice(0, sided.index)} ${line.slice(sided.index + sided[0].length)}`;
  line = line.trim().replace(/[,;.]+$/, "");
  const whole = line.replace(WHOLE, "");
  const readings: PlaceSentence[] = [];
  const add = (street: string, stretch: AskedStretch) => {
    const name = street.replace(/[,(\s]+$/, "").trim();
    if (name !== "") readings.push({ street: name, stretch, side });
  };
  for (const from of line.matchAll(FROM)) {
    const street = line.slice(0, from.index);
    const rest = line.slice(from.index + from[0].length).replace(/\)$/, "");
    const measured = FOR.exec(` ${rest}`);
    if (measured?.groups) {
      const start = readEnd(` ${rest}`.slice(0, measured.index));
      const metres = Number(measured.groups.metres!.replace(",", "."));
      if (start)
        add(street, { kind: "measured", from: start, metres, towards: measured.groups.towards ?? null });
    }
    const between = /^(?:tra|fra|between)$/i.test(from.groups!.word!);
    for (const to of rest.matchAll(between ? AND : TO)) {
      const first = readEnd(rest.slice(0, to.index));
      const last = readEnd(rest.slice(to.index + to[0].length));
      if (first && last) add(street, { kind: "between", from: first, to: last });
    }
  }
  for (const pattern of [CORNER, STROKE]) {
    for (const corner of line.matchAll(pattern)) {
      const other = line.slice(corner.index + corner[0].length).trim();
      if (other !== "") add(line.slice(0, corner.index), { kind: "crossing", with: other });
    }
  }
  add(whole, { kind: "whole" });
  return readings;
}

const METRES = /^(?:metri\s+)?(\d+(?:[.,]\d+)?)\s*(?:m|mt|metri|metres|meters)\.?$/i;
const NUMBER =
  /^(?:n\.?|nr\.?|n°|no\.?|civico|civ\.?|numero|number)?\s*(\d{1,4}\s*(?:\/?\s*(?:bis|ter|quater|[a-z]))?)$/i;

function readEnd(text: string): StretchEnd | null {
  const trimmed = text.trim().replace(/^l['’]/i, "");
  const said = plain(trimmed);
  if (said === "") return null;
  if (/^(?:inizio|start|principio)\b/.test(said)) return { kind: "start" };
  if (/^(?:fine|end|termine)\b/.test(said)) return { kind: "end" };
  const metres = METRES.exec(trimmed);
  if (metres) return { kind: "metres", metres: Number(metres[1]!.replace(",", ".")) };
  const number = NUMBER.exec(trimmed);
  if (number) return { kind: "house-number", number: plainHouseNumber(number[1]!) };
  return { kind: "street", name: trimmed };
}
