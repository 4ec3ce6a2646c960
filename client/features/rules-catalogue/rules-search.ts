import type { AnyRule } from "../../../domain/conflicts/rule.ts";

/** Letters without their marks, small: "Età" is found by "eta". */
const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Rules in whose name, law or examples every word is found, in either language. */
export function searchRules(rules: readonly AnyRule[], text: string): readonly AnyRule[] {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== "");
  return rules.filter(({ id, title, law, examples }) => {
    const names = [...examples.conflict, ...examples.clear].map(({ name }) => name);
    const said = [title, law.text, ...names].flatMap(({ it, en }) => [it, en]);
    const where = fold([id, law.article, ...said].join(" "));
    return words.every((word) => where.includes(word));
  });
}
