import { canonical, editDistance, type NameWord, type PlaceName } from "./name.ts";

/** How well a name answers what was asked; higher is better. Below `LEAST_FIT` it does not. */
export interface Fit {
  readonly score: number;
  /** All that was asked is there, letter by letter or as an abbreviation: no typo had to be forgiven. */
  readonly literal: boolean;
  /** Word for word, nothing begun only. */
  readonly exact: boolean;
}

/** Share of what was asked that must be in the name. */
const LEAST_COVERAGE = 0.6;
const LIGHT_WEIGHT = 0.1;
/** Kinds of thoroughfare that people take for one another. */
const SQUARES = new Set(["piazza", "piazzale", "piazzetta", "largo"]);

export function fitName(asked: PlaceName, name: PlaceName): Fit | null {
  const typeCost = costOfType(asked.type, name.type);
  const [askedText, nameText] = [canonical({ ...asked, type: null }), canonical({ ...name, type: null })];
  if (askedText === "")
    return asked.type !== null && typeCost === 0 ? { score: 0.5, literal: true, exact: true } : null;
  const together = align(asked.words, name.words);
  const joined = together.covered < 1 ? joinedFit(asked, name) : 0;
  const covered = Math.max(together.covered, joined);
  if (covered < LEAST_COVERAGE) return null;
  const isWhole = askedText === nameText;
  const score =
    covered +
    0.3 * Math.max(together.named, joined) -
    typeCost -
    (together.covered >= joined ? 0.04 * together.swaps : 0) +
    bonusOf(askedText, nameText, typeCost) +
    (isWhole && asked.type !== null && asked.type === name.type ? 0.3 : 0);
  return { score, literal: together.literal || isWhole, exact: together.exact || isWhole };
}

/** The whole name, or its beginning; of another type ("lungo Po", Via Po) little is proved by that. */
function bonusOf(asked: string, name: string, typeCost: number): number {
  if (asked === name) return typeCost === 0 ? 0.6 : 0.15;
  if (name.startsWith(`${asked} `)) return 0.1;
  return name.startsWith(asked) ? 0.05 : 0;
}

function costOfType(asked: string | null, name: string | null): number {
  if (asked === null || asked === name) return 0;
  if (name === null) return 0.1;
  // Lungo Po is another street than Via Po.
  if (asked === "lungo" || name === "lungo") return 0.4;
  return SQUARES.has(asked) && SQUARES.has(name) ? 0.08 : 0.15;
}

interface Alignment {
  /** Share of the asked words found in the name, each by how well. */
  readonly covered: number;
  /** Share of the name's words that were asked for. */
  readonly named: number;
  readonly swaps: number;
  readonly literal: boolean;
  readonly exact: boolean;
}

function align(asked: readonly NameWord[], name: readonly NameWord[]): Alignment {
  const taken = new Map<number, number>();
  let [wanted, met, swaps, before] = [0, 0, 0, -1];
  let [literal, exact] = [true, true];
  asked.forEach((word, index) => {
    const weight = word.light ? LIGHT_WEIGHT : 1;
    wanted += weight;
    const mayBeUnfinished = index === asked.length - 1;
    let [best, at] = [0, -1];
    name.forEach((candidate, position) => {
      if (taken.has(position)) return;
      const quality = fitWord(word, candidate, mayBeUnfinished);
      // Of two equal ones the next in order.
      if (quality > best || (quality === best && best > 0 && at < before && position > before)) {
        [best, at] = [quality, position];
      }
    });
    if (best < 0.8 && !word.light) literal = false;
    if (best < 1 && !word.light) exact = false;
    if (at < 0) return;
    taken.set(at, best);
    if (at < before) swaps++;
    before = at;
    met += weight * best;
  });
  let [all, told] = [0, 0];
  name.forEach((word, position) => {
    // A surname stands last, and is what people remember.
    const weight = word.light ? LIGHT_WEIGHT : position === name.length - 1 ? 1.5 : 1;
    all += weight;
    told += weight * (taken.get(position) ?? 0);
  });
  return {
    covered: wanted === 0 ? 0 : met / wanted,
    named: all === 0 ? 0 : told / all,
    swaps,
    literal,
    exact,
  };
}

/** 1 the same word, 0 another one. */
function fitWord(asked: NameWord, name: NameWord, mayBeUnfinished: boolean): number {
  if (asked.text === name.text || asked.written === name.written) return 1;
  const { written } = asked;
  if (/\d/.test(asked.text) && asked.written === asked.text) return 0;
  if (name.written.startsWith(written)) {
    if (asked.abbreviated || mayBeUnfinished) return 0.9;
    if (written.length >= 3) return 0.82;
    return 0;
  }
  if (asked.abbreviated) {
    // "g.ppe", "f.lli": first and last letters.
    return written.length >= 3 && name.written[0] === written[0] && isWithin(written, name.written) ? 0.8 : 0;
  }
  const most = written.length <= 3 ? 0 : written.length <= 7 ? 1 : 2;
  if (most === 0) return 0;
  const steps = editDistance(written, name.written, most);
  if (steps <= most) return steps === 1 ? 0.78 : 0.7;
  if (mayBeUnfinished && name.written.length > written.length) {
    const begun = editDistance(written, name.written.slice(0, written.length), most);
    if (begun <= most && written.length >= 5) return begun === 1 ? 0.68 : 0.6;
  }
  return 0;
}

/** All letters of the short form stand in the long one, in order. */
function isWithin(short: string, long: string): boolean {
  let at = -1;
  for (const letter of short) {
    at = long.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

/** "sancarlo" for San Carlo, "de gasperi" for Degasperi: the same letters, other spaces. */
function joinedFit(asked: PlaceName, name: PlaceName): number {
  const join = (words: readonly NameWord[]) => words.map(({ written }) => written).join("");
  const letters = join(asked.words);
  if (letters.length < 5) return 0;
  const whole = join(name.type === "lungo" ? [...LUNGO, ...name.words] : name.words);
  const withLungo = asked.type === "lungo" ? `lungo${letters}` : letters;
  const most = letters.length >= 8 ? 2 : 1;
  const steps = editDistance(withLungo, whole, most);
  if (steps === 0) return 0.95;
  if (steps <= most) return steps === 1 ? 0.75 : 0.66;
  if (whole.startsWith(withLungo)) return 0.85;
  // The last words of a name: "dazeglio" for Massimo D'Azeglio.
  for (let from = 1; from < name.words.length; from++) {
    const tail = join(name.words.slice(from));
    if (tail === withLungo) return 0.85;
  }
  return 0;
}

const LUNGO: readonly NameWord[] = [{ text: "lungo", written: "lungo", abbreviated: false, light: false }];
