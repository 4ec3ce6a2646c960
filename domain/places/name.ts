/** Names of places as people write them, made comparable: "C.so Vitt. Emanuele II" and "corso vittorio emanuele 2". */

export interface NameWord {
  /** Without accents, lower case; saints are all "san", numbers are digits. */
  readonly text: string;
  /** As it was written, where `text` is something else: "santa", "venti". */
  readonly written: string;
  /** Cut short by a dot, or one letter: only the beginning of a word. */
  readonly abbreviated: boolean;
  /** "di", "della", "e": seldom remembered, never what tells two names apart. */
  readonly light: boolean;
}

export interface PlaceName {
  /** "via", "corso", "piazza" …; null when the name has no such word. */
  readonly type: string | null;
  /** What is left without the type. */
  readonly words: readonly NameWord[];
}

/** Lower case, without accents and punctuation, single spaces. */
export function plain(text: string): string {
  return withoutAccents(text)
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}

function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

const TYPES: Readonly<Record<string, string>> = {
  via: "via",
  v: "via",
  vi: "via",
  street: "via",
  corso: "corso",
  cso: "corso",
  cors: "corso",
  piazza: "piazza",
  p: "piazza",
  pza: "piazza",
  pzza: "piazza",
  pz: "piazza",
  piaza: "piazza",
  piazzale: "piazzale",
  ple: "piazzale",
  pzle: "piazzale",
  pzale: "piazzale",
  piazzetta: "piazzetta",
  pzetta: "piazzetta",
  ptta: "piazzetta",
  pta: "piazzetta",
  viale: "viale",
  vle: "viale",
  vicolo: "vicolo",
  vlo: "vicolo",
  vic: "vicolo",
  largo: "largo",
  lgo: "largo",
  strada: "strada",
  str: "strada",
  sda: "strada",
  lungo: "lungo",
  ponte: "ponte",
  parco: "parco",
  galleria: "galleria",
  gall: "galleria",
  salita: "salita",
  sottopasso: "sottopasso",
  rondo: "rondo",
  giardino: "giardino",
  giardini: "giardino",
};
/** Words that alone are a type only with a dot or a single letter before a name. */
const ONLY_FIRST_OF_SEVERAL = new Set(["v", "p", "vi"]);

const LIGHT = new Set(
  "di del della dello dei degli delle dell d da dal dalla de la le lo il l i gli al alla ai e ed a in the of".split(
    " ",
  ),
);
const SAINTS = new Set(["san", "santo", "santa", "sant", "santi", "sante", "ss", "sta", "sto"]);

const NUMBER_WORDS =
  "primo|uno secondo|due terzo|tre quarto|quattro quinto|cinque sesto|sei settimo|sette ottavo|otto nono|nove decimo|dieci undicesimo|undici dodicesimo|dodici tredicesimo|tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitre ventiquattro venticinque ventisei ventisette ventotto ventinove trenta trentuno";
const NUMBERS = new Map<string, string>([
  ...NUMBER_WORDS.split(" ").flatMap((words, index) =>
    words.split("|").map((word): [string, string] => [word, String(index + 1)]),
  ),
  ["prima", "1"],
  ["seconda", "2"],
  ["terza", "3"],
]);
const ROMAN = /^(?=[ivx]{2,}$)x{0,3}(?:ix|iv|v?i{0,3})$/;
const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

function romanValue(text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const here = ROMAN_VALUES[text[i]!]!;
    const next = ROMAN_VALUES[text[i + 1] ?? ""] ?? 0;
    value += here < next ? -here : here;
  }
  return value;
}

/** "c.so", "p.zza", "v.le", "c/so": one abbreviation, though a dot or a stroke stands inside. */
const INNER_DOT = /(^|[^\p{L}])(\p{L})[./](so|le|lo|za|zza|zle|zale|zetta|go|da|tta|ta|to)(?!\p{L})/gu;

/** "SanSalvario": some lists leave the spaces out. */
const RUN_TOGETHER = /(\p{Ll})(\p{Lu})/gu;

/** "lungopo", "lungodora": the type and the river. */
const LUNGO = /^\s*lungo(\p{L}{2,})/u;

export function readName(text: string): PlaceName {
  const pieces = [
    ...withoutAccents(text.replace(RUN_TOGETHER, "$1 $2"))
      .replace(INNER_DOT, "$1$2$3")
      .replace(/[°ª]/g, " ")
      .replace(LUNGO, "lungo $1")
      .matchAll(/([\p{L}\p{N}]+)(\.?)/gu),
  ].map(([, word, dot]) => ({ word: word!, dotted: dot === "." }));
  const first = pieces[0];
  const type = first && pieces.length > 1 ? typeOf(first.word) : first ? loneType(first.word) : null;
  const rest = type === null ? pieces : pieces.slice(1);
  return { type, words: rest.map(({ word, dotted }, index) => readWord(word, dotted, index, rest.length)) };
}

function typeOf(word: string): string | null {
  return TYPES[word] ?? null;
}

/** "corso" alone is being typed towards a name; "v" alone is a letter. */
function loneType(word: string): string | null {
  return ONLY_FIRST_OF_SEVERAL.has(word) ? null : typeOf(word);
}

function readWord(word: string, dotted: boolean, index: number, count: number): NameWord {
  const isLast = index === count - 1;
  if (SAINTS.has(word) || (word === "s" && !isLast)) return wordOf("san", word, false, false);
  const number = NUMBERS.get(word);
  if (number !== undefined) return wordOf(number, word, false, false);
  if (ROMAN.test(word) && (word.length > 2 || !dotted))
    return wordOf(String(romanValue(word)), word, false, false);
  // "Umberto I", but "I" before a name is an article.
  if (word === "i" && isLast && index > 0) return wordOf("1", word, false, false);
  if (word === "1o" || word === "1mo") return wordOf("1", word, false, false);
  const light = LIGHT.has(word) && !dotted;
  return wordOf(word, word, !light && (dotted || (word.length === 1 && !/\d/.test(word))), light);
}

function wordOf(text: string, written: string, abbreviated: boolean, light: boolean): NameWord {
  return { text, written, abbreviated, light };
}

/**
 * One stretch may bear several names: OpenStreetMap's lists ("Via Verdi, Via Montebello", "A;B", "['A', 'B']").
 * A part that is no name but a number ("Strada Guido Volante, 14") is left out.
 */
export function splitNames(text: string): string[] {
  const listed = /^\[(.*)\]$/s.exec(text.trim());
  const parts = listed
    ? [...listed[1]!.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, single, double]) => single ?? double ?? "")
    : text.split(/;|,\s/);
  const names = parts.map((part) => part.trim()).filter((part) => /\p{L}/u.test(part));
  return [...new Set(names)];
}

/** The words by which a name is found: canonical and as written, and pairs people write as one ("lungopo"). */
export function indexWords(name: PlaceName): string[] {
  const words = new Set<string>();
  const spoken = name.type === "lungo" ? [wordOf("lungo", "lungo", false, false), ...name.words] : name.words;
  spoken.forEach((word, index) => {
    words.add(word.text);
    words.add(word.written);
    const next = spoken[index + 1];
    if (next && word.written.length <= 6) words.add(word.written + next.written);
  });
  if (name.type !== null) words.add(name.type);
  words.delete("");
  return [...words];
}

/** Type and words in one comparable line. */
export function canonical({ type, words }: PlaceName): string {
  return [
    ...(type === null ? [] : [type]),
    ...words.filter(({ light }) => !light).map(({ text }) => text),
  ].join(" ");
}

/**
 * Steps from one word to another, where a step drops, adds, changes or swaps two neighbouring letters (optimal
 * string alignment). Stops at `most`: what is farther is told as `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        steps = Math.min(steps, beforeLast[j - 2]! + 1);
      }
      row.push(steps);
      least = Math.min(least, steps);
    }
    if (least > most) return most + 1;
    [beforeLast, last] = [last, row];
  }
  return last[b.length]!;
}
