import fc from "fast-check";
import { expect, test } from "vitest";
import { isWeekend } from "../clock/working-days.ts";
import { type Draft, newDraft, type PhaseDraft } from "./draft.ts";
import { isSame, mergeDrafts, type Side, settleMerge } from "./merge.ts";

const works = (date: string) => !isWeekend(date);
const uuid = (n: number) => `7d4bdc0c-0f4e-4c8f-9a55-0000000000${String(n).padStart(2, "0")}`;
const single = newDraft(uuid(99), "roadwork", "2026-11-22", works);
const phase = (n: number, change: Partial<PhaseDraft> = {}): PhaseDraft => ({
  ...single.phases[0]!,
  id: uuid(n),
  ...change,
});
const base: Draft = { ...single, title: "Scavo", phases: [phase(1), phase(2)] };
const asked = (draft: Draft, other: Draft, from: Draft | null = base) =>
  mergeDrafts(from, draft, other).parts.filter(({ from }) => from === "asked");
const settle = (mine: Draft, theirs: Draft, choices: Record<string, Side> = {}) =>
  settleMerge(base, mergeDrafts(base, mine, theirs), choices);

test("what only one side changed is taken without asking, in the same phase too", () => {
  const mine = { ...base, description: "mio", phases: [phase(1, { hindrance: "major" }), phase(2)] };
  const theirs = {
    ...base,
    title: "Loro",
    phases: [phase(1, { depthMetres: 3 }), phase(2, { heightMetres: 8 })],
  };
  expect(asked(mine, theirs)).toEqual([]);
  expect(settle(mine, theirs)).toMatchObject({
    title: "Loro",
    description: "mio",
    phases: [{ hindrance: "major", depthMetres: 3 }, { heightMetres: 8 }],
  });
});

test("what both changed is asked, as one thing: nobody gets one's beginning with the other's end", () => {
  const mine = { ...base, phases: [phase(1, { startDate: "2026-12-29" }), phase(2)] };
  const theirs = { ...base, phases: [phase(1, { endDate: "2027-01-08" }), phase(2)] };
  const key = `${uuid(1)}/when`;
  expect(asked(mine, theirs)).toEqual([{ key, part: "when", phaseId: uuid(1), from: "asked" }]);
  expect(settle(mine, theirs, { [key]: "theirs" }).phases[0]).toMatchObject(theirs.phases[0]!);
  expect(settle(mine, theirs, { [key]: "mine" }).phases[0]).toMatchObject(mine.phases[0]!);
  expect(asked(mine, mine)).toEqual([]);
});

test("phases are known by id: one added, moved or taken away on one side leaves the others' changes", () => {
  const mine = { ...base, phases: [phase(2), phase(1)] };
  const theirs = { ...base, phases: [phase(1, { depthMetres: 4 }), phase(3), phase(2)] };
  expect(asked(mine, theirs)).toEqual([]);
  expect(settle(mine, theirs).phases).toEqual([phase(2), phase(1, { depthMetres: 4 }), phase(3)]);
  const without = { ...base, phases: [phase(2)] };
  expect(settle(without, base).phases).toEqual([phase(2)]);
  expect(settle(base, without).phases).toEqual([phase(2)]);
});

test("a phase that one took away and the other changed is asked", () => {
  const mine = { ...base, phases: [phase(2)] };
  const theirs = { ...base, phases: [phase(1, { depthMetres: 4 }), phase(2)] };
  const key = `${uuid(1)}/phase`;
  expect(asked(mine, theirs)).toEqual([{ key, part: "phase", phaseId: uuid(1), from: "asked" }]);
  expect(settle(mine, theirs).phases).toEqual([phase(2)]);
  expect(settle(mine, theirs, { [key]: "theirs" }).phases).toEqual(theirs.phases);
});

test("each taking away what the other kept leaves a draft with a phase", () => {
  const settled = settle({ ...base, phases: [phase(1)] }, { ...base, phases: [phase(2)] });
  expect(settled.phases).toEqual([phase(1)]);
});

test("without the version both began from, every difference is asked", () => {
  const theirs = { ...base, title: "Loro", phases: [phase(1), phase(2), phase(3)] };
  expect(asked(base, theirs, null).map(({ part }) => part)).toEqual(["title", "phase"]);
});

const change = fc.record(
  {
    depthMetres: fc.nat(9),
    hindrance: fc.constantFrom("none", "minor", "major"),
    endDate: fc.constantFrom("2027-01-08", "2027-01-15"),
  },
  { requiredKeys: [], noNullPrototype: true },
) as fc.Arbitrary<Partial<PhaseDraft>>;
const side: fc.Arbitrary<Draft> = fc
  .tuple(
    fc.uniqueArray(fc.nat(4), { minLength: 1 }),
    fc.array(change, { minLength: 5, maxLength: 5 }),
    fc.constantFrom("Scavo", "A", "B"),
  )
  .map(([ids, changes, title]) => ({ ...base, title, phases: ids.map((n) => phase(n, changes[n]!)) }));

test("a side that changed nothing loses nothing and adds nothing; choosing one side throughout gives its values", () => {
  fc.assert(
    fc.property(side, side, side, (from, mine, theirs) => {
      const settled = (a: Draft, b: Draft) => ({
        ...settleMerge(from, mergeDrafts(from, a, b), {}),
        position: 0,
      });
      expect(settled(from, theirs)).toEqual({ ...theirs, position: 0 });
      expect(settled(mine, from)).toEqual({ ...mine, position: 0 });
      const merge = mergeDrafts(null, mine, theirs);
      const all = Object.fromEntries(merge.parts.map(({ key }) => [key, "theirs" as const]));
      const took = settleMerge(null, merge, all);
      expect(took.title).toBe(theirs.title);
      for (const one of theirs.phases) expect(took.phases).toContainEqual(one);
      expect(took.phases).toHaveLength(theirs.phases.length);
    }),
  );
});

test("values are compared, not the order in which they are named", () => {
  expect(isSame({ a: 1, b: [{ c: null }] }, { b: [{ c: null }], a: 1 })).toBe(true);
  expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(false);
  expect(isSame([1, 2], { 0: 1, 1: 2 })).toBe(false);
});
