/** What people type for streets of Turin, and the street they mean. */

export const HAND_PICKED: readonly (readonly [string, string])[] = [
  ["corso vitt. emanuele", "Corso Vittorio Emanuele II"],
  ["c.so v. emanuele ii", "Corso Vittorio Emanuele II"],
  ["vitorio emanule", "Corso Vittorio Emanuele II"],
  ["corso vittorio emanuele secondo", "Corso Vittorio Emanuele II"],
  ["corso vittorio emanuele 2", "Corso Vittorio Emanuele II"],
  ["emanuele vittorio corso", "Corso Vittorio Emanuele II"],
  ["p.za s. carlo", "Piazza San Carlo"],
  ["p.zza San Carlo", "Piazza San Carlo"],
  ["piazza sancarlo", "Piazza San Carlo"],
  ["PIAZZA CASTELLO", "Piazza Castello"],
  ["piazza castelo", "Piazza Castello"],
  ["xx settembre", "Via Venti Settembre"],
  ["via 20 settembre", "Via Venti Settembre"],
  ["v. venti settembre", "Via Venti Settembre"],
  ["corso xi febbraio", "Corso Undici Febbraio"],
  ["11 febbraio", "Corso Undici Febbraio"],
  ["viale 1 maggio", "Viale Primo Maggio"],
  ["viale primo maggio", "Viale Primo Maggio"],
  ["via pio settimo", "Via Pio VII"],
  ["via vittorio amedeo ii", "Via Vittorio Amedeo Secondo"],
  ["via garibaldi", "Via Giuseppe Garibaldi"],
  ["via g. verdi", "Via Giuseppe Verdi"],
  ["c.so m. d'azeglio", "Corso Massimo D'Azeglio"],
  ["corso dazeglio", "Corso Massimo D'Azeglio"],
  ["d’azeglio", "Corso Massimo D'Azeglio"],
  ["c.so g. ferraris", "Corso Galileo Ferraris"],
  ["galileo feraris", "Corso Galileo Ferraris"],
  ["re umberto", "Corso Re Umberto"],
  ["via rmoa", "Via Roma"],
  ["via niza", "Via Nizza"],
  ["nizza", "Via Nizza"],
  ["madama cristina", "Via Madama Cristina"],
  ["via mad. cristina", "Via Madama Cristina"],
  ["via s. massimo", "Via San Massimo"],
  ["via s massimo", "Via San Massimo"],
  ["via santa giulia", "Via Santa Giulia"],
  ["via s.ta giulia", "Via Santa Giulia"],
  ["via sant anselmo", "Via Sant'Anselmo"],
  ["c.so un. sovietica", "Corso Unione Sovietica"],
  ["regina margerita", "Corso Regina Margherita"],
  ["via p. micca", "Via Pietro Micca"],
  ["via principe amedeo", "Via Principe Amedeo"],
  ["via lagrange", "Via Giuseppe Luigi Lagrange"],
  ["sacco vanzetti", "Corso Sacco e Vanzetti"],
  ["via scialoja", "Via Antonio e Vittorio Scialoja"],
  ["p.zza g. madre di dio", "Piazza Gran Madre di Dio"],
  ["gran madre", "Piazza Gran Madre di Dio"],
  ["lungopo antonelli", "Lungo Po Antonelli"],
  ["corso unita d italia", "Corso Unità d'Italia"],
  ["via carlo noe", "Via Carlo Noè"],
];

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  Via: "v.",
  Corso: "c.so",
  Piazza: "p.za",
  Viale: "v.le",
};
const LETTERS = "abcdefghilmnopqrstuvz";

/** One slip of the hand in the longest word, and now and then the type abbreviated or all in small letters. */
export function misspell(street: string, random: () => number): string {
  const words = street.split(" ");
  const longest = words.slice(1).reduce((a, b) => (b.length > a.length ? b : a));
  const at = 1 + Math.floor(random() * (longest.length - 2));
  const [head, letter, tail] = [longest.slice(0, at), longest[at]!, longest.slice(at + 1)];
  const slips = [
    head + tail,
    head + letter + letter + tail,
    `${head}${tail[0] ?? ""}${letter}${tail.slice(1)}`,
    head + LETTERS[Math.floor(random() * LETTERS.length)]! + tail,
  ];
  const slip = slips[Math.floor(random() * slips.length)]!;
  const type = random() < 0.5 ? (ABBREVIATIONS[words[0]!] ?? words[0]!) : words[0]!;
  const text = [type, ...words.slice(1).map((word) => (word === longest ? slip : word))].join(" ");
  return random() < 0.5 ? text.toLowerCase() : text;
}
