import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../../domain/geo/calendar.ts";
import {
  HINDRANCES,
  INTERVENTION_KINDS,
  VEHICLE_IMPACTS,
} from "../../../domain/interventions/intervention.ts";
import { isWeekend } from "../clock/working-days.ts";
import { type Draft, newDraft } from "./draft.ts";
import {
  applyEdit,
  beginHistory,
  closeGroup,
  type DraftHistory,
  type Edit,
  recordEdit,
  redo,
  showPhase,
  undo,
} from "./edits.ts";
import { addPhase, copyPhase, shiftPhases, splitPhase } from "./phase-edits.ts";

const ID = "7d4bdc0c-0f4e-4c8f-9a55-2f0e8f0d9a11";
const works = (date: string) => !isWeekend(date);
const line = {
  kind: "line" as const,
  line: {
    type: "LineString" as const,
    coordinates: [
      [7.68, 45.07],
      [7.681, 45.07],
      [7.681, 45.071],
    ] as [number, number][],
  },
  widthMetres: 2.5,
};
const blank = newDraft(ID, "roadwork", "2026-11-22", works);

/** Which phase the form shows is no part of what is written. */
const written = ({ position: _, ...rest }: Draft) => rest;

const date = fc.integer({ min: 0, max: 700 }).map((n) => addDays("2026-01-01", n));
/** What a hand may do next, whatever the draft is by then: numbers are taken round its phases. */
type Move = (draft: Draft) => Edit;
const at = (draft: Draft, n: number) => n % draft.phases.length;
const number = fc.nat({ max: 1000 });
const move: fc.Arbitrary<Move> = fc.oneof(
  fc
    .record(
      {
        kind: fc.constantFrom(...INTERVENTION_KINDS),
        title: fc.option(fc.string({ maxLength: 5 })),
        description: fc.string({ maxLength: 5 }),
        urgent: fc.boolean(),
      },
      { requiredKeys: [], noNullPrototype: true },
    )
    .map(
      (change): Move =>
        () => ({ target: "draft", change }),
    ),
  fc
    .tuple(
      number,
      fc.record(
        {
          startDate: date,
          endDate: date,
          widthMetres: fc.integer({ min: 1, max: 9 }),
          footprint: fc.constantFrom(null, line),
          vehicleImpact: fc.constantFrom(...VEHICLE_IMPACTS),
          hindrance: fc.constantFrom(...HINDRANCES),
          detour: fc.constantFrom(null, line.line),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
    )
    .map(
      ([n, change]): Move =>
        (draft) => ({ target: "phase", position: at(draft, n), change }),
    ),
  fc.constant<Move>((draft) => addPhase(draft, works)),
  number.map(
    (n): Move =>
      (draft) =>
        copyPhase(draft, at(draft, n), n % 7, works),
  ),
  fc.tuple(number, number).map(
    ([a, b]): Move =>
      (draft) => ({ target: "move", from: at(draft, a), to: at(draft, b) }),
  ),
  number.map(
    (n): Move =>
      (draft) =>
        draft.phases.length > 1
          ? { target: "remove", position: at(draft, n), count: 1 }
          : { target: "draft", change: { cause: "x" } },
  ),
  number.map(
    (n): Move =>
      (draft) =>
        shiftPhases(
          draft,
          draft.phases.map((_, i) => i),
          (n % 9) - 4,
          works,
        ),
  ),
  number.map(
    (n): Move =>
      (draft) =>
        splitPhase(draft, at(draft, n), 2 + (n % 3), n % 2 ? 2 : null, works) ?? {
          target: "phase",
          position: at(draft, n),
          change: { footprint: line },
        },
  ),
);

test("undo to the beginning and redo to the end pass through the same drafts, whatever was done", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(move, fc.constantFrom(null, "title", "width")), { maxLength: 25 }),
      (moves) => {
        let history: DraftHistory = beginHistory(blank);
        for (const [make, group] of moves) history = recordEdit(history, make(history.draft), group);
        const end = written(history.draft);
        const seen: object[] = [];
        while (history.past.length > 0) {
          seen.push(written(history.draft));
          history = undo(history);
          expect(history.draft.phases[history.draft.position]).toBeDefined();
        }
        expect(written(history.draft)).toEqual(written(blank));
        while (history.future.length > 0) {
          history = redo(history);
          expect(written(history.draft)).toEqual(seen.pop());
        }
        expect(written(history.draft)).toEqual(end);
      },
    ),
  );
});

test("letters typed in one field are one step, until the field is left; a new edit ends redo", () => {
  const type = (title: string): Edit => ({ target: "draft", change: { title } });
  let history = recordEdit(beginHistory(blank), type("V"), "title");
  history = recordEdit(history, type("Vi"), "title");
  history = recordEdit(closeGroup(history), type("Via"), "title");
  expect(history.past).toHaveLength(2);
  expect(undo(history).draft.title).toBe("Vi");
  expect(undo(undo(history)).draft.title).toBeNull();
  expect(recordEdit(undo(history), type("X")).future).toEqual([]);
});

test("the form follows what is done and undone, and showing another phase is no step", () => {
  const two = recordEdit(beginHistory(blank), addPhase(blank, works));
  expect(two.draft.position).toBe(1);
  const shown = showPhase(two, 0);
  expect(shown.past).toHaveLength(1);
  const changed = recordEdit(shown, { target: "phase", position: 0, change: { hindrance: "major" } });
  expect(undo(showPhase(changed, 1)).draft).toMatchObject({
    position: 0,
    phases: [{ hindrance: "none" }, {}],
  });
  expect(showPhase(two, 7)).toBe(two);
});

test("a draft is never left without a phase", () => {
  expect(() => applyEdit(blank, { target: "remove", position: 0, count: 1 })).toThrow("a phase to remain");
});
