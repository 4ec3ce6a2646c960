/** A finding's rows come and go as its facts change; here they are told as the story of one finding. */
import { type Difference, type FindingFacts, listDifferences } from "./differences.ts";

export interface FindingSpell extends FindingFacts {
  readonly foundAt: string;
  /** Null: in force. */
  readonly endedAt: string | null;
}

export type SpellEntry =
  | { readonly kind: "found" | "ended"; readonly at: string }
  | { readonly kind: "changed"; readonly at: string; readonly differences: Difference[] };

/** @param spells rows of one finding, the oldest first */
export function tellSpells(spells: readonly FindingSpell[]): SpellEntry[] {
  return spells.flatMap((spell, index): SpellEntry[] => {
    const before = spells[index - 1];
    const after = spells[index + 1];
    // One that ends in the very change that brings the next was not gone for a moment.
    const follows = before !== undefined && before.endedAt === spell.foundAt;
    const begun: SpellEntry = follows
      ? { kind: "changed", at: spell.foundAt, differences: listDifferences(before, spell) }
      : { kind: "found", at: spell.foundAt };
    const ended = spell.endedAt !== null && after?.foundAt !== spell.endedAt;
    return ended ? [begun, { kind: "ended", at: spell.endedAt! }] : [begun];
  });
}

/** All of it as one list, the oldest first; of one instant in the order given. */
export function mergeEntries<Entry extends { readonly at: string }>(
  ...lists: readonly (readonly Entry[])[]
): Entry[] {
  return lists.flat().sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
