import { describe, expect, it } from "vitest";
import { listDifferences } from "./differences.ts";
import { type FindingSpell, mergeEntries, tellSpells } from "./history.ts";

const day = (date: number) => `2026-03-0${date}T07:00:00.000Z`;

const spell = (foundAt: number, endedAt: number | null, more: Partial<FindingSpell> = {}): FindingSpell => ({
  ruleVersion: 1,
  severity: "blocking",
  weight: "heavy",
  startsAt: "2026-04-01T07:00:00.000Z",
  endsAt: "2026-04-05T17:00:00.000Z",
  fingerprint: "1 blocking heavy 2026-04-01T07:00:00.000Z 2026-04-05T17:00:00.000Z 12 7 9",
  foundAt: day(foundAt),
  endedAt: endedAt === null ? null : day(endedAt),
  ...more,
});

describe("a finding's history", () => {
  it("tells a row that follows another at once as a change, and one that comes later as found anew", () => {
    const changed = { severity: "warning", fingerprint: "1 warning" } as const;
    const story = tellSpells([spell(1, 2), spell(2, 3, changed), spell(5, null)]);
    expect(story.map(({ kind, at }) => `${kind} ${at.slice(8, 10)}`)).toEqual([
      "found 01",
      "changed 02",
      "ended 03",
      "found 05",
    ]);
  });

  it("keeps the order of time over what happened and what was said", () => {
    const said = { kind: "commented", at: day(2) };
    expect(
      mergeEntries<{ kind: string; at: string }>(tellSpells([spell(1, 3)]), [said]).map(({ kind }) => kind),
    ).toEqual(["found", "commented", "ended"]);
  });
});

describe("differences", () => {
  it("are none while the fingerprint is the same, however instants are written", () => {
    expect(listDifferences(spell(1, 2), spell(3, null))).toEqual([]);
    const offset = spell(1, 2, { startsAt: "2026-04-01T09:00:00+02:00", fingerprint: "1 2 3 4 5 13 7 9" });
    expect(listDifferences(offset, spell(3, null))).toEqual([{ what: "ground" }]);
  });

  it("name the rule's version", () => {
    const next = spell(2, null, {
      ruleVersion: 2,
      fingerprint: "2 blocking heavy 2026-04-01T07:00:00.000Z 2026-04-05T17:00:00.000Z 12 7 9",
    });
    expect(listDifferences(spell(1, 2), next)).toEqual([{ what: "rule", from: 1, to: 2 }]);
  });
});
